import { SoundMix } from "./mix-sound.ts";
import { isAllowedHere } from "./open-devices.ts";
import { classifyScreenError, createScreenOptions, type ScreenProblem } from "./screen-share.ts";

/** How long the page shows a failure. */
const SAY_PROBLEM_FOR_MS = 12_000;

type Share =
  /** `problem`: why the last attempt shared nothing, while the page shows it. */
  | { readonly name: "off"; readonly problem: ScreenProblem | null }
  /** The person chooses what to share. */
  | { readonly name: "choosing" }
  | {
      readonly name: "on";
      readonly stream: MediaStream;
      readonly track: MediaStreamTrack;
      /** Null where no sound is shared. */
      readonly mix: SoundMix | null;
    };

const OFF: Share = { name: "off", problem: null };

/** The shared screen, and its sound mixed with the microphone's. Stops with its signal. */
export class ScreenShare {
  readonly #onChange: () => void;
  #share: Share = OFF;
  #problemTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void, signal: AbortSignal) {
    this.#onChange = onChange;
    signal.addEventListener("abort", () => this.stop(), { once: true });
  }

  get track(): MediaStreamTrack | null {
    return this.#share.name === "on" ? this.#share.track : null;
  }

  /** The microphone and the shared sound in one track; null where no sound is shared. */
  get sound(): MediaStreamTrack | null {
    return this.#share.name === "on" ? (this.#share.mix?.track ?? null) : null;
  }

  get problem(): ScreenProblem | null {
    return this.#share.name === "off" ? this.#share.problem : null;
  }

  async start(): Promise<boolean> {
    if (this.#phase() !== "off") return false;
    this.#set({ name: "choosing" });
    const startMs = performance.now();
    try {
      const { mediaDevices } = navigator;
      const canRestrictOwnAudio = "restrictOwnAudio" in mediaDevices.getSupportedConstraints();
      this.#show(await mediaDevices.getDisplayMedia(createScreenOptions(canRestrictOwnAudio)));
    } catch (error) {
      const isAllowed = isAllowedHere("display-capture") ?? true;
      const problem = classifyScreenError(error, performance.now() - startMs, isAllowed);
      if (this.#phase() === "choosing") this.#set({ name: "off", problem });
    }
    return this.#phase() === "on";
  }

  stop(): void {
    this.#set(OFF);
  }

  /** Keeps the mix up to date with the microphone's current track. */
  mixWith(microphone: MediaStreamTrack | null): void {
    if (this.#share.name === "on") this.#share.mix?.setMicrophone(microphone);
  }

  #phase(): Share["name"] {
    return this.#share.name;
  }

  #show(stream: MediaStream): void {
    const [track] = stream.getVideoTracks();
    const [sound] = stream.getAudioTracks();
    // The call ended while the person was choosing.
    if (track === undefined || this.#phase() !== "choosing") {
      for (const each of stream.getTracks()) each.stop();
      return this.stop();
    }
    track.contentHint = "detail";
    track.addEventListener("ended", () => this.track === track && this.stop(), { once: true });
    this.#set({ name: "on", stream, track, mix: sound === undefined ? null : new SoundMix(sound) });
  }

  #set(next: Share): void {
    const before = this.#share;
    this.#share = next;
    clearTimeout(this.#problemTimer);
    if (before.name === "on") {
      for (const track of before.stream.getTracks()) track.stop();
      before.mix?.close();
    }
    if (next.name === "off" && next.problem !== null)
      this.#problemTimer = setTimeout(() => this.stop(), SAY_PROBLEM_FOR_MS);
    this.#onChange();
  }
}
