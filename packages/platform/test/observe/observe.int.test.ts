import { SIGNALLING_NAMESPACE } from "@videoengager/protocol/signalling/signalling-socket";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { VERSION } from "../../src/lib/version.ts";
import { writeLastBackup } from "../../src/observe/last-backup.ts";
import { type AgentClient, agentOnQueue } from "../fixtures/agent-client.ts";
import { type InProcessPlatform, startPlatform } from "../fixtures/in-process-platform.ts";
import { RawSocket } from "../fixtures/raw-socket.ts";
import { openVisitorPage, openWidget, type SeatPage } from "../fixtures/seat-page.ts";
import { LogStream } from "../helpers/log-stream.ts";
import { type Metrics, readMetrics } from "../helpers/read-metrics.ts";

const FORGED = "forged-seat-token";
const NAME = "Vera Visitor";
const CUSTOMER = "customer-4711";

let platform: InProcessPlatform;
let ann: AgentClient;
const log = new LogStream();

beforeAll(async () => {
  platform = await startPlatform({
    env: {
      LOG_LEVEL: "info",
      TRUST_PROXY: "127.0.0.1",
      TURN_URLS: "turn:turn.example.com",
      TURN_SECRET: "secret",
    },
    logStream: log,
  });
  ann = await agentOnQueue(platform, "ann@example.org");
});
afterAll(async () => {
  ann.client.disconnect();
  await platform.close();
});

/** Until the gauges, which are counted at most once a second, are as the check says. */
async function metricsSay(check: (metrics: Metrics) => void): Promise<void> {
  await vi.waitFor(async () => check(await readMetrics(platform.url)), { timeout: 10_000, interval: 100 });
}

async function waitingVisitor(): Promise<{ id: string; page: SeatPage }> {
  const id = await platform.requestCall({ customerId: CUSTOMER });
  const page = await openVisitorPage(platform, id, { name: NAME });
  await page.join(NAME);
  await ann.rings(id);
  return { id, page };
}

describe("a call from the request to its end", () => {
  let id = "";

  it("is counted step by step", async () => {
    const visitor = await waitingVisitor();
    id = visitor.id;
    await metricsSay(({ valueOf }) => {
      expect(valueOf("platform_waiting_visitors")).toBe(1);
      expect(valueOf("platform_longest_wait_seconds")).toBeGreaterThan(0);
      expect(valueOf("platform_agents_on_queue")).toBe(1);
    });
    const widget = await openWidget(platform, ann.token, id);
    await widget.join("");
    await metricsSay(({ valueOf }) => {
      expect(valueOf("platform_waiting_visitors")).toBe(0);
      expect(valueOf("platform_longest_wait_seconds")).toBe(0);
      expect(valueOf("platform_calls_connecting")).toBe(1);
    });
    await Promise.all([widget.mediaFlows(), visitor.page.mediaFlows()]);
    await metricsSay(({ valueOf }) => {
      expect(valueOf("platform_calls_connecting")).toBe(0);
      expect(valueOf("platform_calls_active")).toBe(1);
    });
    // A tenth of the sound was lost, which is a bad line.
    widget.socket.emit("stats", {
      samples: [[500, 500, 0, 0, 50, 50, 100, 25, 720, 0]],
      relayed: true,
    });
    await widget.hangUp();
    await visitor.page.hasEnded();
    await metricsSay(({ valueOf }) => {
      expect(valueOf("platform_calls_active")).toBe(0);
      expect(valueOf('calls_requested_total{initiated_by="visitor"}')).toBe(1);
      expect(valueOf("call_time_to_answer_seconds_count")).toBe(1);
      expect(valueOf("call_time_to_picture_seconds_count")).toBe(1);
      expect(valueOf('calls_ended_total{reason="hung-up",from_state="active"}')).toBe(1);
      expect(valueOf("call_talk_time_seconds_count")).toBe(1);
      // The seat of each page.
      expect(valueOf("relay_credentials_issued_total")).toBe(2);
      expect(valueOf("queue_derivation_seconds_count")).toBeGreaterThan(0);
    });
    await metricsSay(({ valueOf }) => {
      expect(valueOf('call_quality_score_bucket{le="2.5"}')).toBe(1);
      expect(valueOf('media_reports_total{path="relayed"}')).toBe(1);
      expect(valueOf('call_quality_problems_total{cause="loss"}')).toBe(1);
    });
  });

  it("has a line for each step in the log, with its id and tenant", async () => {
    const { tenantId } = platform;
    const lines = log.lines().filter(({ interactionId }) => interactionId === id);
    expect(lines.map(({ msg }) => msg)).toEqual([
      "call requested",
      "person joined",
      "visitor waits",
      "call rings",
      "call accepted",
      "person joined",
      "call connected",
      "call ended",
    ]);
    for (const line of lines) expect(line).toMatchObject({ tenantId, level: 30 });
    expect(lines[4]).toMatchObject({ waitedMs: expect.any(Number) });
    expect(lines[7]).toMatchObject({
      reason: "hung-up",
      by: "agent",
      from: "active",
      lastedMs: expect.any(Number),
      talkTimeMs: expect.any(Number),
    });
  });
});

describe("calls that failed", () => {
  it("are told apart: nobody answered, or no picture", async () => {
    const leaving = await waitingVisitor();
    await leaving.page.hangUp();
    const blind = await waitingVisitor();
    const widget = await openWidget(platform, ann.token, blind.id);
    await widget.hangUp();
    await metricsSay(({ valueOf }) => {
      expect(valueOf('calls_ended_total{reason="hung-up",from_state="waiting"}')).toBe(1);
      expect(valueOf('calls_ended_total{reason="hung-up",from_state="connecting"}')).toBe(1);
      expect(valueOf('calls_ended_total{reason="lost",from_state="active"}')).toBe(0);
    });
  });
});

describe("a refused request", () => {
  const refused = (reason: string): readonly Record<string, unknown>[] =>
    log.lines("refused").filter((line) => line.reason === reason);

  it("has a line with the reason, the tenant, the address and the proxy's request id", async () => {
    const headers = {
      "content-type": "application/json",
      "x-forwarded-for": "203.0.113.9",
      "x-request-id": "proxy-1.2:3",
    };
    const { tenantId } = platform;
    const answer = await fetch(`${platform.url}/api/interactions/tenants/${tenantId}/interactions`, {
      method: "POST",
      headers: { ...headers, origin: "https://elsewhere.example" },
      body: "{}",
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.get("x-request-id")).toBe("proxy-1.2:3");
    await vi.waitFor(() => expect(refused("origin-not-allowed")).toHaveLength(1));
    expect(refused("origin-not-allowed")[0]).toMatchObject({
      level: 40,
      reqId: "proxy-1.2:3",
      tenantId,
      address: "203.0.113.9",
      route: "/api/interactions/tenants/:tenantId/interactions",
      status: 403,
    });
    await metricsSay(({ valueOf }) =>
      expect(valueOf('request_refusals_total{code="origin-not-allowed"}')).toBe(1),
    );
  });

  it("gets a new id in place of one that isn't short and plain", async () => {
    for (const given of ["x".repeat(129), "two words", '"quoted"']) {
      const { headers } = await fetch(`${platform.url}/healthz`, { headers: { "x-request-id": given } });
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it("over a socket has a line and a count, too", async () => {
    const socket = new RawSocket(
      platform.url,
      SIGNALLING_NAMESPACE,
      { seatToken: FORGED },
      { "x-forwarded-for": "203.0.113.9", "x-request-id": "socket-1" },
    );
    await vi.waitFor(() => expect(socket.refusal).toBe("not-authenticated"));
    expect(log.lines("socket refused")).toEqual([
      expect.objectContaining({
        level: 40,
        part: "signalling",
        reason: "not-authenticated",
        tenantId: null,
        address: "203.0.113.9",
        reqId: "socket-1",
      }),
    ]);
    await metricsSay(({ valueOf }) =>
      expect(valueOf('socket_refusals_total{part="signalling",reason="not-authenticated"}')).toBe(1),
    );
  });
});

describe("an answered request", () => {
  it("has its tenant in its line", async () => {
    await platform.signIn("ben@example.org");
    await vi.waitFor(() => {
      const line = log.lines("answered").findLast(({ route }) => route === "/api/partners/impersonateCreate");
      expect(line).toMatchObject({
        tenantId: platform.tenantId,
        reqId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    });
  });
});

describe("the log and the metrics", () => {
  it("hold no name, custom data or token, and no metric has an id", async () => {
    expect(log.text).toContain(platform.tenantId);
    for (const secret of [NAME, CUSTOMER, FORGED, ann.token, "ann@example.org"])
      expect(log.text).not.toContain(secret);
    const { text } = await readMetrics(platform.url);
    for (const unbounded of [platform.tenantId, ann.email, /i_[\w-]{22}/])
      expect(text).not.toMatch(unbounded);
  });

  it("name the version, and the last backup once there is one", async () => {
    const before = await readMetrics(platform.url);
    expect(before.text).toContain(
      `build_info{version="${VERSION}",node="${process.versions.node}",database="libsql"} 1`,
    );
    expect(before.valueOf('backup_timestamp_seconds{by="platform-backup"}')).toBeUndefined();
    await writeLastBackup(platform.app.deps.config.dataDir, 1_700_000_000_000);
    const after = await readMetrics(platform.url);
    expect(after.valueOf('backup_timestamp_seconds{by="platform-backup"}')).toBe(1_700_000_000);
  });

  it("are there without the database: what it knows is not a number, the rest is", async () => {
    const broken = await startPlatform({ env: { LOG_LEVEL: "silent" } });
    await broken.app.deps.database.close();
    const metrics = await readMetrics(broken.url);
    expect(metrics.valueOf("platform_waiting_visitors")).toBeNaN();
    expect(metrics.valueOf("push_sessions")).toBe(0);
    await broken.close();
  });
});
