import type { EpochMs, InteractionId } from "@videoengager/protocol/ids";
import { displayNameOf } from "./agents.ts";
import { DomainError } from "./errors.ts";
import type { Interaction } from "./interaction.ts";
import type { LiveContext } from "./live-context.ts";
import { interactionEnded, interactionNotFound, seatTaken } from "./live-errors.ts";
import type { Room } from "./live-store.ts";
import { openingSeat } from "./new-interaction.ts";
import { checkPin } from "./pin.ts";
import type { VisitorPlace } from "./pin-pass.ts";
import { isSeatLive, maySitDown, WAITING_VISITOR_KEPT_MS } from "./seat.ts";
import type { Tenant } from "./tenants.ts";

/** What a visitor's page shows before its person joins. */
export interface VisitorView {
  readonly interaction: Interaction;
  readonly tenant: Tenant;
  /** Empty where nobody has taken the visitor's own request. */
  readonly agentName: string;
  readonly pinRequired: boolean;
  readonly seatTaken: boolean;
}

export interface VisitorNewcomer {
  readonly instanceId: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly pin?: string | undefined;
  readonly consent?: { readonly recording: boolean } | undefined;
  readonly takeOver?: boolean | undefined;
}

/** Asked of nobody who made the request. */
export function isPinRequired(interaction: Interaction, tenant: Tenant): boolean {
  return interaction.initiatedBy === "agent" && tenant.settings.enablePin;
}

export async function viewAsVisitor(live: LiveContext, place: VisitorPlace): Promise<VisitorView> {
  const { room, tenant } = await requireRoom(live, place.interactionId);
  return viewOf(live, room, tenant, place);
}

/** Sits the visitor's page down. Its socket has 20 s to come. */
export async function takeVisitorSeat(
  live: LiveContext,
  place: VisitorPlace,
  newcomer: VisitorNewcomer,
): Promise<VisitorView> {
  const { interactionId: id } = place;
  const { room, tenant } = await requireRoom(live, id);
  const { interaction, visitor } = room;
  const nowMs = live.clock.nowMs();
  if (interaction.state === "ended") throw interactionEnded(interaction);
  const isBack = visitor?.instanceId === newcomer.instanceId;
  if (!maySitDown(visitor, { instanceId: newcomer.instanceId, takeOver: newcomer.takeOver === true }, nowMs))
    throw seatTaken();
  checkConsent(tenant, newcomer);
  if (isPinRequired(interaction, tenant) && !place.pinEntered && !isBack)
    await requirePin(live, interaction, newcomer.pin, nowMs);

  const displayName = newcomer.name ?? interaction.visitorName;
  const seat = openingSeat(
    { interactionId: id, role: "visitor", instanceId: newcomer.instanceId, displayName },
    nowMs + WAITING_VISITOR_KEPT_MS,
  );
  if (!(await live.store.sitDown(seat, visitor?.instanceId ?? null))) throw seatTaken();
  const known = {
    ...(newcomer.name === undefined ? {} : { visitorName: newcomer.name }),
    ...(newcomer.email === undefined ? {} : { visitorEmail: newcomer.email }),
    ...(newcomer.phone === undefined ? {} : { visitorPhone: newcomer.phone }),
    ...(newcomer.consent === undefined
      ? {}
      : {
          customData: {
            ...interaction.customData,
            recordingConsent: { given: newcomer.consent.recording },
          },
        }),
  };
  if (Object.keys(known).length > 0) await live.store.update(id, known);
  live.announce.roomChanged(id);
  return viewOf(live, { ...room, interaction: { ...interaction, ...known }, visitor: seat }, tenant, place);
}

async function requireRoom(live: LiveContext, id: InteractionId): Promise<{ room: Room; tenant: Tenant }> {
  const room = await live.store.room(id);
  const tenant = room ? await live.tenants.find(room.interaction.tenantId) : null;
  if (!room || !tenant) throw interactionNotFound();
  return { room, tenant };
}

async function viewOf(
  live: LiveContext,
  room: Room,
  tenant: Tenant,
  place: VisitorPlace,
): Promise<VisitorView> {
  const { interaction, visitor } = room;
  const agent = interaction.agentId ? await live.agents.find(tenant.id, interaction.agentId) : null;
  return {
    interaction,
    tenant,
    agentName: agent ? displayNameOf(agent) : "",
    pinRequired: isPinRequired(interaction, tenant) && !place.pinEntered,
    seatTaken: isSeatLive(visitor, live.clock.nowMs()),
  };
}

function checkConsent(tenant: Tenant, newcomer: VisitorNewcomer): void {
  const { recording } = tenant.settings;
  if (!recording.enable || !recording.mandatory || !recording.requireVisitorConsent) return;
  if (newcomer.consent?.recording === true) return;
  throw new DomainError(
    "consent-required",
    "This call is recorded, and the visitor has not agreed to that.",
    "Ask the visitor, and repeat the request with the consent.",
  );
}

/** How often a count that another wrong PIN changed meanwhile is taken again. */
const PIN_READS = 10;

async function requirePin(
  live: LiveContext,
  first: Interaction,
  pin: string | undefined,
  nowMs: EpochMs,
): Promise<void> {
  let interaction = first;
  for (let read = 0; read < PIN_READS; read += 1) {
    const check = checkPin(interaction, pin, nowMs);
    if (check.outcome === "right") return;
    if (check.outcome === "missing")
      throw new DomainError(
        "pin-required",
        "The agent's PIN is missing.",
        "Ask the agent for the six digits.",
      );
    if (check.outcome === "locked") throw pinLocked(check.retryAfterMs);
    const counted = await live.store.countPinFailure(
      interaction.id,
      interaction.pinFailures,
      check.pinFailures,
      check.pinLockedUntilMs,
    );
    if (counted && check.pinLockedUntilMs !== null) throw pinLocked(check.pinLockedUntilMs - nowMs);
    if (counted)
      throw new DomainError(
        "pin-wrong",
        "This is not the agent's PIN.",
        "Ask the agent for the six digits.",
        {
          attemptsLeft: check.attemptsLeft,
        },
      );
    interaction = (await requireRoom(live, interaction.id)).room.interaction;
  }
  throw pinLocked(0);
}

function pinLocked(retryAfterMs: number): DomainError {
  return new DomainError(
    "pin-locked",
    "The PIN was wrong too often.",
    "Wait, or ask the agent for a new invitation.",
    { retryAfterMs },
  );
}
