/** The result of a check. */
export interface Finding {
  readonly check: string;
  /** `warning`: it works, but not as well as it could. */
  readonly result: "ok" | "warning" | "wrong";
  readonly found: string;
  /** How to fix it; empty if nothing is wrong. */
  readonly fix: string;
}

export function ok(check: string, found: string): Finding {
  return { check, result: "ok", found, fix: "" };
}

export function warning(check: string, found: string, fix: string): Finding {
  return { check, result: "warning", found, fix };
}

export function wrong(check: string, found: string, fix: string): Finding {
  return { check, result: "wrong", found, fix };
}

/** The error's code (`ECONNREFUSED`), else its message. */
export function describeReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause === undefined ? error.message : describeReason(error.cause);
}
