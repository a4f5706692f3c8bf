import { expect, it, vi } from "vitest";
import { startPlatform } from "../fixtures/in-process-platform.ts";

/** 4 s without a successful sweep make the node not ready, and an answer is reused for 1 s. */
const VISIBLE_WITHIN_MS = 6_000;

it("a sweep that never ends is visible in /readyz and /metrics within 6 s, beside a database that answers", async () => {
  const platform = await startPlatform({ env: { LOG_LEVEL: "silent" } });
  let finish = (): void => {};
  const stuck = new Promise<never[]>((resolve) => {
    finish = () => resolve([]);
  });
  const expiredSeats = vi.spyOn(platform.app.deps.presence, "expiredSeats").mockReturnValue(stuck);
  try {
    await vi.waitFor(() => expect(expiredSeats).toHaveBeenCalled(), { timeout: 5_000, interval: 10 });
    const startMs = performance.now();
    const { body } = await vi.waitFor(
      async () => {
        const answer = await platform.request("GET", "/readyz");
        expect(answer.status).toBe(503);
        return answer;
      },
      { timeout: 20_000, interval: 50 },
    );
    expect(performance.now() - startMs).toBeLessThan(VISIBLE_WITHIN_MS);
    expect(body).toEqual({
      ready: false,
      degraded: true,
      checks: {
        database: "ok",
        sweep: expect.stringMatching(/^last sweep [456] s ago$/),
        "write-lock": "ok",
      },
    });
    const metrics = await (await fetch(`${platform.url}/metrics`)).text();
    const ageS = Number(/^sweep_age_seconds (\S+)$/m.exec(metrics)?.[1]);
    expect(ageS).toBeGreaterThan(4);
    expect(ageS).toBeLessThan(VISIBLE_WITHIN_MS / 1_000 + 1);
    expect(Number(/^heartbeat_age_seconds (\S+)$/m.exec(metrics)?.[1])).toBeLessThan(2);
  } finally {
    expiredSeats.mockRestore();
    finish();
  }
  await vi.waitFor(async () => expect((await platform.request("GET", "/readyz")).status).toBe(200), {
    timeout: 10_000,
    interval: 50,
  });
  await platform.close();
});
