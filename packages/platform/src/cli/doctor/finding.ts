/** What a check found. */
export interface Finding {
  readonly check: string;
  /** `warning`: it runs, but not as well as it could. */
  readonly result: "ok" | "warning" | "wrong";
  readonly found: string;
  /** What to do about it; empty where nothing has to be. */
  readonly mend: string;
}

export function ok(check: string, found: string): Finding {
  return { check, result: "ok", found, mend: "" };
}

export function warning(check: string, found: string, mend: string): Finding {
  return { check, result: "warning", found, mend };
}

export function wrong(check: string, found: string, mend: string): Finding {
  return { check, result: "wrong", found, mend };
}

/** The system's short name of an error (`ECONNREFUSED`), else its message. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause === undefined ? error.message : reasonOf(error.cause);
}
