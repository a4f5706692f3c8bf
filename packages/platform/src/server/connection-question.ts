import { randomBytes } from "node:crypto";
import type { Seal } from "../database/seal.ts";
import type { Clock } from "../lib/clock.ts";

/** Where `platform doctor` asks the running platform how its request arrived. */
export const CONNECTION_PATH: string = "/api/doctor/connection";
/** Much longer than a request takes, so that two machines' clocks can differ a little. */
const LIFE_MS = 60_000;
const SEALED_AS = "doctor-connection-question";
const NONCE_LENGTH = 16;

/** How a request arrived at the platform. */
export interface ConnectionAnswer {
  /** The address that limits count. */
  readonly client: string;
  /** The other end of the TCP connection: the client, or a proxy. */
  readonly peer: { readonly address: string; readonly port: number };
  /** Whether the request had `X-Forwarded-For`. */
  readonly forwarded: boolean;
  /** Whether TRUST_PROXY contains the peer. */
  readonly trusted: boolean;
}

/** A question that only somebody with the master key can create, for one request. */
export function createConnectionQuestion(seal: Seal, clock: Clock): string {
  const content = Buffer.alloc(8 + NONCE_LENGTH);
  content.writeDoubleBE(clock.nowMs());
  randomBytes(NONCE_LENGTH).copy(content, 8);
  return seal.seal(content, SEALED_AS);
}

/** Whether a question is valid, recent, and comes for the first time on this node. */
export function createQuestionCheck(seal: Seal, clock: Clock): (question: string) => boolean {
  const usedUntilMs = new Map<string, number>();
  return (question) => {
    const content = open(seal, question);
    if (content?.length !== 8 + NONCE_LENGTH) return false;
    const nowMs = clock.nowMs();
    const createdAtMs = content.readDoubleBE();
    if (Math.abs(nowMs - createdAtMs) > LIFE_MS) return false;
    for (const [used, untilMs] of usedUntilMs) if (untilMs < nowMs) usedUntilMs.delete(used);
    const nonce = content.toString("base64url", 8);
    if (usedUntilMs.has(nonce)) return false;
    usedUntilMs.set(nonce, createdAtMs + LIFE_MS);
    return true;
  };
}

function open(seal: Seal, question: string): Buffer | null {
  try {
    return Buffer.from(seal.open(question, SEALED_AS));
  } catch {
    return null;
  }
}
