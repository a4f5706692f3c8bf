import {
  type CandidateMessage,
  type DescriptionMessage,
  MAX_CANDIDATE_LENGTH,
  MAX_SDP_LENGTH,
  type MediaState,
} from "@videoengager/protocol/signalling/signalling-socket";

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

/** Reads a description; null where its shape or size is not what the relay passes on. Unknown fields are dropped. */
export function readDescription(payload: unknown): DescriptionMessage | null {
  if (!isFields(payload)) return null;
  const { from, to, type, sdp } = payload;
  if (!isText(from, MAX_INSTANCE_ID_LENGTH) || !isText(to, MAX_INSTANCE_ID_LENGTH)) return null;
  if ((type !== "offer" && type !== "answer") || !isText(sdp, MAX_SDP_LENGTH)) return null;
  return { from, to, type, sdp };
}

/** Reads a candidate; null where its shape or size is not what the relay passes on. */
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
  if (!media || !isText(displayName, MAX_NAME_LENGTH) || /\p{Cc}/u.test(displayName)) return null;
  return { displayName, media };
}
