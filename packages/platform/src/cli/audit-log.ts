import { appendFile, mkdir } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import type { Clock } from "../lib/clock.ts";

export const AUDIT_FILE: string = "audit.log";

/** Appends one line of JSON: time, user, machine and command. */
export async function writeAudit(
  dataDir: string,
  clock: Clock,
  entry: Readonly<Record<string, string | boolean>>,
): Promise<void> {
  const line = {
    time: new Date(clock.nowMs()).toISOString(),
    user: userName(),
    host: hostname(),
    ...entry,
  };
  // With PostgreSQL, a command can be the first thing that uses the folder.
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await appendFile(join(dataDir, AUDIT_FILE), `${JSON.stringify(line)}\n`, { mode: 0o600 });
}

/** A container's user can be without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "unknown");
  }
}
