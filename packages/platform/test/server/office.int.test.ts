import { Agent, get } from "node:http";
import { createInteractionPath, PATHS } from "@videoengager/protocol/rest/paths";
import type { WidgetSignInResponse } from "@videoengager/protocol/rest/widget-session";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type AgentClient, agentOnQueue } from "../fixtures/agent-client.ts";
import { type InProcessPlatform, startPlatform } from "../fixtures/in-process-platform.ts";
import { openWidget, type SeatPage } from "../fixtures/seat-page.ts";

/** An office of 2,000 agents at a tenth: with a tenth of the default limits, and no time to refill them. */
const AGENTS = 200;
const FACTOR = "0.1";
const MAX_CONNECTIONS = "2000";
/** What a browser opens to one server, and keeps open for the next request. */
const CONNECTIONS_OF_BROWSER = 6;
const AT_ONCE = 20;

let platform: InProcessPlatform;
const agents: AgentClient[] = [];
const widgets: SeatPage[] = [];
const browsers: Agent[] = [];

beforeAll(async () => {
  platform = await startPlatform({
    env: { RATE_LIMIT_FACTOR: FACTOR, MAX_CONNECTIONS },
    limitClock: { nowMs: () => 0 },
  });
});
afterAll(async () => {
  for (const { client } of agents) client.disconnect();
  for (const { socket } of widgets) socket.disconnect();
  for (const browser of browsers) browser.destroy();
  await platform.close();
});

/** Sends requests over as many connections as a browser opens. They stay open for as long as the platform keeps them. */
async function openBrowser(): Promise<void> {
  const browser = new Agent({ keepAlive: true, maxSockets: CONNECTIONS_OF_BROWSER });
  browsers.push(browser);
  const load = (): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      get(`${platform.url}/healthz`, { agent: browser }, (response) => {
        response.resume().once("end", () => resolve(response.statusCode));
      }).once("error", reject);
    });
  const statuses = await Promise.all(Array.from({ length: CONNECTIONS_OF_BROWSER }, load));
  expect(new Set(statuses)).toEqual(new Set([200]));
}

async function startDay(email: string): Promise<void> {
  await openBrowser();
  const agent = await agentOnQueue(platform, email);
  agents.push(agent);
  const statuses = [
    await platform.request("GET", PATHS.agentSettings, undefined, agent.token),
    await platform.request("GET", `/api/brokerages/settingsFindByTennantId/${platform.tenantId}`),
    await platform.request("GET", `/api/signalling/endpoint/${platform.tenantId}/null`),
    await platform.request("GET", PATHS.widget),
  ].map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 200, 200]);
  const signedIn = await platform.request<WidgetSignInResponse>("POST", PATHS.widgetSignIn, {
    token: agent.token,
  });
  expect(signedIn.error).toBeNull();
  widgets.push(await openWidget(platform, signedIn.body.token));
}

it("an office behind one address signs in, connects and opens its widgets within a minute", async () => {
  const emails = Array.from({ length: AGENTS }, (_, index) => `agent${index}@example.org`);
  for (let first = 0; first < AGENTS; first += AT_ONCE)
    await Promise.all(emails.slice(first, first + AT_ONCE).map(startDay));
  expect(agents.filter(({ client }) => client.getSessionId() !== "NO-SESSION")).toHaveLength(AGENTS);
  expect(widgets.filter(({ socket }) => socket.connected)).toHaveLength(AGENTS);
  expect(await (await fetch(`${platform.url}/metrics`)).text()).toMatch(/^connections_dropped_total 0$/m);
}, 180_000);

it("the company's server requests calls for its callers from that address, 600 a minute", async () => {
  const answers: number[] = [];
  const request = (): Promise<{ status: number }> =>
    platform.request("POST", createInteractionPath(platform.tenantId), {});
  for (let count = 0; count < 61; count += 1) answers.push((await request()).status);
  expect(answers).toEqual([...Array<number>(60).fill(200), 429]);
});

it("wrong keys and tokens from the same address are still limited, and lock no other agent out", async () => {
  const guess = (): Promise<{ status: number }> =>
    platform.request("POST", PATHS.impersonateCreate, {
      pak: "wrong",
      division: "d",
      email: "ann@example.org",
    });
  const statuses: number[] = [];
  for (let count = 0; count < 130; count += 1) statuses.push((await guess()).status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(120);
  expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  expect((await platform.request("GET", PATHS.agentSettings, undefined, "a.b.c")).status).toBe(429);
  const token = await platform.signIn("late@example.org");
  expect((await platform.request("GET", PATHS.agentSettings, undefined, token)).status).toBe(200);
});
