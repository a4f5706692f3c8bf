import { Store } from "../store.ts";
import { DeviceAdapter } from "./device-adapter.ts";
import {
  type DeviceKind,
  type DeviceTarget,
  type Facing,
  isSending,
  isWanted,
  type SourceEvent,
  type SourcePhase,
} from "./device-source.ts";
import { type DeviceChoice, type DeviceLists, listDevices, NO_DEVICES } from "./list-devices.ts";
import type { MediaProblem } from "./media-problem.ts";
import { type DeviceRequest, type Opened, openBoth, openDevice } from "./open-devices.ts";
import { findRemembered, recallDevices, rememberDevice } from "./remember-devices.ts";
import { ScreenShare } from "./screen-adapter.ts";
import type { ScreenProblem } from "./screen-share.ts";
import { watchMutedSpeech } from "./watch-muted-speech.ts";

export interface SourceView {
  /** The track to send: the device, mixed with the sound of a shared screen. Null: nothing is sent. */
  readonly track: MediaStreamTrack | null;
  readonly phase: SourcePhase;
  /** Whether the person wants it on, available or not. */
  readonly wanted: boolean;
  /** The browser's permission prompt is probably open. */
  readonly asking: boolean;
  readonly problem: MediaProblem | null;
  /** Why the device that was chosen last is not in use. */
  readonly choiceProblem: MediaProblem | null;
  /** Empty: the browser's default. */
  readonly deviceId: string;
  readonly facing: Facing | null;
  /** Silenced or blacked out by the system, a shutter or a hardware switch. */
  readonly systemMuted: boolean;
}

/** What this page sends now. */
export interface SentMedia {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
}

export interface LocalMediaView {
  readonly microphone: SourceView;
  readonly camera: SourceView;
  readonly screen: MediaStreamTrack | null;
  readonly screenProblem: ScreenProblem | null;
  readonly devices: DeviceLists;
  readonly speakerId: string;
  /** The speaker that was chosen last could not be used. */
  readonly speakerRefused: boolean;
  /** The person speaks, and the microphone is muted. */
  readonly speaksMuted: boolean;
  /** There is a camera on the phone's other side. */
  readonly canFlip: boolean;
}

interface Speaker {
  /** Empty: the browser's default. */
  readonly id: string;
  /** What was used before it. */
  readonly before: string;
  /** The one that was chosen last could not be used. */
  readonly refused: boolean;
}

const KINDS = ["microphone", "camera"] as const;
const LIST = { microphone: "microphones", camera: "cameras" } as const;

/** This page's microphone, camera, screen and choice of speaker. Everything stops with its signal. */
export class LocalMedia {
  readonly view: Store<LocalMediaView>;
  readonly #signal: AbortSignal;
  readonly #sources: Readonly<Record<DeviceKind, DeviceAdapter>>;
  readonly #screen: ScreenShare;
  /** What the first `open()` turns on. */
  readonly #startsOn: Set<DeviceKind>;
  readonly #waiting = new Map<
    DeviceKind,
    { readonly request: DeviceRequest; readonly resolve: (o: Opened) => void }
  >();
  #devices: DeviceLists = NO_DEVICES;
  #speaker: Speaker;
  #speaksMuted = false;
  #mutedWatch: { readonly track: MediaStreamTrack; readonly lifetime: AbortController } | null = null;

  /** @param wantsCamera whether the first {@link open} includes the camera */
  constructor(wantsCamera: boolean, signal: AbortSignal) {
    this.#signal = signal;
    this.#startsOn = new Set(wantsCamera ? KINDS : ["microphone"]);
    const remembered = recallDevices();
    const adapter = (kind: DeviceKind): DeviceAdapter =>
      new DeviceAdapter(kind, remembered[kind]?.deviceId ?? "", {
        open: (which, target) => this.#request(which, target),
        list: async (which) => (await listDevices()).plugged[which],
        onRemember: rememberDevice,
        onChange: () => this.#render(),
      });
    this.#speaker = { id: remembered.speaker?.deviceId ?? "", before: "", refused: false };
    this.#sources = { microphone: adapter("microphone"), camera: adapter("camera") };
    this.#screen = new ScreenShare(() => this.#render(), signal);
    this.view = new Store(this.#describe());
    const refresh = (): void => void this.#refreshDevices();
    navigator.mediaDevices?.addEventListener?.("devicechange", refresh, { signal });
    signal.addEventListener("abort", () => this.#close(), { once: true });
  }

  get sending(): SentMedia {
    const { microphone, camera } = this.#sources;
    return {
      microphone: isSending(microphone.state),
      camera: isSending(camera.state),
      screen: this.#screen.track !== null,
    };
  }

  /**
   * Opens the initial devices, or on later calls the failed ones, with one permission prompt. Resolves when the prompt is
   * answered or the request fails.
   */
  async open(): Promise<void> {
    await this.#refreshDevices();
    for (const kind of KINDS)
      if (this.#startsOn.delete(kind) || this.#sources[kind].state.phase === "failed")
        this.#steer(kind, { type: "turnedOn" });
    await this.#settled();
    await this.#refreshDevices();
  }

  /** Mutes or unmutes; a microphone that failed is requested again. */
  async setMicrophone(on: boolean): Promise<void> {
    return this.#turn("microphone", on);
  }

  /** Turns the camera on or off. Off means closed: its light goes out. */
  async setCamera(on: boolean): Promise<void> {
    return this.#turn("camera", on);
  }

  /** Switches to another device, and back to the previous one if it fails. */
  async choose(kind: DeviceKind, deviceId: string): Promise<void> {
    this.#steer(kind, { type: "chosen", target: { deviceId, facing: null } });
    await this.#settled();
    await this.#refreshDevices();
  }

  /** Changes to the camera on the phone's other side. */
  async flipCamera(): Promise<void> {
    const facing = this.#sources.camera.state.open?.facing === "environment" ? "user" : "environment";
    this.#steer("camera", { type: "chosen", target: { deviceId: "", facing } });
    await this.#settled();
  }

  chooseSpeaker(speakerId: string): void {
    this.#useSpeaker({ id: speakerId, before: this.#speaker.id, refused: false });
  }

  /** Reports that `setSinkId` refused the speaker. The previous one is used again, also in the next call. */
  speakerFailed(speakerId: string): void {
    if (speakerId !== this.#speaker.id || speakerId === "") return;
    this.#useSpeaker({ id: this.#speaker.before, before: "", refused: true });
  }

  #useSpeaker(speaker: Speaker): void {
    this.#speaker = speaker;
    const listed = this.#devices.speakers.find(({ deviceId }) => deviceId === speaker.id);
    rememberDevice("speaker", listed ?? { deviceId: speaker.id, label: "" });
    this.#render();
  }

  /** Shares a screen until it is stopped, here or by the browser's button. Resolves to false if nothing is shared. */
  startScreen(): Promise<boolean> {
    return this.#screen.start();
  }

  stopScreen(): void {
    this.#screen.stop();
  }

  async #turn(kind: DeviceKind, on: boolean): Promise<void> {
    this.#startsOn.delete(kind);
    this.#steer(kind, { type: on ? "turnedOn" : "turnedOff" });
    await this.#settled();
    if (on) await this.#refreshDevices();
  }

  /** What is wanted of a device. After the end, nothing opens any more. */
  #steer(kind: DeviceKind, event: SourceEvent): void {
    if (!this.#signal.aborted) this.#sources[kind].dispatch(event);
  }

  /** Requests of the same moment share one permission prompt. */
  #request(kind: DeviceKind, target: DeviceTarget): Promise<Opened> {
    const isListed = this.#devices[LIST[kind]].some(({ deviceId }) => deviceId === target.deviceId);
    return new Promise((resolve) => {
      this.#waiting.set(kind, { request: { target, isListed }, resolve });
      queueMicrotask(() => void this.#flushRequests());
    });
  }

  async #flushRequests(): Promise<void> {
    const microphone = this.#waiting.get("microphone");
    const camera = this.#waiting.get("camera");
    this.#waiting.clear();
    if (microphone !== undefined && camera !== undefined) {
      const both = await openBoth({ microphone: microphone.request, camera: camera.request });
      microphone.resolve(both.microphone);
      camera.resolve(both.camera);
      return;
    }
    if (microphone !== undefined) microphone.resolve(await openDevice("microphone", microphone.request));
    if (camera !== undefined) camera.resolve(await openDevice("camera", camera.request));
  }

  /** Resolves when nothing is being opened. */
  #settled(): Promise<void> {
    const isOpening = (): boolean =>
      !this.#signal.aborted && KINDS.some((kind) => this.#sources[kind].state.phase === "opening");
    return new Promise((resolve) => {
      if (!isOpening()) return resolve();
      const stop = this.view.subscribe(() => {
        if (isOpening()) return;
        stop();
        resolve();
      });
    });
  }

  async #refreshDevices(): Promise<void> {
    const devices = await listDevices();
    if (this.#signal.aborted) return;
    this.#devices = devices;
    const remembered = recallDevices();
    for (const kind of KINDS) {
      const list = devices[LIST[kind]];
      const defaultGroupId = list.find(({ deviceId }) => deviceId === "default")?.groupId ?? null;
      this.#sources[kind].dispatch({ type: "devicesChanged", listed: devices.plugged[kind], defaultGroupId });
      this.#adoptRenamed(kind, findRemembered(remembered[kind], list));
    }
    const speaker = findRemembered(remembered.speaker, devices.speakers);
    if (!this.#speaker.refused) this.#speaker = { ...this.#speaker, id: speaker?.deviceId ?? "" };
    this.#render();
  }

  /** The browser gave the remembered device another id. */
  #adoptRenamed(kind: DeviceKind, found: DeviceChoice | null): void {
    const { target, listed } = this.#sources[kind].state;
    if (
      found === null ||
      target.facing !== null ||
      target.deviceId === "" ||
      listed.includes(target.deviceId)
    )
      return;
    const renamed = { deviceId: found.deviceId, facing: null };
    if (renamed.deviceId !== target.deviceId)
      this.#sources[kind].dispatch({ type: "chosen", target: renamed });
  }

  #render(): void {
    this.#screen.mixWith(this.#sources.microphone.track);
    this.#watchMutedSpeech();
    this.view.set(this.#describe());
  }

  #watchMutedSpeech(): void {
    const { state, track } = this.#sources.microphone;
    const watched = state.phase === "muted" ? track : null;
    if (watched === (this.#mutedWatch?.track ?? null)) return;
    this.#mutedWatch?.lifetime.abort();
    this.#mutedWatch = null;
    this.#speaksMuted = false;
    if (watched === null) return;
    const lifetime = new AbortController();
    this.#mutedWatch = { track: watched, lifetime };
    const onChange = (speaks: boolean): void => {
      this.#speaksMuted = speaks;
      this.#render();
    };
    watchMutedSpeech(watched, onChange, lifetime.signal);
  }

  #describe(): LocalMediaView {
    const { microphone, camera } = this.#sources;
    const cameraView = this.#describeSource("camera", camera.track);
    return {
      microphone: this.#describeSource("microphone", this.#screen.sound ?? microphone.track),
      camera: cameraView,
      screen: this.#screen.track,
      screenProblem: this.#screen.problem,
      devices: this.#devices,
      speakerId: this.#speaker.id,
      speakerRefused: this.#speaker.refused,
      speaksMuted: this.#speaksMuted,
      canFlip: cameraView.facing !== null && this.#devices.cameras.length > 1,
    };
  }

  #describeSource(kind: DeviceKind, track: MediaStreamTrack | null): SourceView {
    const { state } = this.#sources[kind];
    return {
      track,
      phase: state.phase,
      wanted: isWanted(state) || this.#startsOn.has(kind),
      asking: state.isAsking,
      problem: state.problem,
      choiceProblem: state.choiceProblem,
      deviceId: state.open?.deviceId ?? state.target.deviceId,
      facing: state.open?.facing ?? null,
      systemMuted: state.isSystemMuted,
    };
  }

  #close(): void {
    this.#mutedWatch?.lifetime.abort();
    for (const kind of KINDS) this.#sources[kind].dispatch({ type: "closed" });
  }
}
