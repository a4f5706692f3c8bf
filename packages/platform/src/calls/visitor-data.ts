/**
 * Personal data that a web site attaches to a visitor's request, for an application that has the one-time password (`otip`).
 *
 * It is stored encrypted and read once: reading it deletes it. Erasing the interaction deletes it as well. No list, no ringing
 * call and no room holds it.
 */
import { createHash, randomBytes } from "node:crypto";
import type { InteractionId } from "@videoengager/protocol/ids";
import type { VisitorData } from "@videoengager/protocol/rest/interactions";
import type { Seal } from "../database/seal.ts";
import { cleanTexts } from "../lib/clean-text.ts";
import { DomainError } from "../lib/errors.ts";

/** Bytes of JSON. */
export const MAX_VISITOR_DATA_BYTES: number = 16_384;
const PASSWORD_BYTES = 24;

/** What is stored of visitor data. */
export interface SealedVisitorData {
  readonly passwordHash: string;
  readonly sealedData: string;
}

export interface VisitorDataStore {
  /** Reads and deletes. Null if there is none, if the password is wrong, or if it was read before. */
  take(id: InteractionId, otip: string): Promise<VisitorData | null>;
  /** Reads without a password, for an operator's export. */
  peek(id: InteractionId): Promise<VisitorData | null>;
}

/** Visitor data of a request whose interaction has no id yet. */
export interface VisitorDataAttachment {
  readonly otip: string;
  sealFor(id: InteractionId): SealedVisitorData;
}

/**
 * Checks and cleans visitor data, and makes its one-time password. Null if there is no data.
 *
 * @throws DomainError `payload-too-large`: more than {@link MAX_VISITOR_DATA_BYTES}
 */
export function attachVisitorData(seal: Seal, data: VisitorData | undefined): VisitorDataAttachment | null {
  if (data === undefined || Object.keys(data).length === 0) return null;
  const json = Buffer.from(JSON.stringify(cleanTexts(data)));
  if (json.length > MAX_VISITOR_DATA_BYTES)
    throw new DomainError(
      "payload-too-large",
      `\`visitorData\` is larger than ${MAX_VISITOR_DATA_BYTES} bytes.`,
      "Attach a reference to the data instead of the data.",
    );
  const otip = randomBytes(PASSWORD_BYTES).toString("base64url");
  return {
    otip,
    sealFor: (id) => ({ passwordHash: hashOtip(otip), sealedData: seal.seal(json, nameSeal(id)) }),
  };
}

/** The password has 192 random bits, so a fast hash is enough. */
export function hashOtip(otip: string): string {
  return createHash("sha256").update(otip).digest("base64url");
}

export function openVisitorData(seal: Seal, id: InteractionId, sealedData: string): VisitorData {
  return JSON.parse(Buffer.from(seal.open(sealedData, nameSeal(id))).toString()) as VisitorData;
}

/** Binds the encrypted data to its interaction: moved to another row, it can't be decrypted. */
function nameSeal(id: InteractionId): string {
  return `visitor-data:${id}`;
}
