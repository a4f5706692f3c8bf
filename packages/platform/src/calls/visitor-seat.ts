import type { EpochMs, InteractionId } from "@videoengager/protocol/ids";
import type { RuleDeps } from "../deps.ts";
import { createPublicName } from "../identity/agents.ts";
import type { Tenant } from "../identity/tenants.ts";
import { DomainError } from "../lib/errors.ts";
import { checkPin } from "../pin/pin.ts";
import { isOwnPlace, type VisitorPlace } from "../pin/visitor-place.ts";
import { interactionEnded, interactionNotFound, seatTaken } from "./call-errors.ts";
import type { Room } from "./call-store.ts";
import type { Interaction } from "./interaction.ts";
import { createOpeningSeat } from "./new-interaction.ts";
import { canTakeSeat } from "./seat.ts";

/** What a visitor's page shows before the person joins. */
export interface VisitorView {
  readonly interaction: Interaction;
  readonly tenant: Tenant;
  /** Empty if no agent has accepted the request. */
  readonly agentName: string;
  readonly pinRequired: boolean;
  /** Another page has the seat. */
  readonly seatTaken: boolean;
  /** Whether this page can take the seat over. */
  readonly mayTakeOver: boolean;
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

/** Only for invitations; visitors who made the request themselves need no PIN. */
export function isPinRequired(interaction: Interaction, tenant: Tenant): boolean {
  return interaction.initiatedBy === "agent" && tenant.settings.enablePin;
}

/** The PIN proves as much as the visitor's own link. */
function mayTakeOver(place: VisitorPlace, interaction: Interaction, tenant: Tenant): boolean {
  return isPinRequired(interaction, tenant) || isOwnPlace(place, interaction);
}

export async function viewAsVisitor(deps: RuleDeps, place: VisitorPlace): Promise<VisitorView> {
  const { room, tenant } = await requireRoom(deps, place.interactionId);
  return viewSeat(deps, room, tenant, place);
}

/** Gives the visitor's seat to a page, which has 20 s to connect. */
export async function takeVisitorSeat(
  deps: RuleDeps,
  place: VisitorPlace,
  newcomer: VisitorNewcomer,
): Promise<VisitorView> {
  const { interactionId: id } = place;
  const { room, tenant } = await requireRoom(deps, id);
  const { interaction, visitor } = room;
  const nowMs = deps.clock.nowMs();
  if (interaction.state === "ended") throw interactionEnded(interaction);
  const isBack = visitor?.instanceId === newcomer.instanceId;
  const asksPin = isPinRequired(interaction, tenant);
  if (asksPin && !place.pinEntered && !isBack) await requirePin(deps, interaction, newcomer.pin, nowMs);
  const hasOwnLink = mayTakeOver(place, interaction, tenant);
  const { instanceId, takeOver = false } = newcomer;
  if (!canTakeSeat(visitor, { instanceId, hasOwnLink, takeOver }, nowMs)) throw seatTaken(hasOwnLink);
  checkConsent(tenant, newcomer);

  const displayName = newcomer.name ?? interaction.visitorName;
  const seat = createOpeningSeat(
    { interactionId: id, role: "visitor", instanceId: newcomer.instanceId, displayName },
    nowMs + deps.leases.visitorMs,
  );
  if (!(await deps.calls.takeSeat(seat, visitor?.instanceId ?? null))) {
    const now = await requireRoom(deps, id);
    throw now.room.interaction.state === "ended"
      ? interactionEnded(now.room.interaction)
      : seatTaken(hasOwnLink);
  }
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
  if (Object.keys(known).length > 0) await deps.calls.update(id, known);
  deps.announce.roomChanged(id);
  return viewSeat(deps, { ...room, interaction: { ...interaction, ...known }, visitor: seat }, tenant, place);
}

async function requireRoom(deps: RuleDeps, id: InteractionId): Promise<{ room: Room; tenant: Tenant }> {
  const room = await deps.calls.roomById(id);
  const tenant = room ? await deps.tenants.find(room.interaction.tenantId) : null;
  if (!room || !tenant) throw interactionNotFound();
  return { room, tenant };
}

async function viewSeat(
  deps: RuleDeps,
  room: Room,
  tenant: Tenant,
  place: VisitorPlace,
): Promise<VisitorView> {
  const { interaction, visitor } = room;
  const hasOwnLink = mayTakeOver(place, interaction, tenant);
  const agent = interaction.agentId ? await deps.agents.find(tenant.id, interaction.agentId) : null;
  return {
    interaction,
    tenant,
    agentName: agent ? createPublicName(agent, tenant.name) : "",
    pinRequired: isPinRequired(interaction, tenant) && !place.pinEntered,
    seatTaken: !canTakeSeat(visitor, { instanceId: "", hasOwnLink, takeOver: false }, deps.clock.nowMs()),
    mayTakeOver: hasOwnLink,
  };
}

function checkConsent(tenant: Tenant, newcomer: VisitorNewcomer): void {
  const { recording } = tenant.settings;
  if (!recording.enable || !recording.mandatory || !recording.requireVisitorConsent) return;
  if (newcomer.consent?.recording === true) return;
  throw new DomainError(
    "consent-required",
    "This call is recorded, and the visitor has not consented.",
    "Ask the visitor, and repeat the request with `consent`.",
  );
}

/** How often the count is read again after another wrong PIN changed it. */
const PIN_READS = 10;

async function requirePin(
  deps: RuleDeps,
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
        "Ask the agent for the six-digit PIN.",
      );
    if (check.outcome === "locked") throw pinLocked(check.retryAfterMs);
    const counted = await deps.calls.countPinFailure(
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
        "Ask the agent for the six-digit PIN.",
        {
          attemptsLeft: check.attemptsLeft,
        },
      );
    interaction = (await requireRoom(deps, interaction.id)).room.interaction;
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
