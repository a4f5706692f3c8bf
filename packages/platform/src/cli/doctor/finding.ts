const PAGE = "docs/doctor.md";

/** Headings of the operator's page about the doctor, as its anchors. */
export const SECTIONS = [
  "configuration",
  "data-folder",
  "disk-space",
  "database",
  "clock",
  "demo-tenant",
  "pages",
  "port",
  "certificate",
  "served-certificate",
  "public-address",
  "websockets",
  "trust_proxy",
  "turn-server",
  "turn-relay",
  "redis",
  "no-result",
] as const;
export type Section = (typeof SECTIONS)[number];

/** The result of a check. */
export interface Finding {
  readonly check: string;
  /** `warning`: it works, but not as well as it could. */
  readonly result: "ok" | "warning" | "wrong";
  readonly found: string;
  /** How to fix it; empty if nothing is wrong. */
  readonly fix: string;
  /** The part of the documentation that explains it; empty if nothing is wrong. */
  readonly link: string;
}

export function ok(check: string, found: string): Finding {
  return { check, result: "ok", found, fix: "", link: "" };
}

export function warning(check: string, found: string, fix: string, section: Section): Finding {
  return { check, result: "warning", found, fix, link: linkTo(section) };
}

export function wrong(check: string, found: string, fix: string, section: Section): Finding {
  return { check, result: "wrong", found, fix, link: linkTo(section) };
}

export function linkTo(section: Section): string {
  return `${PAGE}#${section}`;
}

/** The error's code (`ECONNREFUSED`), else its message. */
export function describeReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node's error at the end of an `AbortSignal.timeout`.
  if ("code" in error && error.code === "ABORT_ERR") return "no answer";
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause === undefined ? error.message : describeReason(error.cause);
}
