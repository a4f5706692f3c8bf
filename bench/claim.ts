/**
 * What a claim costs beside few and beside many stored interactions: the widget's own request, over HTTP, that wins a
 * waiting visitor, from the press on Accept to the seat. Three platforms as they are shipped, one with 10, one with 1,000,
 * one with 100,000 interactions (nine of ten have ended, the others were asked for and not opened), measured in turn.
 */
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { untilMessage } from "./lib/open-namespace.ts";
import { post } from "./lib/post.ts";
import { signIn, startStored } from "./lib/stored-platform.ts";
import { waitingVisitor } from "./lib/waiting-visitor.ts";
import { percentile, printComparison } from "./report.ts";

const STORED = [10, 1_000, 100_000] as const;
const CLAIMS = Number(process.env.BENCH_CLAIMS ?? 300);
const WARM_UP_CLAIMS = 20;

interface Platform {
  readonly child: ChildProcess;
  /** One visitor asks, waits and is claimed; the milliseconds of the claim. */
  claim(): Promise<number>;
}

async function startWith(count: number, dataDir: string): Promise<Platform> {
  const platform = await startStored(count, dataDir);
  const { child, url, demo } = platform;
  const { token } = await signIn(platform, "agent@example.org");
  return {
    child,
    async claim() {
      const { interactionId } = await post<{ interactionId: string }>(
        `${url}/api/interactions/tenants/${demo.tenantId}/interactions`,
        { type: "OUTBOUND" },
      );
      const visitor = await waitingVisitor(url, interactionId);
      const startMs = performance.now();
      const { how } = await post<{ how: string }>(
        `${url}/api/widget/interactions`,
        { veinteraction: interactionId, instanceId: randomUUID() },
        token,
      );
      const tookMs = performance.now() - startMs;
      if (how !== "claimed") throw new Error(`The visitor was not claimed: ${how}.`);
      const ended = untilMessage(visitor, (text) => text.startsWith('42/signalling,["ended"'));
      visitor.send('42/signalling,2["hangUp"]');
      await ended;
      visitor.close();
      return tookMs;
    },
  };
}

const rooms = STORED.map((stored) => ({
  stored,
  dataDir: mkdtempSync(join(tmpdir(), "ve-bench-")),
  timesMs: [] as number[],
}));
const children: ChildProcess[] = [];
try {
  const platforms: Platform[] = [];
  for (const { stored, dataDir } of rooms) {
    const platform = await startWith(stored, dataDir);
    platforms.push(platform);
    children.push(platform.child);
  }
  for (let round = 0; round < WARM_UP_CLAIMS + CLAIMS; round += 1)
    for (const [index, { timesMs }] of rooms.entries()) {
      const tookMs = await platforms[index]?.claim();
      if (round >= WARM_UP_CLAIMS && tookMs !== undefined) timesMs.push(tookMs);
    }
  const floor = rooms[0]?.timesMs ?? [];
  for (const { stored, timesMs } of rooms.slice(1))
    for (const [name, share] of [["median", 0.5] as const, ["99th percentile", 0.99] as const])
      printComparison({
        title: `A claim beside ${stored.toLocaleString("en")} stored interactions: ${name} of ${CLAIMS}`,
        unit: "ms",
        ours: percentile(timesMs, share),
        floor: percentile(floor, share),
        floorName: `beside ${STORED[0]}`,
      });
} finally {
  for (const child of children) child.kill();
  for (const { dataDir } of rooms) rmSync(dataDir, { recursive: true, force: true });
}
