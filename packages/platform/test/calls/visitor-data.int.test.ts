import { createInteractionPath, visitorDataPath } from "@videoengager/protocol/rest/paths";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAX_VISITOR_DATA_BYTES } from "../../src/calls/visitor-data.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import { ENGINES, startEngine, type TestEngine } from "../helpers/open-engines.ts";
import { startPlatform, type TestPlatform } from "../helpers/start-platform.ts";

const SECRET = "jane@private.example";

describe.each(ENGINES)("visitor data, on %s", (engineName) => {
  let engine: TestEngine;
  let platform: TestPlatform;
  let env: Record<string, string>;

  beforeAll(async () => {
    engine = await startEngine(engineName);
    const { dataDir, databaseUrl } = await engine.newDatabase();
    env = { DATA_DIR: dataDir, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) };
    platform = await startPlatform({ dataDir, env });
  });
  afterAll(async () => {
    await platform.stop();
    await engine.stop();
  });

  interface Created {
    readonly interactionId: string;
    readonly otip: string;
    readonly eotip: string;
  }

  async function create(body: object): Promise<Created> {
    const answer = await platform.post(createInteractionPath(platform.demo.tenantId), body);
    expect(answer.status).toBe(200);
    return (await answer.json()) as Created;
  }

  const read = (id: string, otip: string, headers: Record<string, string> = {}): Promise<Response> =>
    platform.fetch(visitorDataPath(id), { headers: { otip, ...headers } });

  const rowsWithSecret = async (): Promise<string[]> => {
    const { db } = platform.app.deps.database;
    const rows = [
      await db.selectFrom("interactions").selectAll().execute(),
      await db.selectFrom("visitor_data").selectAll().execute(),
    ];
    return rows
      .flat()
      .map((row) => JSON.stringify(row))
      .filter((row) => row.includes(SECRET));
  };

  it("is read once with the one-time password, and is encrypted until then", async () => {
    const visitorData = { email: SECRET, age: 40, nested: { list: [1, "two"] } };
    const { interactionId, otip, eotip } = await create({ customData: {}, visitorData });
    expect(Buffer.from(eotip, "base64").toString()).toBe(`${interactionId}:${otip}`);
    expect(await rowsWithSecret()).toEqual([]);

    const first = await read(interactionId, otip);
    expect(first.headers.get("cache-control")).toBe("no-store");
    expect(await first.json()).toEqual({ visitorData });
    expect((await read(interactionId, otip)).status).toBe(404);
  });

  it("goes to exactly one of many requests at the same time", async () => {
    const { interactionId, otip } = await create({ customData: {}, visitorData: { email: SECRET } });
    const answers = await Promise.all(Array.from({ length: 10 }, () => read(interactionId, otip)));
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
  });

  it("answers a wrong password, an unknown interaction and one without visitor data alike", async () => {
    const { interactionId } = await create({ customData: {}, visitorData: { email: SECRET } });
    const without = await create({ customData: {} });
    expect(without).not.toHaveProperty("otip");
    expect(without).not.toHaveProperty("eotip");
    const errors = await Promise.all(
      [interactionId, "i_unknownunknownunknown1", without.interactionId].map(async (id) => {
        const answer = await read(id, "wrong");
        const { message } = (await answer.json()) as { message: string };
        return [answer.status, message];
      }),
    );
    expect(errors[0]?.[0]).toBe(404);
    expect(new Set(errors.map((error) => JSON.stringify(error))).size).toBe(1);
  });

  it("isn't given to a web site that isn't the tenant's, which leaves it unread", async () => {
    const { interactionId, otip } = await create({ customData: {}, visitorData: { email: SECRET } });
    expect((await read(interactionId, otip, { origin: "https://evil.example" })).status).toBe(403);
    expect((await read(interactionId, otip)).status).toBe(200);
  });

  it("is refused when it is too large, and cleaned of control characters", async () => {
    const path = createInteractionPath(platform.demo.tenantId);
    const tooLarge = { customData: {}, visitorData: { text: "x".repeat(MAX_VISITOR_DATA_BYTES) } };
    expect((await platform.post(path, tooLarge)).status).toBe(413);
    const { interactionId, otip } = await create({
      customData: {},
      visitorData: { name: "Ja\u0000ne\u202e" },
    });
    expect(await (await read(interactionId, otip)).json()).toEqual({ visitorData: { name: "Ja ne " } });
  });

  it("is part of an operator's export, and is gone once the interaction is erased", async () => {
    const { interactionId, otip } = await create({ customData: {}, visitorData: { email: SECRET } });
    const run = async (...args: readonly string[]): Promise<string> => {
      let text = "";
      const write = (part: string): void => {
        text += part;
      };
      expect(await runCli(args, { env, write, writeError: write })).toBe(0);
      return text;
    };
    const { tenantId } = platform.demo;
    expect(await run("interaction", "export", tenantId, interactionId)).toContain(SECRET);
    await run("interaction", "erase", tenantId, interactionId);
    expect((await read(interactionId, otip)).status).toBe(404);
    expect(await platform.app.deps.visitorData.peek(interactionId)).toBeNull();
  });

  it("is erased with the retention", async () => {
    const { interactionId } = await create({ customData: {}, visitorData: { email: SECRET } });
    const { archive, calls, clock, visitorData } = platform.app.deps;
    const atMs = clock.nowMs();
    await calls.end(interactionId, "created", { reason: "abandoned", by: null, atMs, talkTimeMs: 0 });
    await archive.eraseEndedBefore(platform.demo.tenantId, atMs + 1, atMs, 100);
    expect(await visitorData.peek(interactionId)).toBeNull();
  });
});
