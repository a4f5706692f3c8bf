import { isFields } from "@videoengager/protocol/is-fields";
import type { Logger } from "../options.ts";

/** `true`: the console. A sink: that one; what it lacks or throws is ignored. Else warnings and errors only. */
export function createLogger(choice: unknown): Logger {
  const { warn, error } = console;
  const sink = (isFields(choice) ? choice : choice === true ? console : { warn, error }) as Partial<Logger>;
  const logger = {} as Record<keyof Logger, (...line: unknown[]) => void>;
  for (const level of ["debug", "info", "warn", "error"] as const)
    logger[level] = (...line) => {
      try {
        sink[level]?.("[VideoEngager]", ...line);
      } catch {
        // A log that fails must not fail the call.
      }
    };
  return logger;
}
