/** The columns of the fault table: what runs when a fault strikes, and what must still be true afterwards. */
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Kysely } from "kysely";
import { expect, vi } from "vitest";
import type { Schema } from "../../src/database/schema.ts";
import { type AgentClient, agentOnQueue } from "../fixtures/agent-client.ts";
import type { PlatformClient } from "../fixtures/in-process-platform.ts";
import { askForWidgetSeat, openVisitorPage, openWidget, SeatPage } from "../fixtures/seat-page.ts";

const WAIT = { timeout: 120_000, interval: 100 };
/** Answers of a platform, or of a proxy before it, that say: later. A page tries again. */
const TRY_AGAIN: readonly number[] = [502, 503, 504];

interface Visit {
  readonly id: string;
  readonly page: SeatPage;
}

interface Parties {
  readonly caller: AgentClient;
  readonly claimer: AgentClient;
  readonly free: AgentClient;
  readonly call: Visit & { readonly widget: SeatPage };
  readonly claimed: Visit;
  readonly waiting: Visit;
}

const INTACT = {
  call: { state: "active", connected: ["agent", "visitor"] },
  claim: { state: "connecting", connected: ["agent", "visitor"] },
  waiting: { state: "waiting", connected: ["visitor"] },
  sockets: [true, true, true, true, true],
  rings: true,
  onQueue: ["caller", "claimer", "free"],
  lost: [],
};

export class Cells {
  readonly #db: Kysely<Schema>;
  readonly #parties: Parties;
  readonly #agentSide: PlatformClient;
  #claim: Promise<SeatPage> | null = null;
  #widget: SeatPage | null = null;

  private constructor(db: Kysely<Schema>, parties: Parties, agentSide: PlatformClient) {
    this.#db = db;
    this.#parties = parties;
    this.#agentSide = agentSide;
  }

  /** Visitors come by the one address, agents by the other. */
  static async start(
    db: Kysely<Schema>,
    visitorSide: PlatformClient,
    agentSide: PlatformClient,
  ): Promise<Cells> {
    const [caller, claimer] = await Promise.all([
      agentOnQueue(agentSide, "caller@example.org"),
      agentOnQueue(agentSide, "claimer@example.org"),
    ]);
    const call = await startCall(visitorSide, agentSide, caller);
    const claimed = await waitingVisitor(visitorSide);
    const free = await agentOnQueue(agentSide, "free@example.org");
    const waiting = await waitingVisitor(visitorSide);
    await Promise.all([free.rings(waiting.id), claimer.rings(claimed.id)]);
    return new Cells(db, { caller, claimer, free, call, claimed, waiting }, agentSide);
  }

  /** Sends the claim. It is under way when a fault strikes at once. */
  beginClaim(): Promise<SeatPage> {
    this.#claim ??= this.#takeCall();
    return this.#claim;
  }

  /** Resolves when the claim is made and its widget connected. */
  async claimConnects(): Promise<void> {
    const widget = await this.beginClaim();
    this.#widget = widget;
    await vi.waitFor(() => {
      const seen = { connected: widget.socket.connected, refusals: widget.refusals };
      expect(seen).toMatchObject({ connected: true });
    }, WAIT);
  }

  /** As a widget does: it asks again while the platform can't answer, and its socket reconnects automatically. */
  async #takeCall(): Promise<SeatPage> {
    const { claimer, claimed } = this.#parties;
    const instanceId = randomUUID();
    const answer = await vi.waitFor(async () => {
      const { status, error, body } = await askForWidgetSeat(
        this.#agentSide,
        claimer.token,
        claimed.id,
        instanceId,
      );
      if (TRY_AGAIN.includes(status)) throw new Error(`The claim was answered with ${status}.`);
      return { error, body };
    }, WAIT);
    if (answer.error) throw new Error(`The claim was refused: ${answer.error.code}`);
    return new SeatPage(this.#agentSide.url, answer.body.seat.seatToken, instanceId, { reconnects: true });
  }

  /** Waits until everything is as before the fault, then watches for `watchMs` of the platform's time that it stays so. */
  async survive(watchMs: number): Promise<void> {
    await this.claimConnects();
    await vi.waitFor(async () => expect(await this.#look()).toEqual(INTACT), WAIT);
    const untilMs = (await this.#heartbeatMs()) + watchMs;
    const broken = await vi.waitFor(
      async () => {
        const seen = await this.#look();
        if (!isDeepStrictEqual(seen, INTACT)) return seen;
        expect(await this.#heartbeatMs()).toBeGreaterThan(untilMs);
        return INTACT;
      },
      { timeout: 3 * watchMs + WAIT.timeout, interval: 200 },
    );
    expect(broken).toEqual(INTACT);
  }

  async #look(): Promise<unknown> {
    const { call, claimed, waiting, free } = this.#parties;
    const pages = [
      call.page,
      call.widget,
      claimed.page,
      waiting.page,
      ...(this.#widget ? [this.#widget] : []),
    ];
    return {
      call: await this.stateOf(call.id),
      claim: await this.stateOf(claimed.id),
      waiting: await this.stateOf(waiting.id),
      sockets: pages.map((page) => page.socket.connected),
      rings: free.ringing.includes(waiting.id),
      onQueue: await this.agentsOnQueue(),
      // What was lost and came back was lost all the same.
      lost: [
        ...pages.flatMap(({ ended, takenOver }) => [
          ...(ended ? [ended.reason] : []),
          ...(takenOver ? ["taken over"] : []),
        ]),
        ...free.calls
          .filter((shown) => shown.visitorId === waiting.id && shown.outcome)
          .map(({ outcome }) => outcome),
      ],
    };
  }

  /** The platform's time, as its nodes record it. */
  async #heartbeatMs(): Promise<number> {
    const row = await this.#db.selectFrom("liveness").select("heartbeat_at_ms").executeTakeFirstOrThrow();
    return row.heartbeat_at_ms;
  }

  async stateOf(id: string): Promise<{ state: string; connected: readonly string[] }> {
    const row = await this.#db
      .selectFrom("interactions")
      .select("state")
      .where("id", "=", id)
      .executeTakeFirst();
    const seats = await this.#db
      .selectFrom("seats")
      .select("role")
      .where("interaction_id", "=", id)
      .where("connection_id", "is not", null)
      .orderBy("role")
      .execute();
    return { state: row?.state ?? "gone", connected: seats.map((seat) => seat.role) };
  }

  async agentsOnQueue(): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom("agent_sessions")
      .innerJoin("agents", "agents.id", "agent_sessions.agent_id")
      .select("agents.email")
      .where("on_queue", "=", 1)
      .orderBy("agents.email")
      .execute();
    return rows.map(({ email }) => email.split("@")[0] ?? "");
  }

  get parties(): Parties {
    return this.#parties;
  }

  close(): void {
    const { call, claimed, waiting, caller, claimer, free } = this.#parties;
    for (const { client } of [caller, claimer, free]) client.disconnect();
    for (const page of [call.page, call.widget, claimed.page, waiting.page]) page.vanish();
    this.#claim?.then(
      (page) => page.vanish(),
      () => {},
    );
  }
}

/** A call with both seats connected. */
export async function startCall(
  visitorSide: PlatformClient,
  agentSide: PlatformClient,
  agent: AgentClient,
): Promise<Parties["call"]> {
  const { id, page } = await waitingVisitor(visitorSide);
  const widget = await openWidget(agentSide, agent.token, id, { reconnects: true });
  await Promise.all([widget.mediaFlows(), page.mediaFlows()]);
  await widget.sees((room) => room.state === "active");
  return { id, page, widget };
}

export async function waitingVisitor(client: PlatformClient): Promise<Visit> {
  const id = await client.requestCall();
  const page = await openVisitorPage(client, id, {}, { reconnects: true });
  await page.join("Vera");
  await page.sees((room) => room.state === "waiting");
  return { id, page };
}
