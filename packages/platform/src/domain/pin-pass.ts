/**
 * What a visitor has who typed the PIN into `/pin`: the place of an interaction, `/visitor/{place}`, where it is not asked for
 * once more.
 *
 * 1. The right PIN leads to a place that names the interaction and says, signed and for 10 minutes, that the PIN was entered.
 * 2. The visitor's page uses its place as it uses an interaction's id. A place that is too old, or forged, is the plain link:
 *    the PIN is asked for.
 * 3. A page that comes back to its own seat is let in without either, as everywhere.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { InteractionId } from "@videoengager/protocol/ids";
import type { Clock } from "./clock.ts";
import type { KeyRing } from "./key-ring.ts";

export const PIN_PASS_LIFE_MS: number = 10 * 60_000;

const PATTERN = /^([^~]{1,64})~([0-9a-z]{1,8})~([A-Za-z0-9_-]{1,32})~([A-Za-z0-9_-]{32})$/;
const MAC_LENGTH = 32;

/** Where a visitor's page stands. */
export interface VisitorPlace {
  readonly interactionId: InteractionId;
  /** Its visitor has typed the PIN, some minutes ago at most. */
  readonly pinEntered: boolean;
}

export interface PinPasses {
  /** The place of somebody who typed the PIN of this interaction. */
  placeOf(interactionId: InteractionId): string;
  read(place: string): Promise<VisitorPlace>;
}

export function createPinPasses(keys: Pick<KeyRing, "current" | "find">, clock: Clock): PinPasses {
  return {
    placeOf(interactionId) {
      const { id: keyId, secret } = keys.current();
      const ends = Math.ceil((clock.nowMs() + PIN_PASS_LIFE_MS) / 1_000).toString(36);
      return `${interactionId}~${ends}~${keyId}~${macOf(secret, interactionId, ends)}`;
    },
    async read(place) {
      const [, interactionId = interactionIdOf(place), ends = "", keyId = "", mac = ""] =
        PATTERN.exec(place) ?? [];
      const key = mac === "" ? null : await keys.find(keyId);
      const pinEntered =
        key !== null &&
        Number.parseInt(ends, 36) * 1_000 > clock.nowMs() &&
        timingSafeEqual(Buffer.from(macOf(key.secret, interactionId, ends)), Buffer.from(mac));
      return { interactionId, pinEntered };
    },
  };
}

/** The interaction that a place names. */
export function interactionIdOf(place: string): InteractionId {
  return place.split("~", 1)[0] ?? place;
}

function macOf(secret: Uint8Array, interactionId: InteractionId, ends: string): string {
  return createHmac("sha256", secret)
    .update(`pin-pass\n${interactionId}\n${ends}`)
    .digest("base64url")
    .slice(0, MAC_LENGTH);
}
