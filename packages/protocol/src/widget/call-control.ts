/**
 * Control of the call by the page that embeds it, for widgets with the capability `controls`. The page sends a command with an `id`,
 * and the widget answers `done` with the same one, when it is so or cannot be. What changes, whoever changed it, is reported. Ours.
 */

import type { EpochMs, SeatRole } from "../ids.ts";
import type { MediaState, SeatPresence } from "../signalling/signalling-socket.ts";

/** What one side sends. */
export type PartyMedia = MediaState;

/** Somebody else in the call. */
export interface CallParticipant {
  /** `visitor`, or `agent` for another agent. */
  readonly role: SeatRole;
  /** Empty if it is not known. */
  readonly displayName: string;
  /** `arrived`: the page is open. `joined`: the person takes part. `away`: the connection is lost, the seat is kept. */
  readonly presence: Exclude<SeatPresence, "absent">;
  /** What this person sends. */
  readonly media: PartyMedia;
}

/** What a device is for. */
export type DeviceKind = "microphone" | "camera" | "speaker";

/** A microphone, a camera or a speaker. */
export interface CallDevice {
  /** For `selectDevice()`. It differs between browsers and web sites. */
  readonly id: string;
  /** Empty before the person has allowed a device once. */
  readonly label: string;
}

/** The devices to choose from. */
export interface CallDevices {
  /** The microphones. */
  readonly microphones: readonly CallDevice[];
  /** The cameras. */
  readonly cameras: readonly CallDevice[];
  /** The speakers. Empty if the browser doesn't let a page choose. */
  readonly speakers: readonly CallDevice[];
  /** The ids in use; empty for the browser's default. */
  readonly selected: Readonly<Record<DeviceKind, string>>;
}

/** `full`: with all controls. `compact`: the other side's picture, mute and hang up, for a small place in the page. */
export type CallLayout = "full" | "compact";

/**
 * How well the connection carries the call. `own-weak`, `peer-weak`, `both-weak`: whose network is weak. `slow`: what is said arrives
 * late. `silent`: nothing arrives any more. `unknown`: not measured yet.
 */
export type ConnectionQuality =
  | "unknown"
  | "good"
  | "own-weak"
  | "peer-weak"
  | "both-weak"
  | "slow"
  | "silent";

/** Why it is not `good`. */
export type ConnectionQualityReason = "loss" | "bandwidth" | "cpu" | "delay";

/**
 * Why a command was not carried out. `no-call`: there is no call to control. `needs-gesture`: the browser wants a click for it.
 * `not-confirmed`: it is so here, and the platform didn't say that the other side knows. `unknown-device`: no device has this id.
 * `too-many-messages`: nobody has read the last ones yet. The others are of a device or of a shared screen: `denied` by the person or
 * the browser, `denied-by-system`, `dismissed` without an answer, `missing`, `busy` with another program, `unplugged`, `insecure`
 * page, `in-app` browser, `not-allowed-here` by the embedding page, `failed`.
 */
export type ControlFailure =
  | "no-call"
  | "needs-gesture"
  | "not-confirmed"
  | "unknown-device"
  | "too-many-messages"
  | "denied"
  | "denied-by-system"
  | "dismissed"
  | "missing"
  | "busy"
  | "unplugged"
  | "insecure"
  | "in-app"
  | "not-allowed-here"
  | "failed";

/** One of these per command. */
export interface ControlSettings {
  readonly microphone?: boolean;
  readonly camera?: boolean;
  readonly screen?: boolean;
  readonly device?: { readonly kind: DeviceKind; readonly id: string };
  readonly flipCamera?: true;
  readonly layout?: CallLayout;
  readonly controlsHidden?: boolean;
}

/** Requires the capability `controls`, as {@link SendMessageCommand} does. */
export interface SetCommand extends ControlSettings {
  readonly ve: 1;
  readonly type: "set";
  readonly id: string;
}

/** Writes to the other side's chat. */
export interface SendMessageCommand {
  readonly ve: 1;
  readonly type: "message";
  readonly id: string;
  readonly text: string;
}

/** Answers a command. Without `error` it is so, and the other side's page knows. */
export interface DoneMessage {
  readonly ve: 1;
  readonly type: "done";
  readonly id: string;
  readonly error?: ControlFailure;
}

/** What both sides send, and the devices; complete each time. */
export interface MediaMessage {
  readonly ve: 1;
  readonly type: "media";
  readonly own: PartyMedia;
  readonly others: readonly CallParticipant[];
  readonly devices: CallDevices;
}

export interface QualityMessage {
  readonly ve: 1;
  readonly type: "quality";
  readonly quality: ConnectionQuality;
  readonly reason: ConnectionQualityReason | null;
}

/** The other side wrote this in the chat. */
export interface ChatReceivedMessage {
  readonly ve: 1;
  readonly type: "message";
  readonly id: string;
  readonly text: string;
  /** On this machine's clock. */
  readonly atMs: EpochMs;
}

export type ControlCommand = SetCommand | SendMessageCommand;
export type ControlReport = DoneMessage | MediaMessage | QualityMessage | ChatReceivedMessage;
