import type { SeatRole } from "@videoengager/protocol/ids";
import type { CustomData } from "@videoengager/protocol/rest/interactions";
import { DomainError } from "./errors.ts";
import { blankInteraction, type Interaction, type NewInteraction } from "./interaction.ts";
import type { LiveContext } from "./live-context.ts";
import { newInteractionId, newPin, newShortCode } from "./random-ids.ts";
import { NO_MEDIA, type Seat } from "./seat.ts";

/** Bytes of JSON that an application may attach to an interaction. */
export const MAX_CUSTOM_DATA_BYTES: number = 16_384;
/** How often another PIN is tried; a tenant with half of all PINs in use still fails once in a million million. */
const PIN_TRIES = 40;

/** Stores a new interaction under a PIN and a code that are free; resolves once it is on the disk. */
export async function createInteraction(
  live: Pick<LiveContext, "store" | "clock">,
  wanted: {
    readonly tenantId: string;
    readonly initiatedBy: SeatRole;
    readonly agentId: string | null;
    readonly customData: CustomData;
    readonly agentSeat?: (interactionId: string) => Seat;
  },
): Promise<Interaction> {
  checkCustomData(wanted.customData);
  for (let attempt = 0; attempt < PIN_TRIES; attempt += 1) {
    const interaction = newInteraction(wanted, live.clock.nowMs());
    const seat = wanted.agentSeat?.(interaction.id) ?? null;
    if ((await live.store.create(interaction, seat)) === "created") return blankInteraction(interaction);
  }
  throw new DomainError(
    "not-ready",
    "No PIN is free: too many interactions are open at once.",
    "Try again when some of them have ended.",
  );
}

function newInteraction(
  wanted: Pick<Interaction, "tenantId" | "initiatedBy" | "agentId" | "customData">,
  nowMs: number,
): NewInteraction {
  return {
    id: newInteractionId(nowMs),
    tenantId: wanted.tenantId,
    initiatedBy: wanted.initiatedBy,
    agentId: wanted.agentId,
    pin: newPin(),
    shortCode: newShortCode(nowMs),
    customData: wanted.customData,
    createdAtMs: nowMs,
  };
}

/** A seat that was given, and whose socket is to come. */
export function openingSeat(
  seat: Pick<Seat, "interactionId" | "role" | "instanceId" | "displayName">,
  keptUntilMs: number,
): Seat {
  return {
    ...seat,
    connectionId: null,
    nodeId: null,
    joined: false,
    media: NO_MEDIA,
    mediaFlows: false,
    awayCause: "opening",
    keptUntilMs,
  };
}

function checkCustomData(customData: CustomData): void {
  if (Buffer.byteLength(JSON.stringify(customData)) <= MAX_CUSTOM_DATA_BYTES) return;
  throw new DomainError(
    "payload-too-large",
    `The custom data is larger than ${MAX_CUSTOM_DATA_BYTES} bytes.`,
    "Attach a reference to the data instead of the data itself.",
  );
}
