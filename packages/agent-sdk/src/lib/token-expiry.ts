/** Whether a JSON web token says that it has expired. False for a token of another form: the platform decides then. */
export function isExpired(token: string): boolean {
  try {
    const [, payload = ""] = token.split(".");
    const { exp } = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as { exp?: unknown };
    return typeof exp === "number" && exp > 0 && exp * 1_000 <= Date.now();
  } catch {
    return false;
  }
}
