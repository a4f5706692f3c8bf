import { isFields } from "@videoengager/protocol/is-fields";
import type { Logger } from "../api/options.ts";

const LEVELS = ["debug", "info", "warn", "error"] as const;

/** A logger whose sink can be replaced while others hold it. */
export interface SwitchableLogger extends Logger {
  /** `true`: the console. An object: that sink; missing methods are ignored. Otherwise: only warnings and errors, to the console. */
  readonly use: (choice: unknown) => void;
}

export function createLogger(): SwitchableLogger {
  let sink: Partial<Logger> = {};
  const use = (choice: unknown): void => {
    const { warn, error } = console;
    if (choice === true) sink = console;
    else sink = isFields(choice) ? choice : { warn, error };
  };
  use(undefined);
  const methods = LEVELS.map((level) => [level, (...line: unknown[]) => void write(sink, level, line)]);
  return { use, ...(Object.fromEntries(methods) as Logger) };
}

/** A sink that throws or rejects must not fail the call. */
async function write(sink: Partial<Logger>, level: keyof Logger, line: unknown[]): Promise<void> {
  try {
    const method: ((...values: unknown[]) => unknown) | undefined = sink[level];
    await method?.call(sink, "[VideoEngager]", ...line);
  } catch {
    // There is nowhere left to report it.
  }
}
