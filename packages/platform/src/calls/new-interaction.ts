import type { SeatRole } from "@videoengager/protocol/ids";
import type { CustomData } from "@videoengager/protocol/rest/interactions";
import type { RuleDeps } from "../deps.ts";
import { cleanTexts } from "../lib/clean-text.ts";
import { DomainError } from "../lib/errors.ts";
import { newInteractionId, newPin, newShortCode } from "../lib/random-ids.ts";
import { blankInteraction, type Interaction, type NewInteraction } from "./interaction.ts";
import { NO_MEDIA, type Seat } from "./seat.ts";
import type { VisitorDataAttachment } from "./visitor-data.ts";

/** Bytes of JSON that an application can attach to an interaction. */
export const MAX_CUSTOM_DATA_BYTES: number = 16_384;
/** How many PINs are tried. With half of all PINs in use, 40 tries fail once in 10^12. */
const PIN_TRIES = 40;

/** Stores a new interaction with an unused PIN and code. Resolves when it is on the disk. */
export async function createInteraction(
  deps: Pick<RuleDeps, "calls" | "clock" | "reportCall">,
  wanted: {
    readonly tenantId: string;
    readonly initiatedBy: SeatRole;
    readonly agentId: string | null;
    readonly customData: CustomData;
    readonly agentSeat?: (interactionId: string) => Seat;
    readonly visitorData?: VisitorDataAttachment | null;
  },
): Promise<Interaction> {
  const customData = cleanTexts(wanted.customData);
  checkCustomData(customData);
  for (let attempt = 0; attempt < PIN_TRIES; attempt += 1) {
    const interaction = newInteraction({ ...wanted, customData }, deps.clock.nowMs());
    const seat = wanted.agentSeat?.(interaction.id) ?? null;
    const visitorData = wanted.visitorData?.sealFor(interaction.id) ?? null;
    if ((await deps.calls.create(interaction, seat, visitorData)) === "created") {
      const created = blankInteraction(interaction);
      deps.reportCall({ type: "requested", call: created, endsAtMs: deps.clock.nowMs() });
      return created;
    }
  }
  throw new DomainError(
    "not-ready",
    "All PINs are in use: too many interactions are open at the same time.",
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

/** A seat whose page has not connected yet. */
export function createOpeningSeat(
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
    "Attach a reference to the data instead of the data.",
  );
}
