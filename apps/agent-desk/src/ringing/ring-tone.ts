import type { SoundOutput } from "../model/desk-state.ts";
import { renderRing } from "./render-ring.ts";

/** How long a browser that may sound takes at most to begin. */
const SETTLING_MS = 500;

/**
 * The ring tone, played by Web Audio in a loop of its own: a page in the background has no timers worth the
 * name. Lives as long as the page.
 */
export class RingTone {
  readonly #onOutput: (output: SoundOutput) => void;
  #context: AudioContext | null = null;
  #source: AudioBufferSourceNode | null = null;

  /** `onOutput` hears whether a ring could be heard. */
  constructor(onOutput: (output: SoundOutput) => void) {
    this.#onOutput = onOutput;
  }

  /** Gets ready to ring, so that a blocked sound is known before a call needs it. */
  prepare(): AudioContext {
    if (this.#context) return this.#context;
    const context = new AudioContext();
    this.#context = context;
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

  start(): void {
    if (this.#source) return;
    const context = this.prepare();
    const samples = renderRing(context.sampleRate);
    const buffer = context.createBuffer(1, samples.length, context.sampleRate);
    buffer.copyToChannel(samples, 0);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.loop = true;
    source.connect(context.destination);
    source.start();
    this.#source = source;
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
