import { access, constants, mkdir, stat } from "node:fs/promises";
import { sql } from "kysely";
import type { Config } from "../../config/config.ts";
import type { Database } from "../../database/database.ts";
import type { Clock } from "../../lib/clock.ts";
import { BUILT_PAGES } from "../../page-folders.ts";
import { CommandFailure } from "../command-failure.ts";
import { describeReason, type Finding, ok, warning, wrong } from "./finding.ts";

const TOLERATED_SKEW_MS = 2_000;
/** Earlier than any release: the clock was never set. */
const EARLIEST_MS = Date.UTC(2025, 0, 1);

/** Whether only this user can access the data folder. */
export async function checkDataFolder({ dataDir }: Config): Promise<Finding> {
  const check = "data folder";
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.R_OK | constants.W_OK);
    const { mode } = await stat(dataDir);
    return (mode & 0o077) === 0
      ? ok(check, dataDir)
      : warning(
          check,
          `other users can read ${dataDir}`,
          `It has keys in it. Run: chmod 700 ${dataDir}`,
          "data-folder",
        );
  } catch (error) {
    return wrong(
      check,
      `${dataDir} can't be written to (${describeReason(error)})`,
      "Set DATA_DIR to a folder that this user owns.",
      "data-folder",
    );
  }
}

/** Whether the database answers and has this version's schema. */
export async function checkDatabase(
  open: () => Promise<Database>,
  clock: Clock,
): Promise<readonly Finding[]> {
  const check = "database";
  try {
    const database = await open();
    const startMs = performance.now();
    await database.ping();
    const tookMs = Math.round(performance.now() - startMs);
    return [ok(check, `${database.engine} answers in ${tookMs} ms`), await checkClock(database, clock)];
  } catch (error) {
    if (error instanceof CommandFailure)
      return [
        wrong(
          check,
          error.message,
          "The database must be of the same version as this command. Start the platform once, or run: platform migrate",
          "database",
        ),
      ];
    return [
      wrong(
        check,
        `can't be used (${describeReason(error)})`,
        "Check DATABASE_URL, that the server runs, and MASTER_KEY.",
        "database",
      ),
    ];
  }
}

async function checkClock({ db, engine }: Database, clock: Clock): Promise<Finding> {
  const check = "clock";
  const nowMs = clock.nowMs();
  if (nowMs < EARLIEST_MS)
    return wrong(check, "this machine's clock was never set", "Set it; run an NTP client.", "clock");
  if (engine === "libsql") return ok(check, new Date(nowMs).toISOString());
  const { rows } = await sql<{ ms: number }>`select (extract(epoch from now()) * 1000)::bigint as ms`.execute(
    db,
  );
  const skewMs = Math.abs((rows[0]?.ms ?? nowMs) - nowMs);
  return skewMs <= TOLERATED_SKEW_MS
    ? ok(check, `${skewMs} ms from the database server's`)
    : wrong(check, `${skewMs} ms from the database server's`, "Run an NTP client on both machines.", "clock");
}

/** Whether the platform's pages have been built. */
export async function checkPages(): Promise<Finding> {
  const missing: string[] = [];
  for (const [name, folder] of Object.entries(BUILT_PAGES))
    await access(folder).catch(() => {
      missing.push(name);
    });
  return missing.length === 0
    ? ok("pages", "built")
    : wrong("pages", `not built: ${missing.join(", ")}`, "Build them with: npm run build", "pages");
}
