/** Rows of the embedded database: what happens to it and to its machine in operation. */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, vi } from "vitest";
import { addEndedInteractions } from "../fixtures/ended-interactions.ts";
import type { PlatformClient } from "../fixtures/in-process-platform.ts";
import { longestStall, PROBED, type Stall, setClock } from "../fixtures/process-probe.ts";
import { slowestWriteMs } from "../fixtures/slowest-write.ts";
import { holdWriteLock } from "../fixtures/write-lock.ts";
import { waitingVisitor } from "./cells.ts";
import { type Fault, onLibsql, onPostgres } from "./fault-lab.ts";
import type { FaultWorld } from "./fault-world.ts";

const WAIT = { timeout: 60_000, interval: 100 };
const MAX_STALL_MS = 100;
const HOUR_MS = 3_600_000;

/**
 * The longest time for which the node did not answer, in milliseconds, beyond what one durable write takes at that time: what is
 * left is the platform's doing, and not that of other processes that keep the processor and the disk busy.
 */
async function ownStallMs(world: FaultWorld, work: () => Promise<void>): Promise<number> {
  const stalls: Stall[] = [];
  const slowestMs = await slowestWriteMs(world.dataDir, async () => {
    stalls.push(await longestStall(world.node(0).process.child, work));
  });
  return Math.max(...stalls.map(({ ms, ranMs }) => Math.max(ranMs, ms - slowestMs)));
}

const writeLock: Fault = {
  name: "another process holds the write lock for 12 s",
  play: (lab, factor) =>
    onLibsql(lab, { factor, env: PROBED }, async (world) => {
      const { direct } = world.node(0);
      void world.cells.beginClaim();
      const requested: Promise<string>[] = [];
      const stalledMs = await ownStallMs(world, async () => {
        const lock = await holdWriteLock(world.dataDir);
        requested.push(direct.requestCall());
        await world.lasts(12);
        // Reads go on.
        expect((await direct.request("GET", "/readyz")).status).toBe(200);
        await lock.release();
      });
      expect(stalledMs).toBeLessThan(MAX_STALL_MS);
      expect(await Promise.all(requested)).toEqual([expect.any(String)]);
      await world.survives();
    }),
};

const tenantRemoved: Fault = {
  name: "`tenant remove` of 100,000 interactions beside the running server",
  play: (lab, factor) =>
    onLibsql(lab, { factor, env: PROBED }, async (world) => {
      const { direct } = world.node(0);
      await addEndedInteractions(world.db, "old", 100_000);
      void world.cells.beginClaim();
      let requests = 0;
      const stalledMs = await ownStallMs(world, async () => {
        const removal = { isRunning: true };
        const removed = lab.bundle
          .run(["tenant", "remove", "old", "--yes"], { DATA_DIR: world.dataDir })
          .finally(() => {
            removal.isRunning = false;
          });
        while (removal.isRunning) {
          await direct.requestCall();
          requests += 1;
        }
        expect(await removed).toMatchObject({ code: 0 });
      });
      expect(stalledMs).toBeLessThan(MAX_STALL_MS);
      expect(requests).toBeGreaterThan(10);
      const left = await world.db
        .selectFrom("interactions")
        .select("id")
        .where("tenant_id", "=", "old")
        .execute();
      expect(left).toEqual([]);
      await world.survives();
    }),
};

const secondPlatform: Fault = {
  name: "a second platform is started on the same DATA_DIR",
  play: (lab, factor) =>
    onLibsql(lab, { factor }, async (world) => {
      void world.cells.beginClaim();
      const { code, output } = await world.fork({}).ended;
      expect(code).toBe(1);
      expect(output).toContain(`Another platform is running on DATA_DIR=${world.dataDir}.`);
      expect(output).toContain("DATABASE_URL");
      await world.survives();
    }),
};

const BALLAST_BYTES = 4 * 1024 * 1024;

/** Requests calls until one is refused. */
async function fillDisk(
  client: PlatformClient,
  acknowledged: string[],
): Promise<{ status: number; message: string }> {
  for (;;) {
    const { status, body, error } = await client.request<{ interactionId: string }>(
      "POST",
      `/api/interactions/tenants/${client.tenantId}/interactions`,
      { type: "OUTBOUND", customData: { note: "x".repeat(10_000) } },
    );
    if (status !== 200) return { status, message: error?.message ?? "" };
    acknowledged.push(body.interactionId);
  }
}

/** Only root can mount a file system that is small enough to fill up. */
const diskFull: Fault = {
  name: "the disk is full, and has space again later",
  async play(lab, factor) {
    const dataDir = await mkdtemp(join(tmpdir(), "ve-full-"));
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=10m", "tmpfs", dataDir]);
    try {
      await onLibsql(lab, { factor, dataDir }, async (world) => {
        const { direct } = world.node(0);
        const ballast = join(dataDir, "ballast");
        await writeFile(ballast, Buffer.alloc(BALLAST_BYTES));
        const acknowledged: string[] = [];
        expect(await fillDisk(direct, acknowledged)).toEqual({
          status: 503,
          message: "The platform can't store data at the moment.",
        });
        void world.cells.beginClaim();
        await vi.waitFor(
          async () =>
            expect(await direct.request("GET", "/readyz")).toMatchObject({
              status: 503,
              body: { ready: false, checks: { database: "the disk is full" } },
            }),
          WAIT,
        );
        await world.lasts(20);
        await rm(ballast);
        await vi.waitFor(async () => expect((await direct.request("GET", "/readyz")).status).toBe(200), WAIT);
        const stored = new Set(
          (await world.db.selectFrom("interactions").select("id").execute()).map(({ id }) => id),
        );
        expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
        await world.survives();
      });
    } finally {
      execFileSync("umount", ["-l", dataDir]);
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

/** Sign-ins, requests, sockets: what is limited by address or by key goes on. */
async function expectServed(client: PlatformClient): Promise<void> {
  expect(await client.signIn("clock@example.org")).toBeTruthy();
  (await waitingVisitor(client)).page.vanish();
}

async function setClockBackAndForth(world: FaultWorld): Promise<void> {
  const { direct, process } = world.node(0);
  void world.cells.beginClaim();
  for (const aheadMs of [HOUR_MS, 0, -HOUR_MS, HOUR_MS]) {
    setClock(process.child, aheadMs);
    await world.lasts(8);
    await expectServed(direct);
  }
  await world.survives();
}

/** With the limits on, because they count time, too. */
const CLOCKED = { ...PROBED, RATE_LIMIT_FACTOR: "1" };

const clockOnLibsql: Fault = {
  name: "the wall clock is set back and forth by an hour, on libsql",
  play: (lab, factor) => onLibsql(lab, { factor, env: CLOCKED }, setClockBackAndForth),
};

const clockOnPostgres: Fault = {
  name: "the wall clock of one of two nodes is set back and forth by an hour",
  play: (lab, factor) => onPostgres(lab, { factor, nodes: 2, env: CLOCKED }, setClockBackAndForth),
};

export const EMBEDDED_FAULTS: readonly Fault[] = [
  writeLock,
  tenantRemoved,
  secondPlatform,
  ...(process.getuid?.() === 0 ? [diskFull] : []),
  clockOnLibsql,
  clockOnPostgres,
];
