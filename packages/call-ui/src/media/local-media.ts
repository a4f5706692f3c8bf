import type { MediaState } from "@videoengager/protocol/signalling/signalling-socket";
import { Store } from "../store.ts";
import { type DeviceLists, listDevices, NO_DEVICES } from "./list-devices.ts";
import type { MediaProblem } from "./media-problem.ts";
import { type DeviceKind, type Opened, openBoth, openDevice } from "./open-devices.ts";

export interface SourceView {
  readonly track: MediaStreamTrack | null;
  /** What the person wants; a device that is wanted and absent has a problem. */
  readonly wanted: boolean;
  readonly asking: boolean;
  readonly problem: MediaProblem | null;
  /** Empty: whichever the browser takes. */
  readonly deviceId: string;
}

export interface LocalMediaView {
  readonly microphone: SourceView;
  readonly camera: SourceView;
  readonly screen: MediaStreamTrack | null;
  readonly devices: DeviceLists;
  readonly speakerId: string;
}

/** How long a camera that was turned off still sends black, so that no last picture stays on the other side. */
const BLACK_FOR_MS = 600;

const idle = (wanted: boolean): SourceView => ({
  track: null,
  wanted,
  asking: false,
  problem: null,
  deviceId: "",
});

/** This page's microphone, camera and screen. Lets go of all of them with its signal. */
export class LocalMedia {
  readonly view: Store<LocalMediaView>;
  readonly #signal: AbortSignal;

  constructor(wantsCamera: boolean, signal: AbortSignal) {
    this.#signal = signal;
    this.view = new Store<LocalMediaView>({
      microphone: idle(true),
      camera: idle(wantsCamera),
      screen: null,
      devices: NO_DEVICES,
      speakerId: "",
    });
    navigator.mediaDevices?.addEventListener?.("devicechange", () => void this.#refreshDevices(), { signal });
    signal.addEventListener("abort", () => this.#letGo(), { once: true });
  }

  /** What this side sends now. */
  get sending(): MediaState {
    const { microphone, camera, screen } = this.view.value;
    return {
      microphone: microphone.track !== null && microphone.wanted,
      camera: camera.track !== null && camera.wanted,
      screen: screen !== null,
    };
  }

  /** Asks for what is wanted, with one question. Resolves when it is answered, whatever the answer. */
  async open(): Promise<void> {
    const { microphone, camera } = this.view.value;
    if (!camera.wanted) return this.#open("microphone");
    this.#change("microphone", { asking: true, problem: null });
    this.#change("camera", { asking: true, problem: null });
    const opened = await openBoth({ microphone: microphone.deviceId, camera: camera.deviceId });
    this.#take("microphone", opened.microphone);
    this.#take("camera", opened.camera);
    await this.#refreshDevices();
  }

  /** Mutes or unmutes; a microphone that is not there is asked for. The muted microphone stays open, to be back at once. */
  async setMicrophone(on: boolean): Promise<void> {
    const { track } = this.view.value.microphone;
    if (track !== null) track.enabled = on;
    this.#change("microphone", { wanted: on });
    if (on && track === null) await this.#open("microphone");
  }

  /** Turns the camera on or off. One that is off is let go of, so that its light goes out. */
  async setCamera(on: boolean): Promise<void> {
    const { track } = this.view.value.camera;
    this.#change("camera", { wanted: on, ...(on ? {} : { problem: null }) });
    if (on && track === null) return this.#open("camera");
    if (track === null) return;
    track.enabled = on;
    if (on) return;
    setTimeout(() => {
      if (track.enabled || this.view.value.camera.track !== track) return;
      track.stop();
      this.#change("camera", { track: null });
    }, BLACK_FOR_MS);
  }

  /** Takes another device; one that cannot be opened leaves its problem behind. */
  async choose(kind: DeviceKind, deviceId: string): Promise<void> {
    this.#change(kind, { deviceId });
    if (this.view.value[kind].wanted || this.view.value[kind].track !== null) await this.#open(kind);
  }

  chooseSpeaker(speakerId: string): void {
    this.view.update({ speakerId });
  }

  /** Shows the screen until it is stopped, here or by the browser's own button. False where the person chose none. */
  async startScreen(): Promise<boolean> {
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: false });
      const [track] = stream.getVideoTracks();
      if (track === undefined) return false;
      if (this.#signal.aborted) {
        track.stop();
        return false;
      }
      track.contentHint = "detail";
      track.addEventListener("ended", () => this.stopScreen(), { signal: this.#signal, once: true });
      this.view.update({ screen: track });
      return true;
    } catch {
      return false;
    }
  }

  stopScreen(): void {
    this.view.value.screen?.stop();
    this.view.update({ screen: null });
  }

  async #open(kind: DeviceKind): Promise<void> {
    this.#change(kind, { asking: true, problem: null });
    this.#take(kind, await openDevice(kind, this.view.value[kind].deviceId));
    await this.#refreshDevices();
  }

  #take(kind: DeviceKind, { track, problem }: Opened): void {
    if (this.#signal.aborted) {
      track?.stop();
      return;
    }
    const before = this.view.value[kind];
    before.track?.stop();
    if (track === null) {
      this.#change(kind, { track, problem, asking: false });
      return;
    }
    track.enabled = before.wanted;
    track.addEventListener("ended", () => void this.#meetEnd(kind, track), { signal: this.#signal });
    const deviceId = track.getSettings().deviceId ?? before.deviceId;
    this.#change(kind, { track, problem, asking: false, deviceId });
  }

  /** A device that went away in use: another one takes its place where there is one. */
  async #meetEnd(kind: DeviceKind, track: MediaStreamTrack): Promise<void> {
    const source = this.view.value[kind];
    if (source.track !== track) return;
    this.#change(kind, { track: null, deviceId: "", problem: "unplugged" });
    const devices = await listDevices();
    const left = kind === "camera" ? devices.cameras : devices.microphones;
    if (!this.#signal.aborted && source.wanted && left.length > 0) await this.#open(kind);
    else await this.#refreshDevices();
  }

  async #refreshDevices(): Promise<void> {
    const devices = await listDevices();
    if (this.#signal.aborted) return;
    const { speakerId } = this.view.value;
    const speakerStays = devices.speakers.some(({ deviceId }) => deviceId === speakerId);
    this.view.update({ devices, speakerId: speakerStays ? speakerId : "" });
    for (const kind of ["microphone", "camera"] as const) {
      const source = this.view.value[kind];
      const choice = kind === "camera" ? devices.cameras : devices.microphones;
      // One that was missing and has been plugged in is what the person waits for.
      const isBack = source.problem === "missing" || source.problem === "unplugged";
      if (isBack && source.wanted && !source.asking && choice.length > 0) void this.#open(kind);
    }
  }

  #change(kind: DeviceKind, change: Partial<SourceView>): void {
    this.view.update({ [kind]: { ...this.view.value[kind], ...change } });
  }

  #letGo(): void {
    const { microphone, camera, screen } = this.view.value;
    for (const track of [microphone.track, camera.track, screen]) track?.stop();
    this.view.update({
      microphone: { ...microphone, track: null },
      camera: { ...camera, track: null },
      screen: null,
    });
  }
}
