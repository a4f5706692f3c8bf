import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PATHS, visitorPagePath } from "@videoengager/protocol/rest/paths";
import { expect, it, vi } from "vitest";
import { agentOnQueue } from "../fixtures/agent-client.ts";
import { createPlatformClient, type PlatformClient } from "../fixtures/in-process-platform.ts";
import { PROBED, stall } from "../fixtures/process-probe.ts";
import { openVisitorPage, openWidget, type SeatPage } from "../fixtures/seat-page.ts";
import { bundlePlatform } from "../helpers/fork-platform.ts";
import { readMetrics } from "../helpers/read-metrics.ts";

/** The text of the page that an overloaded node sends. */
const BUSY = 'http-equiv="refresh"';

async function waitingVisitor(platform: PlatformClient): Promise<{ id: string; page: SeatPage }> {
  const id = await platform.requestCall();
  const page = await openVisitorPage(platform, id);
  await page.join("Vera");
  return { id, page };
}

it("a platform whose event loop stalls refuses new work, serves the calls that it has, and recovers", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "platform-overload-"));
  const bundle = await bundlePlatform();
  const { child, ready, ended } = bundle.fork({
    ...PROBED,
    DATA_DIR: dataDir,
    DEMO: "1",
    RATE_LIMIT_FACTOR: "0",
    // High enough that a busy machine alone doesn't reach it.
    MAX_EVENT_LOOP_DELAY_MS: "150",
    LOG_LEVEL: "info",
    LOG_FORMAT: "pretty",
  });
  try {
    const { url, demo } = await ready;
    if (!demo) throw new Error("The platform has no demo tenant.");
    const platform = createPlatformClient(url, demo);
    const requestCall = (): Promise<{ status: number; headers: Headers }> =>
      platform.request("POST", `/api/interactions/tenants/${demo.tenantId}/interactions`, {});
    const ann = await agentOnQueue(platform, "ann@example.org");
    const call = await waitingVisitor(platform);
    const widget = await openWidget(platform, ann.token, call.id);
    await Promise.all([widget.mediaFlows(), call.page.mediaFlows()]);
    const waiting = await waitingVisitor(platform);

    stall(child, 180);
    const refused = await vi.waitFor(
      async () => {
        const answer = await requestCall();
        expect(answer.status).toBe(503);
        return answer;
      },
      { timeout: 20_000 },
    );
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(5);
    const [signIn, newWidget, widgetPage, visitorPage, runningPage] = await Promise.all([
      platform.request("POST", PATHS.impersonateCreate, { pak: demo.apiKey, division: "", email: "b@x" }),
      platform.request("POST", PATHS.widgetInteractions, { instanceId: "new-widget" }, ann.token),
      fetch(`${url}${PATHS.widget}`),
      fetch(`${url}${visitorPagePath("unknown")}`, { headers: { "accept-language": "de" } }),
      fetch(`${url}${visitorPagePath(call.id)}`),
    ]);
    expect(signIn.error).toMatchObject({ code: "not-ready", message: expect.stringContaining("overloaded") });
    expect(newWidget.status).toBe(503);
    expect(widgetPage.status).toBe(503);
    expect(await widgetPage.text()).toContain(BUSY);
    expect(await visitorPage.text()).toContain("Einen Moment bitte");
    // A reload during the call.
    expect(await runningPage.text()).not.toContain(BUSY);

    const { instanceId } = call.page;
    call.page.vanish();
    const back = await openVisitorPage(platform, call.id, { instanceId });
    const offer = { from: widget.instanceId, to: instanceId, type: "offer", sdp: "v=0" } as const;
    widget.socket.emit("description", offer);
    await back.sees(() => back.descriptions.length === 1);
    await widget.hangUp();
    await back.hasEnded();
    const next = await openWidget(platform, ann.token, waiting.id);
    await waiting.page.sees((room) => room.peer.instanceId === next.instanceId);

    const { valueOf } = await readMetrics(url);
    expect(valueOf("overloaded")).toBe(1);
    expect(valueOf("event_loop_stall_seconds")).toBeGreaterThan(0.15);
    expect(valueOf('overload_refusals_total{work="sign-in"}')).toBe(1);

    stall(child, 0);
    await vi.waitFor(async () => expect((await requestCall()).status).toBe(200), { timeout: 40_000 });
    expect((await readMetrics(url)).valueOf("overloaded")).toBe(0);
    for (const page of [next, waiting.page]) page.vanish();
    ann.client.disconnect();
    child.kill("SIGTERM");
    const { output } = await ended;
    expect(output).toMatch(/^\[\d\d:\d\d:\d\d\.\d{3}\] WARN: overloaded: new work is refused/m);
    expect(output).toMatch(/^\[\d\d:\d\d:\d\d\.\d{3}\] INFO: no longer overloaded/m);
    expect(output).toMatch(/WARN: refused .*"reason":"not-ready".*"detail":"The platform is overloaded/);
  } finally {
    await bundle.remove();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 90_000);
