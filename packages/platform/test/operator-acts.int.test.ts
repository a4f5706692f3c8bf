import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PATHS } from "@videoengager/protocol/rest/paths";
import type { WidgetSignInResponse } from "@videoengager/protocol/rest/widget-session";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../src/cli/run-cli.ts";
import { type AgentClient, agentOnQueue, until } from "./fixtures/agent-client.ts";
import { type InProcessPlatform, startPlatform } from "./fixtures/in-process-platform.ts";
import { askForWidgetSeat, openVisitorPage, openWidget } from "./fixtures/seat-page.ts";
import { ENGINES, startEngine, type TestEngine } from "./helpers/open-engines.ts";

/**
 * Two nodes that share nothing but PostgreSQL, or the one node that the embedded database can have: an operator's command
 * reaches every node, with or without Redis.
 */
describe.each(ENGINES)("what an operator does at the command line, on %s", (engineName) => {
  let engine: TestEngine;
  let dataDir: string;
  let env: Record<string, string>;
  let east: InProcessPlatform;
  let west: InProcessPlatform;
  const agents: AgentClient[] = [];

  beforeAll(async () => {
    engine = await startEngine(engineName);
    const { databaseUrl } = await engine.newDatabase();
    dataDir = await mkdtemp(join(tmpdir(), "ve-operator-"));
    env = databaseUrl ? { DATABASE_URL: databaseUrl } : {};
    east = await startPlatform({ dataDir, env });
    west = databaseUrl ? await startPlatform({ dataDir, env }) : east;
  });
  afterAll(async () => {
    for (const agent of agents) agent.client.disconnect();
    for (const node of new Set([east, west])) await node.close();
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

  async function onQueue(platform: InProcessPlatform, name: string): Promise<AgentClient> {
    const agent = await agentOnQueue(platform, `${name}@example.org`);
    agents.push(agent);
    return agent;
  }

  it("signs a disabled agent out on every node, of push and of the widget, and leaves others signed in", async () => {
    const [here, there, other] = [
      await onQueue(east, "dora"),
      await onQueue(west, "dora"),
      await onQueue(west, "otto"),
    ];
    const { body } = await east.request<WidgetSignInResponse>("POST", PATHS.widgetSignIn, {
      token: here.token,
    });
    await operate("agent", "disable", east.tenantId, here.email);
    expect((await askForWidgetSeat(west, body.token)).error?.code).toBe("agent-disabled");
    expect((await west.request("POST", PATHS.widgetRenew, {}, body.token)).error?.code).toBe(
      "agent-disabled",
    );
    for (const agent of [here, there])
      await until(() => agent.events.includes("Expired"), "the session to end");
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
    expect(await widget.hasEnded()).toMatchObject({ reason: "erased", by: null });
    expect(await page.hasEnded()).toMatchObject({ reason: "erased", by: null });
  });

  it("doesn't look for ended calls while none ends", async () => {
    const widget = await openWidget(east, await east.signIn("nora@example.org"));
    const page = await openVisitorPage(east, widget.opened.interaction.interactionId);
    await page.join("Vera");
    const { calls } = east.app.deps;
    const endedAmong = calls.endedAmong.bind(calls);
    let looked = 0;
    calls.endedAmong = (ids) => {
      looked += 1;
      return endedAmong(ids);
    };
    try {
      for (let round = 0; round < 3; round += 1) await east.app.sweep();
      expect(looked).toBe(0);
      await page.hangUp();
      expect(await widget.hasEnded()).toMatchObject({ reason: "hung-up" });
    } finally {
      calls.endedAmong = endedAmong;
    }
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
