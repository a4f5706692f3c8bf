import { randomFillSync, randomInt } from "node:crypto";
import type { EpochMs, InteractionId } from "@videoengager/protocol/ids";

/** 31 signs that nobody mixes up when reading them aloud. */
const CODE_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";
const CODE_TIME_SIGNS = 2;
const CODE_RANDOM_SIGNS = 10;
/** A byte below it stands for each sign equally often. */
const FAIR_BYTES: number = 256 - (256 % CODE_SIGNS.length);

const ID_BYTES = 16;
const TIME_BYTES = 5;
/** 40 bits of it last for five hundred years. */
const TIME_UNIT_MS = 16;

/**
 * The time first, so that what is made together is stored together: with ids at random, each row of a commit had a
 * page of the index to itself. 88 random bits remain, which no one guesses.
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
 * The code of a short link: 49 random bits, which no one guesses within its life, behind two signs of the time, which
 * keep the index together as they do with ids.
 */
export function newShortCode(nowMs: EpochMs): string {
  let code = "";
  let time = Math.floor(nowMs / TIME_UNIT_MS);
  for (let index = 0; index < CODE_TIME_SIGNS; index += 1) {
    code = CODE_SIGNS[time % CODE_SIGNS.length] + code;
    time = Math.floor(time / CODE_SIGNS.length);
  }
  const length = CODE_TIME_SIGNS + CODE_RANDOM_SIGNS;
  while (code.length < length)
    for (const byte of takeRandom(length - code.length))
      if (byte < FAIR_BYTES) code += CODE_SIGNS[byte % CODE_SIGNS.length];
  return code;
}

/** Of a push session, a node, a signalling endpoint. */
export function newOpaqueId(prefix: string): string {
  return `${prefix}_${takeRandom(ID_BYTES).toString("base64url")}`;
}

/** Asking the system for sixteen bytes costs as much as asking for four thousand. */
const pool = Buffer.alloc(4_096);
let used: number = pool.length;

/** Each byte is given out once. */
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
