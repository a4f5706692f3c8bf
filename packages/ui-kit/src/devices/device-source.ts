/**
 * The rules of one camera or microphone, without a browser: events in, a new state and effects out.
 *
 * - One request at a time, identified by a ticket. An outdated track is discarded, so no device stays on while the page
 *   shows it as off, and the last choice wins.
 * - A device is stopped before another one opens: phones cannot open two cameras. If the new one fails, the old one reopens.
 * - The person's choice survives unplugging: the device is used again when it is plugged in.
 */
import type { MediaProblem } from "./media-problem.ts";

export type DeviceKind = "microphone" | "camera";
export type Facing = "user" | "environment";

/** Which device to open. */
export interface DeviceTarget {
  /** Empty: the browser's default. */
  readonly deviceId: string;
  /** Set by the flip button: the camera on that side. */
  readonly facing: Facing | null;
}

/** The browser's settings for an open device. */
export interface OpenDevice {
  readonly deviceId: string;
  readonly groupId: string;
  /** Null if the browser doesn't say, for example on desktops. */
  readonly facing: Facing | null;
}

/**
 * - `off` nothing is open · `opening` requested · `on` live
 * - `muted` an open microphone that sends silence, for a fast unmute
 * - `stopping` a camera that sends black, so the other side doesn't keep the last frame
 * - `failed` wanted but unavailable: see `problem`
 */
export type SourcePhase = "off" | "opening" | "on" | "muted" | "stopping" | "failed";

export interface SourceState {
  readonly kind: DeviceKind;
  readonly phase: SourcePhase;
  /** What the person chose. */
  readonly target: DeviceTarget;
  /** The request that has not been answered. `chosen` is the target that it was made for. */
  readonly pending: { readonly ticket: number; readonly chosen: DeviceTarget } | null;
  readonly lastTicket: number;
  readonly open: OpenDevice | null;
  /** What to reopen if the device that was chosen cannot be opened. */
  readonly fallback: DeviceTarget | null;
  /** The person chose `target`, and it has not been saved yet. */
  readonly isNewChoice: boolean;
  readonly problem: MediaProblem | null;
  /** Why the device that was chosen last is not in use; the former one is. */
  readonly choiceProblem: MediaProblem | null;
  /** The browser's permission prompt is probably open. */
  readonly isAsking: boolean;
  /** The operating system, a shutter or a hardware switch silences the device. */
  readonly isSystemMuted: boolean;
  readonly listed: readonly string[];
  /** The devices that were listed when the last request failed. */
  readonly listedAtFailure: readonly string[] | null;
  readonly defaultGroupId: string | null;
}

export type SourceEvent =
  | { readonly type: "turnedOn" }
  | { readonly type: "turnedOff" }
  | { readonly type: "chosen"; readonly target: DeviceTarget }
  | { readonly type: "asked"; readonly ticket: number }
  | { readonly type: "opened"; readonly ticket: number; readonly device: OpenDevice }
  | { readonly type: "failed"; readonly ticket: number; readonly problem: MediaProblem }
  /** The track ended unexpectedly. `listed`: what is plugged in now. */
  | { readonly type: "ended"; readonly listed: readonly string[] }
  | { readonly type: "systemMuted"; readonly muted: boolean }
  /** `defaultGroupId`: the physical device behind the browser's "default" entry; null where there is none. */
  | {
      readonly type: "devicesChanged";
      readonly listed: readonly string[];
      readonly defaultGroupId: string | null;
    }
  | { readonly type: "blackSent" }
  | { readonly type: "closed" };

export type SourceEffect =
  | { readonly do: "open"; readonly ticket: number; readonly target: DeviceTarget }
  /** The track of that ticket becomes the live one. */
  | { readonly do: "adopt"; readonly ticket: number }
  /** Stop the track of that ticket. */
  | { readonly do: "discard"; readonly ticket: number }
  | { readonly do: "stopTrack" }
  | { readonly do: "setEnabled"; readonly enabled: boolean }
  | { readonly do: "startBlackTimer"; readonly afterMs: number }
  | { readonly do: "stopBlackTimer" }
  | { readonly do: "remember"; readonly target: DeviceTarget };

export interface SourceStep {
  readonly state: SourceState;
  readonly effects: readonly SourceEffect[];
}

/** How long a camera that was turned off sends black, in milliseconds. */
const BLACK_FOR_MS = 600;
const DEFAULT_TARGET: DeviceTarget = { deviceId: "", facing: null };

export function initialSource(kind: DeviceKind, deviceId: string): SourceState {
  return {
    kind,
    phase: "off",
    target: { ...DEFAULT_TARGET, deviceId },
    pending: null,
    lastTicket: 0,
    open: null,
    fallback: null,
    isNewChoice: false,
    problem: null,
    choiceProblem: null,
    isAsking: false,
    isSystemMuted: false,
    listed: [],
    listedAtFailure: null,
    defaultGroupId: null,
  };
}

/** Whether the other side receives sound or picture; a change of devices is not told as an interruption. */
export function isSending({ phase, isSystemMuted, fallback }: SourceState): boolean {
  return (phase === "on" && !isSystemMuted) || (phase === "opening" && fallback !== null);
}

/** Whether the person wants the device on, available or not. */
export function isWanted({ phase }: SourceState): boolean {
  return phase === "opening" || phase === "on" || phase === "failed";
}

const step = (state: SourceState, ...effects: readonly SourceEffect[]): SourceStep => ({ state, effects });

/** Requests `target`, or leaves that to the answer of the request that is pending. */
function request(state: SourceState, target: DeviceTarget, ...before: readonly SourceEffect[]): SourceStep {
  const next: SourceState = { ...state, phase: "opening", problem: null, open: null, isSystemMuted: false };
  if (state.pending !== null) return step(next, ...before);
  const ticket = state.lastTicket + 1;
  return step({ ...next, lastTicket: ticket, pending: { ticket, chosen: state.target } }, ...before, {
    do: "open",
    ticket,
    target,
  });
}

/** Replaces the live device by the one of `target`; the former one is what a failure goes back to. */
function replace(state: SourceState, target: DeviceTarget): SourceStep {
  const fallback = state.open === null ? null : { deviceId: state.open.deviceId, facing: null };
  return request({ ...state, fallback }, target, { do: "stopTrack" });
}

/** Stops a device that is open but silent; it opens anew when it is wanted. */
function drop(state: SourceState): SourceStep {
  return step({ ...state, phase: "off", open: null }, { do: "stopBlackTimer" }, { do: "stopTrack" });
}

type Handlers = {
  readonly [Type in SourceEvent["type"]]: (
    state: SourceState,
    event: Extract<SourceEvent, { type: Type }>,
  ) => SourceStep;
};

/** The next state and the effects of an event. */
export function stepSource(state: SourceState, event: SourceEvent): SourceStep {
  const handle = HANDLERS[event.type] as (state: SourceState, event: SourceEvent) => SourceStep;
  return handle(state, event);
}

const HANDLERS: Handlers = {
  turnedOn(state) {
    switch (state.phase) {
      case "off":
      case "failed":
        return request({ ...state, fallback: null }, state.target);
      case "muted":
      case "stopping":
        return step({ ...state, phase: "on" }, { do: "stopBlackTimer" }, { do: "setEnabled", enabled: true });
      default:
        return step(state);
    }
  },

  turnedOff(state) {
    const off: SourceState = {
      ...state,
      problem: null,
      choiceProblem: null,
      fallback: null,
      isAsking: false,
    };
    if (state.phase !== "on")
      return step(state.phase === "opening" || state.phase === "failed" ? { ...off, phase: "off" } : state);
    const mute: SourceEffect = { do: "setEnabled", enabled: false };
    return state.kind === "microphone"
      ? step({ ...off, phase: "muted" }, mute)
      : step({ ...off, phase: "stopping" }, mute, { do: "startBlackTimer", afterMs: BLACK_FOR_MS });
  },

  chosen(state, { target }) {
    const next: SourceState = { ...state, target, isNewChoice: true, choiceProblem: null };
    switch (state.phase) {
      case "on":
        return replace(next, target);
      case "muted":
      case "stopping":
        return drop(next);
      case "failed":
        return request(next, target);
      default:
        return step(next);
    }
  },

  asked: (state, { ticket }) => step({ ...state, isAsking: state.pending?.ticket === ticket }),

  opened(state, { ticket, device }) {
    const answered: SourceState = { ...state, pending: null, isAsking: false };
    const discard: SourceEffect = { do: "discard", ticket };
    if (state.pending?.ticket !== ticket) return step(state, discard);
    if (state.phase !== "opening") return step(answered, discard);
    if (state.pending.chosen !== state.target) return request(answered, state.target, discard);
    const saves = state.isNewChoice && state.choiceProblem === null;
    return step(
      { ...answered, phase: "on", open: device, fallback: null, isNewChoice: false },
      { do: "adopt", ticket },
      ...(saves ? [{ do: "remember", target: state.target } as const] : []),
    );
  },

  failed(state, { ticket, problem }) {
    if (state.pending?.ticket !== ticket) return step(state);
    const answered: SourceState = { ...state, pending: null, isAsking: false };
    if (state.phase !== "opening") return step(answered);
    if (state.pending.chosen !== state.target) return request(answered, state.target);
    const { fallback } = state;
    if (fallback !== null)
      return request({ ...answered, target: fallback, fallback: null, choiceProblem: problem }, fallback);
    return step({ ...answered, phase: "failed", problem, listedAtFailure: state.listed });
  },

  ended(state, { listed }) {
    const without: SourceState = { ...state, open: null, listed, isSystemMuted: false };
    if (state.phase === "muted" || state.phase === "stopping")
      return step({ ...without, phase: "off" }, { do: "stopBlackTimer" }, { do: "stopTrack" });
    if (state.phase !== "on") return step(state);
    if (listed.length > 0) return request(without, DEFAULT_TARGET, { do: "stopTrack" });
    return step(
      { ...without, phase: "failed", problem: "unplugged", listedAtFailure: listed },
      { do: "stopTrack" },
    );
  },

  systemMuted: (state, { muted }) => step({ ...state, isSystemMuted: muted && state.open !== null }),

  devicesChanged(state, { listed, defaultGroupId }) {
    const next: SourceState = { ...state, listed, defaultGroupId };
    const { deviceId } = state.target;
    const cameBack =
      state.open !== null &&
      deviceId !== "" &&
      deviceId !== state.open.deviceId &&
      listed.includes(deviceId) &&
      !state.listed.includes(deviceId);
    const isOutdated = cameBack || followsOtherDefault(state, defaultGroupId);
    if (state.phase === "on" && isOutdated) return replace(next, state.target);
    if (state.phase === "muted" && isOutdated) return drop(next);
    if (state.phase === "failed" && mayHelp(state, listed)) return request(next, state.target);
    return step(next);
  },

  blackSent: (state) => (state.phase === "stopping" ? drop(state) : step(state)),

  closed: (state) =>
    step({ ...state, phase: "off", open: null }, { do: "stopBlackTimer" }, { do: "stopTrack" }),
};

/** The person left the choice to the system, and the system chose another device. */
function followsOtherDefault(
  { target, open, defaultGroupId: before }: SourceState,
  now: string | null,
): boolean {
  if (target.facing !== null || (target.deviceId !== "" && target.deviceId !== "default")) return false;
  return open !== null && now !== null && before !== null && now !== before && now !== open.groupId;
}

/** Whether other devices are plugged in than when it failed; a device that cannot be opened must not be requested for ever. */
function mayHelp({ problem, listedAtFailure }: SourceState, listed: readonly string[]): boolean {
  if (problem !== "missing" && problem !== "unplugged" && problem !== "busy") return false;
  const isSame =
    listedAtFailure !== null &&
    listed.length === listedAtFailure.length &&
    listed.every((id, i) => id === listedAtFailure[i]);
  return listed.length > 0 && !isSame;
}
