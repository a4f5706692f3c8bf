import { Writable } from "node:stream";
import { expect, it, vi } from "vitest";
import { createCuttableNetwork } from "../fixtures/cuttable-network.ts";
import { startPlatform } from "../helpers/start-platform.ts";
import { startPostgres } from "../helpers/start-postgres.ts";

const WAIT = { timeout: 20_000, interval: 50 };

interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly code?: string;
}

it("logs a lost connection to PostgreSQL with its code, and counts it in /metrics", async () => {
  const postgres = await startPostgres();
  const url = new URL(await postgres.createDatabase());
  const network = await createCuttableNetwork(url.href);
  url.port = String(network.port);
  const lines: LogLine[] = [];
  const logStream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().trim().split("\n")) lines.push(JSON.parse(line) as LogLine);
      done();
    },
  });
  const platform = await startPlatform({ env: { DATABASE_URL: url.href, LOG_LEVEL: "warn" }, logStream });
  const warnings = (): LogLine[] => lines.filter(({ msg }) => msg === "a connection to PostgreSQL was lost");
  try {
    expect(warnings()).toEqual([]);
    network.cut();
    await vi.waitFor(() => expect(warnings().length).toBeGreaterThan(0), WAIT);
    network.mend();
    const [warning] = warnings();
    expect(warning).toMatchObject({ level: 40, code: expect.stringMatching(/^[A-Z\d]{5,}$/) });
    expect(Object.keys(warning ?? {}).toSorted()).toEqual([
      "code",
      "hostname",
      "level",
      "msg",
      "pid",
      "time",
    ]);
    const metrics = await (await platform.fetch("/metrics")).text();
    expect(metrics).toMatch(
      new RegExp(`^database_connections_lost_total\\{code="${warning?.code}"\\} [1-9]`, "m"),
    );
    const codes = warnings().map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  } finally {
    network.mend();
    await platform.stop();
    await network.close();
    await postgres.stop();
  }
}, 60_000);
