/**
 * What a claim costs: the widget's request over HTTP that wins a waiting visitor and gets the seat. Three platforms as shipped, with
 * 10, 1,000 and 100,000 stored interactions (nine of ten have ended, the others were requested and not opened). The floor is the
 * smallest of them in the same run, so the ratio shows only that the cost doesn't grow with what is stored. `postgres` compares a claim
 * with a bare insert.
 */
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { createDataDir, describeDisk } from "./lib/data-dir.ts";
import { untilMessage } from "./lib/open-namespace.ts";
import { post } from "./lib/post.ts";
import { signIn } from "./lib/start-platform.ts";
import { startStored } from "./lib/stored-platform.ts";
import { waitingVisitor } from "./lib/waiting-visitor.ts";
import { percentile, printComparison } from "./report.ts";

const STORED = [10, 1_000, 100_000] as const;
const CLAIMS = Number(process.env.BENCH_CLAIMS ?? 300);
const WARM_UP_CLAIMS = 20;

interface Platform {
  readonly child: ChildProcess;
  /** One visitor requests a call, waits and is claimed. Resolves with the milliseconds of the claim. */
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

const runs = STORED.map((stored) => ({
  stored,
  dataDir: createDataDir(),
  timesMs: [] as number[],
}));
const children: ChildProcess[] = [];
try {
  const platforms: Platform[] = [];
  for (const { stored, dataDir } of runs) {
    const platform = await startWith(stored, dataDir);
    platforms.push(platform);
    children.push(platform.child);
  }
  for (let round = 0; round < WARM_UP_CLAIMS + CLAIMS; round += 1)
    for (const [index, { timesMs }] of runs.entries()) {
      const tookMs = await platforms[index]?.claim();
      if (round >= WARM_UP_CLAIMS && tookMs !== undefined) timesMs.push(tookMs);
    }
  console.log(describeDisk());
  const floor = runs[0]?.timesMs ?? [];
  for (const { stored, timesMs } of runs.slice(1))
    for (const [name, share] of [
      ["median", 0.5] as const,
      ["99th percentile", 0.99] as const,
      ["99.9th percentile", 0.999] as const,
    ])
      printComparison({
        title: `A claim beside ${stored.toLocaleString("en")} stored interactions: ${name} of ${CLAIMS}`,
        unit: "ms",
        ours: percentile(timesMs, share),
        floor: percentile(floor, share),
        floorName: `beside ${STORED[0]}`,
      });
} finally {
  for (const child of children) child.kill();
  for (const { dataDir } of runs) rmSync(dataDir, { recursive: true, force: true });
}
