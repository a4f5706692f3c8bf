import type { Preferences, SoundOutput } from "../model/desk-state.ts";
import { renderRing } from "./render-ring.ts";

interface WithSink {
  setSinkId(sinkId: string): Promise<void>;
}

/** Whether the ring tone can play on another device than the system's default. */
export const CAN_CHOOSE_OUTPUT: boolean =
  typeof AudioContext !== "undefined" && "setSinkId" in AudioContext.prototype;

/** A browser that allows sound starts it within this time. */
const SETTLING_MS = 500;

/**
 * The ring tone. Web Audio repeats it, because browsers throttle the timers of a page in the background. Lives as long as
 * the page.
 */
export class RingTone {
  readonly #onOutput: (output: SoundOutput) => void;
  #context: AudioContext | null = null;
  #gain: GainNode | null = null;
  #source: AudioBufferSourceNode | null = null;
  #test: AudioBufferSourceNode | null = null;
  #volume = 1;
  #outputId = "";

  /** @param onOutput is called with whether the browser plays sound */
  constructor(onOutput: (output: SoundOutput) => void) {
    this.#onOutput = onOutput;
  }

  /** Opens the sound output, which shows whether the browser blocks sound before a call rings. */
  prepare(): AudioContext {
    if (this.#context) return this.#context;
    const context = new AudioContext();
    this.#context = context;
    this.#gain = context.createGain();
    this.#gain.gain.value = this.#volume;
    this.#gain.connect(context.destination);
    this.#applyOutput(context);
    context.addEventListener("statechange", () => {
      if (context.state === "running") this.#onOutput("works");
    });
    void context.resume();
    this.#reportWhenSettled(context, "held-back");
    return context;
  }

  /** Call it in the handler of a click or key press: browsers unblock sound only there. */
  unblock(): void {
    const context = this.prepare();
    void context.resume();
    this.#reportWhenSettled(context, "missing");
  }

  /** Sets the volume in percent and the output device; an empty id is the system's default. */
  configure({ ringVolume, ringOutputId }: Pick<Preferences, "ringVolume" | "ringOutputId">): void {
    this.#volume = ringVolume / 100;
    if (this.#gain) this.#gain.gain.value = this.#volume;
    if (this.#outputId === ringOutputId) return;
    this.#outputId = ringOutputId;
    if (this.#context) this.#applyOutput(this.#context);
  }

  start(): void {
    this.#stopTest();
    this.#source ??= this.#play({ isLoop: true });
  }

  /** Plays the ring tone once. */
  test(): void {
    this.unblock();
    this.#stopTest();
    if (!this.#source) this.#test = this.#play({ isLoop: false });
  }

  #play({ isLoop }: { readonly isLoop: boolean }): AudioBufferSourceNode {
    const context = this.prepare();
    const samples = renderRing(context.sampleRate);
    const buffer = context.createBuffer(1, samples.length, context.sampleRate);
    buffer.copyToChannel(samples, 0);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.loop = isLoop;
    source.connect(this.#gain ?? context.destination);
    source.start();
    return source;
  }

  #stopTest(): void {
    this.#test?.stop();
    this.#test = null;
  }

  /** Falls back to the system's default if the device is unplugged or refuses. */
  #applyOutput(context: AudioContext & Partial<WithSink>): void {
    const { setSinkId } = context;
    if (!setSinkId) return;
    void setSinkId.call(context, this.#outputId).catch(() => setSinkId.call(context, ""));
  }

  /** An allowed context fires `statechange`; a blocked one fires nothing. */
  #reportWhenSettled(context: AudioContext, otherwise: SoundOutput): void {
    setTimeout(() => {
      if (context.state !== "running") this.#onOutput(otherwise);
    }, SETTLING_MS);
  }

  stop(): void {
    this.#source?.stop();
    this.#source?.disconnect();
    this.#source = null;
  }
}
