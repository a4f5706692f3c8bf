import type { LogFormat } from "../config/config.ts";

/** Where log lines are written: to `target` as they are, or made readable for people. */
export async function formatLog(
  format: LogFormat,
  target: NodeJS.WritableStream,
): Promise<NodeJS.WritableStream> {
  if (format === "json") return target;
  // Loaded only here: production doesn't use it.
  const { default: pretty } = await import("pino-pretty");
  return pretty({
    destination: target,
    colorize: "isTTY" in target && target.isTTY === true,
    translateTime: "SYS:HH:MM:ss.l",
    ignore: "pid,hostname",
    singleLine: true,
    sync: true,
  });
}
