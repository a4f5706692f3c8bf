import { type Fields, isFields } from "../is-fields.ts";
import type {
  CallDevice,
  CallDevices,
  CallLayout,
  CallParticipant,
  ConnectionQuality,
  ControlCommand,
  ControlFailure,
  ControlReport,
  ControlSettings,
  DeviceKind,
  PartyMedia,
} from "./call-control.ts";

const FAILURES = [
  "no-call",
  "needs-gesture",
  "not-confirmed",
  "unknown-device",
  "too-many-messages",
  "denied",
  "denied-by-system",
  "dismissed",
  "missing",
  "busy",
  "unplugged",
  "insecure",
  "in-app",
  "not-allowed-here",
] as const satisfies readonly ControlFailure[];
const QUALITIES = [
  "good",
  "own-weak",
  "peer-weak",
  "both-weak",
  "slow",
  "silent",
] as const satisfies readonly ConnectionQuality[];
const REASONS = ["loss", "bandwidth", "cpu", "delay"] as const;
const PRESENCES = ["arrived", "joined", "away"] as const;
const LAYOUTS = ["full", "compact"] as const satisfies readonly CallLayout[];
const KINDS = ["microphone", "camera", "speaker"] as const satisfies readonly DeviceKind[];

/** Parses a command of the host page; null for anything else, and for a setting of the wrong type. */
export function parseControlCommand(fields: Fields): ControlCommand | null {
  const { type, id, text } = fields;
  if (typeof id !== "string") return null;
  if (type === "message") return typeof text === "string" ? { ve: 1, type, id, text } : null;
  const settings = type === "set" ? readSettings(fields) : null;
  return settings && { ve: 1, type: "set", id, ...settings };
}

function readSettings({
  microphone,
  camera,
  screen,
  device,
  flipCamera,
  layout,
  controlsHidden,
}: Fields): ControlSettings | null {
  if (typeof microphone === "boolean") return { microphone };
  if (typeof camera === "boolean") return { camera };
  if (typeof screen === "boolean") return { screen };
  if (typeof controlsHidden === "boolean") return { controlsHidden };
  if (flipCamera === true) return { flipCamera };
  const named = find(LAYOUTS, layout);
  if (named) return { layout: named };
  if (!isFields(device) || typeof device.id !== "string") return null;
  const kind = find(KINDS, device.kind);
  return kind ? { device: { kind, id: device.id } } : null;
}

/** Parses what a widget reports of the call. Values that a newer widget may send count as the least that is known. */
export function parseControlReport(fields: Fields): ControlReport | null {
  const { type, id, error, text, atMs, own, others, devices, quality, reason } = fields;
  switch (type) {
    case "done":
      if (typeof id !== "string") return null;
      return { ve: 1, type, id, ...(error !== undefined && { error: find(FAILURES, error) ?? "failed" }) };
    case "media":
      return {
        ve: 1,
        type,
        own: readMedia(own),
        others: listOf(others, readParticipant),
        devices: readDevices(isFields(devices) ? devices : {}),
      };
    case "quality":
      return {
        ve: 1,
        type,
        quality: find(QUALITIES, quality) ?? "unknown",
        reason: find(REASONS, reason) ?? null,
      };
    case "message":
      if (typeof id !== "string" || typeof text !== "string" || typeof atMs !== "number") return null;
      return { ve: 1, type, id, text, atMs };
    default:
      return null;
  }
}

function readMedia(value: unknown): PartyMedia {
  const { microphone, camera, screen } = isFields(value) ? value : ({} as Fields);
  return { microphone: microphone === true, camera: camera === true, screen: screen === true };
}

function readParticipant({ role, displayName, presence, media }: Fields): CallParticipant {
  return {
    role: role === "agent" ? "agent" : "visitor",
    displayName: typeof displayName === "string" ? displayName : "",
    presence: find(PRESENCES, presence) ?? "arrived",
    media: readMedia(media),
  };
}

function readDevices({ microphones, cameras, speakers, selected }: Fields): CallDevices {
  const ids = isFields(selected) ? selected : {};
  const idOf = (kind: DeviceKind): string => (typeof ids[kind] === "string" ? ids[kind] : "");
  return {
    microphones: listOf(microphones, readDevice),
    cameras: listOf(cameras, readDevice),
    speakers: listOf(speakers, readDevice),
    selected: { microphone: idOf("microphone"), camera: idOf("camera"), speaker: idOf("speaker") },
  };
}

function readDevice({ id, label }: Fields): CallDevice {
  return { id: String(id), label: typeof label === "string" ? label : "" };
}

function listOf<Item>(value: unknown, read: (fields: Fields) => Item): readonly Item[] {
  return Array.isArray(value) ? value.filter(isFields).map(read) : [];
}

function find<Name extends string>(names: readonly Name[], value: unknown): Name | undefined {
  return names.find((name) => name === value);
}
