import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PATHS } from "@videoengager/protocol/rest/paths";
import type { WidgetSignInResponse } from "@videoengager/protocol/rest/widget-session";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../src/cli/run-cli.ts";
import { type AgentClient, agentOnQueue, until } from "./fixtures/agent-client.ts";
import { type LivePlatform, startPlatform } from "./fixtures/live-platform.ts";
import { askForWidgetSeat, openVisitorPage, openWidget } from "./fixtures/seat-page.ts";
import { ENGINES, startEngine, type TestEngine } from "./helpers/open-engines.ts";

/** A node looks once a second; the rest is for a busy machine. Without that look it would be an hour. */
const LONGEST_MS = 5_000;

/** Two nodes that share nothing but a database: what an operator does reaches both, with or without Redis. */
describe.each(ENGINES)("what an operator does at the command line, on %s", (engineName) => {
  let engine: TestEngine;
  let dataDir: string;
  let env: Record<string, string>;
  let east: LivePlatform;
  let west: LivePlatform;
  const agents: AgentClient[] = [];

  beforeAll(async () => {
    engine = await startEngine(engineName);
    const { databaseUrl } = await engine.newDatabase();
    dataDir = await mkdtemp(join(tmpdir(), "ve-operator-"));
    env = databaseUrl ? { DATABASE_URL: databaseUrl } : {};
    east = await startPlatform({ dataDir, env });
    west = await startPlatform({ dataDir, env });
  });
  afterAll(async () => {
    for (const agent of agents) agent.client.disconnect();
    await Promise.all([east.close(), west.close()]);
    await engine.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function operate(...args: string[]): Promise<void> {
    let errors = "";
    const code = await runCli(args, {
      env: { DATA_DIR: dataDir, ...env },
      write: () => {},
      writeError: (text) => {
        errors += text;
      },
    });
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
  }

  async function onQueue(platform: LivePlatform, name: string): Promise<AgentClient> {
    const agent = await agentOnQueue(platform, `${name}@example.org`);
    agents.push(agent);
    return agent;
  }

  it("signs a disabled agent out on every node, of push and of the widget, and lets the others be", async () => {
    const [here, there, other] = [
      await onQueue(east, "dora"),
      await onQueue(west, "dora"),
      await onQueue(west, "otto"),
    ];
    const { body } = await east.request<WidgetSignInResponse>("POST", PATHS.widgetSignIn, {
      token: here.token,
    });
    await operate("agent", "disable", east.tenantId, here.email);
    const startMs = performance.now();
    expect((await askForWidgetSeat(west, body.token)).error?.code).toBe("agent-disabled");
    expect((await west.request("POST", PATHS.widgetRenew, {}, body.token)).error?.code).toBe(
      "agent-disabled",
    );
    for (const agent of [here, there])
      await until(() => agent.events.includes("Expired"), "the session to end");
    expect(performance.now() - startMs).toBeLessThan(LONGEST_MS);
    const id = await east.requestCall();
    const page = await openVisitorPage(east, id);
    await page.join("Vera");
    await other.rings(id);
    expect([...here.ringing, ...there.ringing]).toEqual([]);
    await page.hangUp();
    await operate("agent", "enable", east.tenantId, here.email);
    await here.connect();
  });

  it("ends a call that is erased, for both its seats, and says why", async () => {
    const widget = await openWidget(east, await east.signIn("emil@example.org"));
    const { interactionId } = widget.opened.interaction;
    const page = await openVisitorPage(west, interactionId);
    await page.join("Vera");
    await operate("interaction", "erase", east.tenantId, interactionId);
    const startMs = performance.now();
    expect(await widget.hasEnded()).toMatchObject({ reason: "erased", by: null });
    expect(await page.hasEnded()).toMatchObject({ reason: "erased", by: null });
    expect(performance.now() - startMs).toBeLessThan(LONGEST_MS);
  });

  it("stops the ringing of a visitor who is erased while waiting", async () => {
    const agent = await onQueue(east, "fred");
    const id = await west.requestCall({ note: "private" });
    const page = await openVisitorPage(west, id);
    await page.join("Vera");
    await agent.rings(id);
    await operate("interaction", "erase", east.tenantId, id);
    expect(await agent.outcomeOf(id)).toEqual({ type: "ended", reason: "visitor-left" });
    expect(await page.hasEnded()).toMatchObject({ reason: "erased" });
  });

  it("signs the agents of a removed tenant out", async () => {
    const agent = await onQueue(west, "gina");
    await operate("tenant", "remove", east.tenantId, "--yes");
    await until(() => agent.events.includes("Expired"), "the session to end");
  });
});
