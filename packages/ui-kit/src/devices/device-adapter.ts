/** Runs the rules of one camera or microphone in the browser: tracks, timers and events of the tracks. */
import {
  type DeviceKind,
  type DeviceTarget,
  initialSource,
  type SourceEffect,
  type SourceEvent,
  type SourceState,
  stepSource,
} from "./device-source.ts";
import type { Opened } from "./open-devices.ts";
import { queryPermission } from "./query-permission.ts";

interface DeviceAdapterDeps {
  readonly open: (kind: DeviceKind, target: DeviceTarget) => Promise<Opened>;
  /** The ids of the devices of this kind that are plugged in now. */
  readonly list: (kind: DeviceKind) => Promise<readonly string[]>;
  readonly onRemember: (kind: DeviceKind, choice: { deviceId: string; label: string }) => void;
  readonly onChange: () => void;
}

/** A request that takes longer probably waits at a permission prompt. Opening a device is faster. */
const PROMPT_AFTER_MS = 700;

/** What the encoder should keep when it has to save. */
const CONTENT_HINTS: Readonly<Record<DeviceKind, string>> = { microphone: "speech", camera: "motion" };

export class DeviceAdapter {
  #state: SourceState;
  #track: MediaStreamTrack | null = null;
  readonly #kind: DeviceKind;
  readonly #deps: DeviceAdapterDeps;
  readonly #arrived = new Map<number, MediaStreamTrack>();
  #listeners = new AbortController();
  #blackTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(kind: DeviceKind, deviceId: string, deps: DeviceAdapterDeps) {
    this.#kind = kind;
    this.#deps = deps;
    this.#state = initialSource(kind, deviceId);
  }

  get state(): SourceState {
    return this.#state;
  }

  /** The live track; silent or black while it is muted or stopping. */
  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  dispatch(event: SourceEvent): void {
    const { state, effects } = stepSource(this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    this.#deps.onChange();
  }

  #perform(effect: SourceEffect): void {
    switch (effect.do) {
      case "open":
        return void this.#open(effect.ticket, effect.target);
      case "adopt":
        return this.#adopt(effect.ticket);
      case "discard":
        this.#arrived.get(effect.ticket)?.stop();
        this.#arrived.delete(effect.ticket);
        return;
      case "stopTrack":
        this.#listeners.abort();
        this.#track?.stop();
        this.#track = null;
        return;
      case "setEnabled":
        if (this.#track !== null) this.#track.enabled = effect.enabled;
        return;
      case "startBlackTimer":
        this.#blackTimer = setTimeout(() => this.dispatch({ type: "blackSent" }), effect.afterMs);
        return;
      case "stopBlackTimer":
        return clearTimeout(this.#blackTimer);
      case "remember":
        return this.#remember(effect.target);
    }
  }

  async #open(ticket: number, target: DeviceTarget): Promise<void> {
    const stopWatching = this.#watchPrompt(ticket);
    const { track, problem } = await this.#deps.open(this.#kind, target);
    stopWatching();
    if (track === null) return this.dispatch({ type: "failed", ticket, problem });
    this.#arrived.set(ticket, track);
    const { deviceId = "", groupId = "", facingMode } = track.getSettings();
    const facing = facingMode === "user" || facingMode === "environment" ? facingMode : null;
    this.dispatch({ type: "opened", ticket, device: { deviceId, groupId, facing } });
  }

  #adopt(ticket: number): void {
    const track = this.#arrived.get(ticket);
    this.#arrived.delete(ticket);
    if (track === undefined) return;
    track.contentHint = CONTENT_HINTS[this.#kind];
    this.#track = track;
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    track.addEventListener("ended", () => void this.#reportEnd(signal), { signal });
    for (const type of ["mute", "unmute"] as const)
      track.addEventListener(type, () => this.dispatch({ type: "systemMuted", muted: track.muted }), {
        signal,
      });
    if (track.muted) queueMicrotask(() => this.dispatch({ type: "systemMuted", muted: track.muted }));
  }

  async #reportEnd(signal: AbortSignal): Promise<void> {
    const listed = await this.#deps.list(this.#kind);
    if (!signal.aborted) this.dispatch({ type: "ended", listed });
  }

  #remember({ facing }: DeviceTarget): void {
    // The next call starts with the front camera again.
    if (facing !== null || this.#track === null) return;
    const { deviceId = "" } = this.#track.getSettings();
    this.#deps.onRemember(this.#kind, { deviceId, label: this.#track.label });
  }

  /** Reports when the browser probably shows its permission prompt; never where the permission is granted. */
  #watchPrompt(ticket: number): () => void {
    const report = (): void => this.dispatch({ type: "asked", ticket });
    const timer = setTimeout(report, PROMPT_AFTER_MS);
    let isOver = false;
    void queryPermission(this.#kind).then((state) => {
      if (state === "granted") clearTimeout(timer);
      if (state === "prompt" && !isOver) report();
      return undefined;
    });
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }
}
