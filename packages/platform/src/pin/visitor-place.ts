/**
 * A visitor's place: the part after `/visitor/` in a visitor's link.
 *
 * - `{id}` names the interaction. Agents, lists and the host page see it, so it only takes a free seat.
 * - `{id}~{code}` is the visitor's own link. `code` is the short link's code, which only the visitor's side gets. It can take the
 *   seat over from another page.
 * - `{id}~{code}~{end}~{key}~{mac}` is the link after `/pin`. Its signature proves for 10 minutes that the PIN was entered. An expired or
 *   forged one counts as a link without that part, so the visitor's page asks for the PIN.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { InteractionId } from "@videoengager/protocol/ids";
import type { KeyRing } from "../identity/key-ring.ts";
import type { Clock } from "../lib/clock.ts";

export const PIN_PASS_LIFE_MS: number = 10 * 60_000;

const PATTERN =
  /^([^~]{1,64})(?:~([a-z0-9]{1,64})(?:~([0-9a-z]{1,8})~([A-Za-z0-9_-]{1,32})~([A-Za-z0-9_-]{32}))?)?$/;
const MAC_LENGTH = 32;

/** What the address of a visitor's page names. */
export interface VisitorPlace {
  readonly interactionId: InteractionId;
  /** The short link's code, unchecked; empty for a bare id. */
  readonly code: string;
  /** The PIN was entered at `/pin` within the last 10 minutes. */
  readonly pinEntered: boolean;
}

interface Linked {
  readonly id: InteractionId;
  readonly shortCode: string;
}

export interface PinPasses {
  /** The place for somebody who typed the PIN of this interaction. */
  placeOf(interaction: Linked): Promise<string>;
  read(place: string): Promise<VisitorPlace>;
}

/** The place of a visitor's own link. */
export function createOwnPlace({ id, shortCode }: Linked): string {
  return `${id}~${shortCode}`;
}

/** Whether a place is the visitor's own link of this interaction. */
export function isOwnPlace(place: VisitorPlace, { id, shortCode }: Linked): boolean {
  const [given, stored] = [Buffer.from(place.code), Buffer.from(shortCode)];
  return place.interactionId === id && given.length === stored.length && timingSafeEqual(given, stored);
}

export function createPinPasses(keys: Pick<KeyRing, "current" | "find">, clock: Clock): PinPasses {
  return {
    async placeOf(interaction) {
      const { id: keyId, secret } = await keys.current();
      const end = Math.ceil((clock.nowMs() + PIN_PASS_LIFE_MS) / 1_000).toString(36);
      return `${createOwnPlace(interaction)}~${end}~${keyId}~${computeMac(secret, interaction.id, end)}`;
    },
    async read(place) {
      const [, interactionId = readInteractionId(place), code = "", end = "", keyId = "", mac = ""] =
        PATTERN.exec(place) ?? [];
      const key = mac === "" ? null : await keys.find(keyId);
      const pinEntered =
        key !== null &&
        Number.parseInt(end, 36) * 1_000 > clock.nowMs() &&
        timingSafeEqual(Buffer.from(computeMac(key.secret, interactionId, end)), Buffer.from(mac));
      return { interactionId, code, pinEntered };
    },
  };
}

/** The interaction that a place names. */
export function readInteractionId(place: string): InteractionId {
  return place.split("~", 1)[0] ?? place;
}

function computeMac(secret: Uint8Array, interactionId: InteractionId, end: string): string {
  return createHmac("sha256", secret)
    .update(`pin-pass\n${interactionId}\n${end}`)
    .digest("base64url")
    .slice(0, MAC_LENGTH);
}
