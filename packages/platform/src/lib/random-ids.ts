import { randomFillSync, randomInt } from "node:crypto";
import type { EpochMs, InteractionId } from "@videoengager/protocol/ids";

/** 31 characters that are hard to confuse when somebody reads them aloud. */
const CODE_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
const CODE_TIME_LENGTH = 2;
const CODE_RANDOM_LENGTH = 10;
/** Bytes below this map to each character equally often. */
const FAIR_BYTES: number = 256 - (256 % CODE_ALPHABET.length);

const ID_BYTES = 16;
const TIME_BYTES = 5;
/** 40 bits in this unit last for 500 years. */
const TIME_UNIT_MS = 16;

/**
 * Starts with the time, so that rows of the same moment are stored together: with random ids, each row of a commit changed
 * another page of the index. The other 88 bits are random, which is too many to guess.
 */
export function newInteractionId(nowMs: EpochMs): InteractionId {
  const bytes = takeRandom(ID_BYTES);
  bytes.writeUIntBE(Math.floor(nowMs / TIME_UNIT_MS) % 2 ** 40, 0, TIME_BYTES);
  return `i_${bytes.toString("base64url")}`;
}

/** Six digits. */
export function newPin(): string {
  return randomInt(1_000_000).toString().padStart(6, "0");
}

/**
 * The code of a short link: two characters of the time, for the same reason as in ids, and 49 random bits, which is too many
 * to guess within a link's life.
 */
export function newShortCode(nowMs: EpochMs): string {
  let code = "";
  let time = Math.floor(nowMs / TIME_UNIT_MS);
  for (let index = 0; index < CODE_TIME_LENGTH; index += 1) {
    code = CODE_ALPHABET[time % CODE_ALPHABET.length] + code;
    time = Math.floor(time / CODE_ALPHABET.length);
  }
  const length = CODE_TIME_LENGTH + CODE_RANDOM_LENGTH;
  while (code.length < length)
    for (const byte of takeRandom(length - code.length))
      if (byte < FAIR_BYTES) code += CODE_ALPHABET[byte % CODE_ALPHABET.length];
  return code;
}

/** An id of a push session, a node or a signalling endpoint. */
export function newOpaqueId(prefix: string): string {
  return `${prefix}_${takeRandom(ID_BYTES).toString("base64url")}`;
}

/** Reading 16 random bytes from the system costs as much as reading 4,000. */
const pool = Buffer.alloc(4_096);
let used: number = pool.length;

/** Returns each byte of the pool once. */
function takeRandom(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const taken = Buffer.from(pool.subarray(used, used + count));
  pool.fill(0, used, used + count);
  used += count;
  return taken;
}
