import type { Preferences, SoundOutput } from "../model/desk-state.ts";
import { renderRing } from "./render-ring.ts";

interface WithSink {
  setSinkId(sinkId: string): Promise<void>;
}

/** Whether the ring tone can play on another device than the system's default. */
export const CAN_CHOOSE_OUTPUT: boolean =
  typeof AudioContext !== "undefined" && "setSinkId" in AudioContext.prototype;

/** How long a browser that may sound takes at most to begin. */
const SETTLING_MS = 500;

/**
 * The ring tone, played by Web Audio in a loop of its own: a page in the background has no timers worth the
 * name. Lives as long as the page.
 */
export class RingTone {
  readonly #onOutput: (output: SoundOutput) => void;
  #context: AudioContext | null = null;
  #gain: GainNode | null = null;
  #source: AudioBufferSourceNode | null = null;
  #test: AudioBufferSourceNode | null = null;
  #volume = 1;
  #outputId = "";

  /** `onOutput` hears whether a ring could be heard. */
  constructor(onOutput: (output: SoundOutput) => void) {
    this.#onOutput = onOutput;
  }

  /** Gets ready to ring, so that a blocked sound is known before a call needs it. */
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

  /** To be called in a click or key press: browsers let a page sound from then on. */
  unblock(): void {
    const context = this.prepare();
    void context.resume();
    this.#reportWhenSettled(context, "missing");
  }

  /** How loud it rings, in per cent, and on which device: the empty id is the system's default. */
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

  /** Plays one round, as a call would ring. */
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

  /** A device that is gone or refuses leaves the ring tone on the system's default, where it is heard. */
  #applyOutput(context: AudioContext & Partial<WithSink>): void {
    const { setSinkId } = context;
    if (!setSinkId) return;
    void setSinkId.call(context, this.#outputId).catch(() => setSinkId.call(context, ""));
  }

  /** A context that may sound says so by `statechange`; one that may not says nothing. */
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
