import { renderRing } from "./render-ring.ts";

/**
 * The ring tone, played by Web Audio in a loop of its own: a page in the background has no timers worth the
 * name. Lives as long as the page.
 */
export class RingTone {
  readonly #onBlocked: (blocked: boolean) => void;
  #context: AudioContext | null = null;
  #source: AudioBufferSourceNode | null = null;

  /** `onBlocked` hears whether the browser holds sound back until somebody clicks in the page. */
  constructor(onBlocked: (blocked: boolean) => void) {
    this.#onBlocked = onBlocked;
  }

  /** Gets ready to ring, so that a blocked sound is known before a call needs it. */
  prepare(): AudioContext {
    if (this.#context) return this.#context;
    const context = new AudioContext();
    this.#context = context;
    const report = (): void => this.#onBlocked(context.state !== "running");
    context.addEventListener("statechange", report);
    // A context that may sound is running at once or says so by `statechange`; else it stays suspended.
    void context.resume();
    setTimeout(report, 250);
    return context;
  }

  /** To be called in a click or key press: browsers let a page sound from then on. */
  async unblock(): Promise<void> {
    await this.prepare().resume();
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

  stop(): void {
    this.#source?.stop();
    this.#source?.disconnect();
    this.#source = null;
  }
}
