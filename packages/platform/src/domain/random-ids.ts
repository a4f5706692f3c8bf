import { randomBytes, randomInt } from "node:crypto";
import type { InteractionId } from "@videoengager/protocol/ids";

/** 31 signs that nobody mixes up when reading them aloud. */
const CODE_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";
const CODE_LENGTH = 10;

export function newInteractionId(): InteractionId {
  return `i_${randomBytes(16).toString("base64url")}`;
}

/** Six digits. */
export function newPin(): string {
  return randomInt(1_000_000).toString().padStart(6, "0");
}

/** The code of a short link: 49 random bits, which no one guesses within its life. */
export function newShortCode(): string {
  let code = "";
  for (let index = 0; index < CODE_LENGTH; index += 1) code += CODE_SIGNS[randomInt(CODE_SIGNS.length)];
  return code;
}

/** Of a push session, a node, a signalling endpoint. */
export function newOpaqueId(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString("base64url")}`;
}
