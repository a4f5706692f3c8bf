import { VideoEngagerAgentError } from "../api/errors.ts";
import { requireText } from "../lib/read-fields.ts";

/** An optional scheme, a loopback host or any other, a port; path and query. */
const DOMAIN =
  /^(?:(https?:\/\/)?((?:localhost|127\.0\.0\.1|\[::1])(?::\d+)?)|(?:https:\/\/)?((?:\[\S+]|[^\s@\\/?#:]+)(?::\d+)?))(?:[/?#]\S*)?$/i;

/**
 * The origin of the configured domain. `https` is assumed, for loopback hosts `http`; what follows the host is
 * dropped. Throws `CONFIG_DOMAIN_REQUIRED` or `CONFIG_DOMAIN_INVALID_FORMAT`.
 */
export function readDomain(domain: unknown): string {
  const text = requireText(domain, "CONFIG_DOMAIN_REQUIRED").trim();
  const match = DOMAIN.exec(text);
  try {
    const [, scheme = "http://", loopback, other] = match as RegExpExecArray;
    return new URL(loopback ? scheme + loopback : `https://${other}`).origin;
  } catch {
    // Without the part before an `@`, which can be a password.
    const shown = text.replace(/^.*@/, "");
    throw new VideoEngagerAgentError("CONFIG_DOMAIN_INVALID_FORMAT", { context: { domain: shown } });
  }
}
