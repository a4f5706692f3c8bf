import type {
  CallNotes,
  InteractionPage,
  InteractionSummary,
} from "@videoengager/protocol/rest/interaction-list";
import { myInteractionNotesPath, PATHS } from "@videoengager/protocol/rest/paths";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCallNotesStore } from "../../src/archive/call-notes.sql.ts";
import { createInteractionArchive } from "../../src/archive/interaction-archive.sql.ts";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { createTenantStore } from "../../src/identity/tenants.sql.ts";
import { type Answer, type InProcessPlatform, startPlatform } from "../fixtures/in-process-platform.ts";
import { askForWidgetSeat } from "../fixtures/seat-page.ts";
import { ENGINES, startEngine, type TestEngine } from "../helpers/open-engines.ts";

describe("an agent's notes", () => {
  let platform: InProcessPlatform;
  let ann: string;
  let ben: string;
  let id: string;

  beforeAll(async () => {
    platform = await startPlatform();
    ann = await platform.signIn("ann@example.org");
    ben = await platform.signIn("ben@example.org");
    id = (await askForWidgetSeat(platform, ann)).body.interaction.interactionId;
  });
  afterAll(() => platform.close());

  const write = (body: unknown, token?: string, interactionId = id): Promise<Answer<CallNotes>> =>
    platform.request<CallNotes>("PUT", myInteractionNotesPath(interactionId), body, token);
  const listed = async (): Promise<InteractionSummary | undefined> =>
    (
      await platform.request<InteractionPage>("GET", PATHS.myInteractions, undefined, ann)
    ).body.interactions.find((each) => each.id === id);

  it("are listed with the call, can be changed, and lose control characters but no line breaks", async () => {
    expect(await listed()).toMatchObject({ notes: "", disposition: null });
    const first = await write(
      { notes: "Rear wheel\n\u0007\u202eMonday", disposition: "follow-\u0000up" },
      ann,
    );
    expect(first.body).toEqual({ notes: "Rear wheel\n  Monday", disposition: "follow- up" });
    expect(await listed()).toMatchObject(first.body);
    await write({ notes: "Done.", disposition: "resolved" }, ann);
    expect(await listed()).toMatchObject({ notes: "Done.", disposition: "resolved" });
  });

  it("are refused from anybody but the call's agent, in one way for all", async () => {
    const body = { notes: "Mine", disposition: null };
    expect((await write(body)).error?.code).toBe("not-authenticated");
    const foreign = await write(body, ben);
    expect(foreign.error?.code).toBe("interaction-not-found");
    const unknown = await write(body, ben, "i_unknown");
    expect({ ...unknown.error, requestId: "" }).toEqual({ ...foreign.error, requestId: "" });
    expect(await listed()).toMatchObject({ notes: "Done." });
  });

  it("are bounded", async () => {
    expect((await write({ notes: "x".repeat(4_001), disposition: null }, ann)).status).toBe(400);
    expect((await write({ notes: "", disposition: "x".repeat(65) }, ann)).status).toBe(400);
    expect((await write({ notes: "x".repeat(4_000), disposition: "x".repeat(64) }, ann)).status).toBe(200);
  });

  it("are exported, and gone once the interaction is erased, for good", async () => {
    const { archive } = platform.app.deps;
    await write({ notes: "Sends photos.", disposition: "resolved" }, ann);
    expect(await archive.export(platform.tenantId, id)).toMatchObject({
      call_notes: { notes: "Sends photos.", disposition: "resolved" },
    });
    await archive.erase(platform.tenantId, id, Date.now());
    expect(await listed()).toMatchObject({ notes: "", disposition: null });
    expect((await write({ notes: "Again", disposition: null }, ann)).error?.code).toBe(
      "interaction-not-found",
    );
    expect(await archive.export(platform.tenantId, id)).toMatchObject({ call_notes: null });
  });
});

describe.each(ENGINES)("what is stored of notes, on %s", (engineName) => {
  let engine: TestEngine;
  let database: Database;

  beforeAll(async () => {
    engine = await startEngine(engineName);
    database = await openDatabase(await engine.newDatabase());
    await createTenantStore(database, { nowMs: () => 1 }).add({
      id: "acme",
      name: "Acme",
      allowsLoopbackOrigins: false,
    });
  });
  afterAll(async () => {
    await database.close();
    await engine.stop();
  });

  it("goes when the retention time is over, and with the record", async () => {
    const owner = { tenantId: "acme", agentId: "ann" };
    const ids = ["i_old", "i_new"];
    for (const [index, id] of ids.entries())
      await database.db
        .insertInto("interactions")
        .values({
          id,
          tenant_id: owner.tenantId,
          agent_id: owner.agentId,
          initiated_by: "agent",
          state: "ended",
          pin: "",
          pin_failures: 0,
          short_code: id,
          visitor_name: "",
          visitor_email: "",
          visitor_phone: "",
          custom_data: "{}",
          created_at_ms: 100 + index,
          ended_at_ms: 200 + index,
          talk_time_ms: 0,
        })
        .execute();
    const notes = createCallNotesStore(database);
    for (const id of ids)
      expect(await notes.write(owner, id, { notes: id, disposition: null, writtenAtMs: 300 })).toBe(true);
    const stored = async (): Promise<readonly string[]> =>
      (await database.db.selectFrom("call_notes").select("notes").orderBy("notes").execute()).map(
        (row) => row.notes,
      );
    const archive = createInteractionArchive(database);
    expect(await archive.eraseEndedBefore("acme", 201, 400, 10)).toBe(1);
    expect(await stored()).toEqual(["i_new"]);
    expect(await notes.write(owner, "i_old", { notes: "Late", disposition: null, writtenAtMs: 500 })).toBe(
      false,
    );
    await archive.purgeCreatedBefore("acme", 1_000, 10);
    expect(await stored()).toEqual([]);
  });
});
