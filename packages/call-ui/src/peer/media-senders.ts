import { SLOTS, type Slot } from "./peer-link-options.ts";
import { sendKeyFrame } from "./send-key-frame.ts";
import { applySending, type SendingPolicy } from "./sending-policy.ts";

/** What this side sends over one connection, and how. Nothing that a microphone or camera delivers leaves the page before {@link publish}. */
export class MediaSenders {
  readonly #onError: (cause: unknown) => void;
  readonly #tracks = new Map<Slot, MediaStreamTrack | null>();
  #senders: readonly RTCRtpSender[] = [];
  #policy: SendingPolicy | null = null;
  #publishes = false;

  constructor(onError: (cause: unknown) => void) {
    this.#onError = onError;
  }

  /** The connection's senders are known. */
  get isReady(): boolean {
    return this.#senders.length > 0;
  }

  /** The connection's senders, one for each slot. Tracks that were set before go into them. */
  use(senders: readonly RTCRtpSender[]): void {
    this.#senders = senders;
    for (const slot of SLOTS) this.#putTrack(slot);
  }

  setTrack(slot: Slot, track: MediaStreamTrack | null): void {
    this.#tracks.set(slot, track);
    this.#putTrack(slot);
  }

  publish(on: boolean): void {
    this.#publishes = on;
    for (const slot of SLOTS) this.#putTrack(slot);
    this.applyPolicy();
  }

  setPolicy(policy: SendingPolicy): void {
    this.#policy = policy;
    this.applyPolicy();
  }

  /** Again after a negotiation: a sender takes no settings before its first one. */
  applyPolicy(): void {
    const policy = this.#policy;
    if (policy === null || !this.#publishes) return;
    SLOTS.forEach((slot, index) => {
      const sender = this.#senders[index];
      if (sender !== undefined) applySending(sender, policy[slot]).catch(this.#onError);
    });
  }

  sendKeyFrames(): void {
    for (const sender of this.#senders) sendKeyFrame(sender).catch(this.#onError);
  }

  #putTrack(slot: Slot): void {
    const sender = this.#senders[SLOTS.indexOf(slot)];
    const track = this.#publishes ? (this.#tracks.get(slot) ?? null) : null;
    if (sender === undefined || sender.track === track) return;
    sender.replaceTrack(track).catch(this.#onError);
  }
}
