import type { Logger } from "../options.ts";

const LEVELS = ["debug", "info", "warn", "error"] as const;

/** `true`: the console. A sink: that one; what it lacks or throws is ignored. Else warnings and errors only. */
export function createLogger(choice: unknown): Logger {
  const sink = (typeof choice === "object" && choice ? choice : console) as Partial<Logger>;
  const logger = {} as Record<keyof Logger, (...line: unknown[]) => void>;
  for (const level of LEVELS)
    logger[level] = (...line) => {
      if (sink === console && choice !== true && LEVELS.indexOf(level) < 2) return;
      try {
        sink[level]?.("[VideoEngager]", ...line);
      } catch {
        // A log that fails must not fail the call.
      }
    };
  return logger;
}
