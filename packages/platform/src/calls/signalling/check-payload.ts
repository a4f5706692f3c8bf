import {
  type CandidateMessage,
  type ChatRelayMessage,
  type DescriptionMessage,
  type HelloMessage,
  MAX_CANDIDATE_LENGTH,
  MAX_CHAT_LENGTH,
  MAX_SDP_LENGTH,
  MAX_STATS_SAMPLES,
  type MediaState,
  STATS_FIELDS,
  type StatsSample,
} from "@videoengager/protocol/signalling/signalling-socket";

import { cutLine } from "../../lib/clean-text.ts";

const MAX_NAME_LENGTH = 200;
const MAX_INSTANCE_ID_LENGTH = 128;
const MAX_MID_LENGTH = 256;

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown, maxLength: number): value is string {
  return typeof value === "string" && value.length <= maxLength;
}

/** Reads a description; null if its shape or size is wrong. Unknown fields are dropped. */
export function readDescription(payload: unknown): DescriptionMessage | null {
  if (!isFields(payload)) return null;
  const { from, to, type, sdp, load } = payload;
  if (!isText(from, MAX_INSTANCE_ID_LENGTH) || !isText(to, MAX_INSTANCE_ID_LENGTH)) return null;
  if ((type !== "offer" && type !== "answer") || !isText(sdp, MAX_SDP_LENGTH)) return null;
  if (load === undefined) return { from, to, type, sdp };
  return isText(load, MAX_INSTANCE_ID_LENGTH) ? { from, to, type, sdp, load } : null;
}

export function readHello(payload: unknown): HelloMessage | null {
  if (!isFields(payload)) return null;
  const { from, to, load } = payload;
  if (!isText(from, MAX_INSTANCE_ID_LENGTH) || !isText(to, MAX_INSTANCE_ID_LENGTH)) return null;
  return isText(load, MAX_INSTANCE_ID_LENGTH) ? { from, to, load } : null;
}

/** Reads a chat message or its acknowledgement; null if its shape or size is wrong. */
export function readChat(payload: unknown): ChatRelayMessage | null {
  if (!isFields(payload)) return null;
  const { from, to, id, text } = payload;
  if (!isText(from, MAX_INSTANCE_ID_LENGTH) || !isText(to, MAX_INSTANCE_ID_LENGTH)) return null;
  if (!isText(id, MAX_INSTANCE_ID_LENGTH)) return null;
  return text === null || isText(text, MAX_CHAT_LENGTH) ? { from, to, id, text } : null;
}

/** How a page's media travels. `unknown`: an older page, or no pair of candidates yet. */
export type MediaPath = "direct" | "relayed" | "unknown";

export function readMediaPath(payload: unknown): MediaPath {
  if (!isFields(payload) || typeof payload.relayed !== "boolean") return "unknown";
  return payload.relayed ? "relayed" : "direct";
}

const MAX_STAT = 1_000_000;

/** Reads and rounds a page's measurements; null if their shape is wrong. */
export function readStats(payload: unknown): readonly StatsSample[] | null {
  if (!isFields(payload) || !Array.isArray(payload.samples)) return null;
  const samples: readonly unknown[] = payload.samples;
  if (samples.length === 0 || samples.length > MAX_STATS_SAMPLES) return null;
  const read: StatsSample[] = [];
  for (const sample of samples) {
    if (!Array.isArray(sample) || sample.length !== STATS_FIELDS.length) return null;
    const numbers = (sample as readonly unknown[]).map(readStat);
    if (numbers.includes(undefined)) return null;
    read.push(numbers as StatsSample);
  }
  return read;
}

/** Undefined if the value isn't a measurement. */
function readStat(value: unknown): number | null | undefined {
  if (value === null) return null;
  if (typeof value !== "number" || !(value >= 0 && value <= MAX_STAT)) return undefined;
  return Math.round(value);
}

/** Reads a candidate; null if its shape or size is wrong. */
export function readCandidate(payload: unknown): CandidateMessage | null {
  if (!isFields(payload)) return null;
  const { from, to, candidate, sdpMid, sdpMLineIndex, usernameFragment } = payload;
  if (!isText(from, MAX_INSTANCE_ID_LENGTH) || !isText(to, MAX_INSTANCE_ID_LENGTH)) return null;
  if (!isText(candidate, MAX_CANDIDATE_LENGTH)) return null;
  const mid = sdpMid ?? null;
  const index = sdpMLineIndex ?? null;
  const fragment = usernameFragment ?? null;
  if (mid !== null && !isText(mid, MAX_MID_LENGTH)) return null;
  if (fragment !== null && !isText(fragment, MAX_MID_LENGTH)) return null;
  if (
    index !== null &&
    !(typeof index === "number" && Number.isInteger(index) && index >= 0 && index < 1_000)
  )
    return null;
  return { from, to, candidate, sdpMid: mid, sdpMLineIndex: index, usernameFragment: fragment };
}

export function readMedia(payload: unknown): MediaState | null {
  if (!isFields(payload)) return null;
  const { microphone, camera, screen } = payload;
  if (typeof microphone !== "boolean" || typeof camera !== "boolean" || typeof screen !== "boolean")
    return null;
  return { microphone, camera, screen };
}

export function readJoin(payload: unknown): { displayName: string; media: MediaState } | null {
  if (!isFields(payload)) return null;
  const media = readMedia(payload.media);
  const { displayName } = payload;
  if (!media || typeof displayName !== "string") return null;
  return { displayName: cutLine(displayName, MAX_NAME_LENGTH), media };
}
