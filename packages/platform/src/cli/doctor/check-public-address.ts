import type { Config } from "../../config/config.ts";
import { askOrigin, isLoopbackName } from "./ask-origin.ts";
import { describeReason, type Finding, ok, wrong } from "./finding.ts";
import type { ResolveHost } from "./resolve-host.ts";

/** Whether the platform answers at an origin: `yes`, `no` (something else does), or why nothing does. */
export async function isPlatform(origin: string, resolve: ResolveHost): Promise<string> {
  try {
    const { status, body } = await askOrigin(origin, "/healthz", resolve);
    return status === 200 && isHealth(body) ? "yes" : "no";
  } catch (error) {
    return describeReason(error);
  }
}

function isHealth(body: string): boolean {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null && "ok" in parsed && parsed.ok === true;
  } catch {
    return false;
  }
}

/** Whether browsers reach the platform at its public address. @param reached the answer of `isPlatform` for PUBLIC_URL */
export async function checkPublicAddress(
  { publicUrl, production }: Pick<Config, "publicUrl" | "production">,
  reached: Promise<string>,
): Promise<Finding> {
  const check = "public address";
  const section = "public-address";
  if (!publicUrl)
    return production
      ? wrong(check, "PUBLIC_URL is not set", "Set it to the https origin that browsers use.", section)
      : ok(check, "this machine only (PUBLIC_URL is not set)");
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === "http:" && !isLoopbackName(hostname.replace(/^\[|\]$/g, "")))
    return wrong(
      check,
      `${publicUrl} is not https`,
      "Browsers only allow the camera with https. Serve the platform by https.",
      section,
    );
  const answer = await reached;
  if (answer === "yes") return ok(check, `${publicUrl} leads to the platform`);
  return wrong(
    check,
    answer === "no" ? `something else answers at ${publicUrl}` : `${publicUrl} can't be reached (${answer})`,
    "Check the DNS entry, the reverse proxy, and that the platform runs.",
    section,
  );
}
