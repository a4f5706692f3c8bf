import { SoundMix } from "./mix-sound.ts";
import { isAllowedHere } from "./open-devices.ts";
import { classifyScreenError, createScreenOptions, type ScreenProblem } from "./screen-share.ts";

/** How long the page shows a failure. */
const SAY_PROBLEM_FOR_MS = 12_000;

/** The shared screen, and its sound mixed with the microphone's. Stops with its signal. */
export class ScreenShare {
  readonly #onChange: () => void;
  readonly #signal: AbortSignal;
  #track: MediaStreamTrack | null = null;
  #stream: MediaStream | null = null;
  #mix: SoundMix | null = null;
  #mixed: MediaStreamTrack | null = null;
  #problem: ScreenProblem | null = null;
  #isChoosing = false;
  #problemTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void, signal: AbortSignal) {
    this.#onChange = onChange;
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#end(null), { once: true });
  }

  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  /** The microphone and the shared sound in one track; null where no sound is shared. */
  get sound(): MediaStreamTrack | null {
    return this.#mix?.track ?? null;
  }

  get problem(): ScreenProblem | null {
    return this.#problem;
  }

  async start(): Promise<boolean> {
    if (this.#isChoosing || this.#track !== null) return false;
    this.#isChoosing = true;
    this.#end(null);
    const startMs = performance.now();
    try {
      const { mediaDevices } = navigator;
      const canRestrictOwnAudio = "restrictOwnAudio" in mediaDevices.getSupportedConstraints();
      this.#show(await mediaDevices.getDisplayMedia(createScreenOptions(canRestrictOwnAudio)));
    } catch (error) {
      const isAllowed = isAllowedHere("display-capture") ?? true;
      this.#end(classifyScreenError(error, performance.now() - startMs, isAllowed));
    } finally {
      this.#isChoosing = false;
    }
    return this.#track !== null;
  }

  stop(): void {
    this.#end(null);
  }

  /** Keeps the mix up to date with the microphone's current track. */
  mixWith(microphone: MediaStreamTrack | null): void {
    if (this.#mix === null || microphone === this.#mixed) return;
    this.#mixed = microphone;
    this.#mix.setMicrophone(microphone);
  }

  #show(stream: MediaStream): void {
    const [track] = stream.getVideoTracks();
    if (track === undefined || this.#signal.aborted) {
      for (const each of stream.getTracks()) each.stop();
      return;
    }
    track.contentHint = "detail";
    track.addEventListener("ended", () => this.#track === track && this.#end(null), { once: true });
    this.#stream = stream;
    this.#track = track;
    const [sound] = stream.getAudioTracks();
    if (sound !== undefined) this.#mix = new SoundMix(sound);
    this.#onChange();
  }

  #end(problem: ScreenProblem | null): void {
    clearTimeout(this.#problemTimer);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#mix?.close();
    this.#stream = null;
    this.#track = null;
    this.#mix = null;
    this.#mixed = null;
    this.#problem = problem;
    if (problem !== null && !this.#signal.aborted)
      this.#problemTimer = setTimeout(() => this.#end(null), SAY_PROBLEM_FOR_MS);
    this.#onChange();
  }
}
