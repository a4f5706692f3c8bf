import { expect, test } from "./fixtures.ts";
import type { HostPage } from "./host-page.ts";
import { standalone } from "./init-options.ts";
import { liveOnce } from "./rounds.ts";

const ROUNDS = 1_000;
const WARM_UP_ROUNDS = 100;
const MAX_GROWTH_BYTES_PER_ROUND = 2_000;

/** The page's heap size after two garbage collections; the second frees what finalizers released. */
async function heapBytes(host: HostPage): Promise<number> {
  const devtools = await host.page.context().newCDPSession(host.page);
  for (let times = 0; times < 2; times++) await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  await devtools.detach();
  return usedSize;
}

test("1,000 working days in one page leave no listener, timer, iframe, style, global or growing heap @long", async ({
  host,
  peer,
}) => {
  const options = standalone(peer, { logger: undefined });
  for (let round = 0; round < WARM_UP_ROUNDS; round++) await liveOnce(host, options);
  const before = await host.remaining();
  const heapBefore = await heapBytes(host);
  for (let round = WARM_UP_ROUNDS; round < ROUNDS; round++) await liveOnce(host, options);
  expect(await host.remaining()).toEqual(before);
  const growth = ((await heapBytes(host)) - heapBefore) / (ROUNDS - WARM_UP_ROUNDS);
  console.log(`${Math.round(growth)} bytes of heap per round`);
  expect(growth).toBeLessThan(MAX_GROWTH_BYTES_PER_ROUND);
});
