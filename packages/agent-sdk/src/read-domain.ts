import { VideoEngagerAgentError } from "./errors.ts";
import { requireText } from "./lib/read-text.ts";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(?![^:/?#])/i;

/**
 * The origin of the configured domain. `https` is assumed, for loopback hosts `http`; what follows the host is
 * dropped. Throws `CONFIG_DOMAIN_REQUIRED` or `CONFIG_DOMAIN_INVALID_FORMAT`.
 */
export function readDomain(domain: unknown): string {
  const text = requireText(domain, "CONFIG_DOMAIN_REQUIRED").trim();
  const hasScheme = /^[a-z][\w+.-]*:\/\//i.test(text);
  try {
    const { protocol, host, username, password, origin } = new URL(
      hasScheme ? text : `http${LOOPBACK.test(text) ? "" : "s"}://${text}`,
    );
    const isAllowed = protocol === "https:" || (protocol === "http:" && LOOPBACK.test(host));
    if (isAllowed && !username && !password && !/\s|^(https?:(?!\/\/))|^(\w+:\/\/)?[\\/?#]/i.test(text))
      return origin;
  } catch {
    // Not an address at all: the same answer as for a wrong one.
  }
  throw new VideoEngagerAgentError("CONFIG_DOMAIN_INVALID_FORMAT");
}
