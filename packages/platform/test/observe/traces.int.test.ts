import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { VERSION } from "../../src/lib/version.ts";
import { agentOnQueue } from "../fixtures/agent-client.ts";
import { startPlatform } from "../fixtures/in-process-platform.ts";
import { openVisitorPage, openWidget } from "../fixtures/seat-page.ts";
import { startTraceCollector, type TraceCollector } from "../fixtures/trace-collector.ts";
import { LogStream } from "../helpers/log-stream.ts";

const NAME = "Vera Visitor";

describe("with a collector", () => {
  let collector: TraceCollector;
  let tenantId = "";
  let answeredId = "";
  let missedId = "";

  beforeAll(async () => {
    collector = await startTraceCollector();
    const platform = await startPlatform({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } });
    ({ tenantId } = platform);
    const ann = await agentOnQueue(platform, "ann@example.org");
    answeredId = await platform.requestCall({ customerId: "4711" });
    const visitor = await openVisitorPage(platform, answeredId, { name: NAME });
    await visitor.join(NAME);
    await ann.rings(answeredId);
    const widget = await openWidget(platform, ann.token, answeredId);
    await widget.join("");
    await Promise.all([widget.mediaFlows(), visitor.mediaFlows()]);
    await widget.hangUp();
    await visitor.hasEnded();

    missedId = await platform.requestCall();
    const leaving = await openVisitorPage(platform, missedId);
    await leaving.join(NAME);
    await leaving.hangUp();
    ann.client.disconnect();
    // What hasn't been sent is sent before the platform has closed.
    await platform.close();
  });
  afterAll(() => collector.close());

  it("an answered call is one trace, from the request to the end", () => {
    expect([...collector.paths]).toEqual(["/v1/traces"]);
    const spans = collector.spansOf(answeredId);
    const root = spans.find(({ name }) => name === "call");
    expect(root).toMatchObject({
      parentSpanId: null,
      failed: false,
      attributes: {
        initiated_by: "visitor",
        end_reason: "hung-up",
        ended_by: "agent",
        from_state: "active",
        tenant_id: tenantId,
      },
      resource: { "service.name": "video-platform", "service.version": VERSION },
    });
    const children = spans.filter((span) => span !== root);
    expect(children.map(({ name }) => name).toSorted()).toEqual([
      "accept",
      "connected",
      "connecting",
      "end",
      "join",
      "join",
      "request",
      "ringing",
    ]);
    expect(
      new Set(children.filter(({ name }) => name === "join").map(({ attributes }) => attributes.role)),
    ).toEqual(new Set(["visitor", "agent"]));
    for (const child of children) {
      expect(child).toMatchObject({ traceId: root?.traceId, parentSpanId: root?.spanId });
      expect(child.startMs).toBeGreaterThanOrEqual(root?.startMs ?? Number.NaN);
      expect(child.endMs).toBeGreaterThanOrEqual(child.startMs);
    }
    // One phase begins where the one before ended.
    const at = (wanted: string): { startMs: number; endMs: number } | undefined =>
      children.find(({ name }) => name === wanted);
    expect(at("ringing")?.endMs).toBe(at("connecting")?.startMs);
    expect(at("connecting")?.endMs).toBe(at("connected")?.startMs);
    expect(at("connected")?.endMs).toBe(root?.endMs);
  });

  it("a call that nobody answered is a failed trace", () => {
    const spans = collector.spansOf(missedId);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(spans.map(({ name }) => name).toSorted()).toEqual(["call", "end", "join", "request", "ringing"]);
    expect(spans.find(({ name }) => name === "call")).toMatchObject({
      failed: true,
      attributes: { from_state: "waiting", end_reason: "hung-up", ended_by: "visitor" },
    });
  });

  it("no trace has a name, custom data or an address", () => {
    for (const secret of [NAME, "4711", "ann@example.org"]) expect(collector.text).not.toContain(secret);
  });
});

describe("with a collector that doesn't work", () => {
  it("says so once if it refuses traces", async () => {
    const refusing = createHttpServer((request, response) => {
      request.resume();
      response.writeHead(404).end();
    }).listen(0, "127.0.0.1");
    await once(refusing, "listening");
    const log = new LogStream();
    const platform = await startPlatform({
      env: { LOG_LEVEL: "warn", OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${addressOf(refusing)}/traces` },
      logStream: log,
    });
    const failures = (): readonly unknown[] =>
      log.lines("traces could not be sent; see OTEL_EXPORTER_OTLP_ENDPOINT");
    await platform.requestCall();
    await vi.waitFor(() => expect(failures()).toHaveLength(1), { timeout: 10_000 });
    await platform.requestCall();
    await platform.close();
    refusing.close();
    expect(failures()).toHaveLength(1);
  });

  it("closes in time if it never answers", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const platform = await startPlatform({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(silent) } });
    expect(await platform.requestCall()).toMatch(/^i_/);
    const startMs = performance.now();
    await platform.close();
    expect(performance.now() - startMs).toBeLessThan(8_000);
    silent.close();
  });
});

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
