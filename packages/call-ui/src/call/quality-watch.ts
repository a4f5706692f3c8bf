import {
  MAX_STATS_SAMPLES,
  type MediaState,
  STATS_INTERVAL_MS,
  type StatsMessage,
  type StatsSample,
} from "@videoengager/protocol/signalling/signalling-socket";
import { Store } from "@videoengager/ui-kit/store";
import type { PeerLink } from "../peer/peer-link.ts";
import { readTraffic, type Traffic } from "../peer/read-traffic.ts";
import { sendingPolicy } from "../peer/sending-policy.ts";
import { rememberUploadKbps } from "../peer/start-bitrate.ts";
import { isOnTrial, PICTURE_SENT, type PictureState, stepPicture } from "./picture-pause.ts";
import {
  compareTraffic,
  type Quality,
  type QualityReason,
  rateQuality,
  settleQuality,
  type TrafficChange,
} from "./rate-quality.ts";

interface Links {
  link(peer: string): Pick<PeerLink, "getStats"> | undefined;
  setPolicy(policy: ReturnType<typeof sendingPolicy>): void;
}

export interface QualityWatchOptions {
  readonly mesh: Links;
  /** The party whose connection is rated; undefined while none is connected. */
  readonly mainPeer: () => string | undefined;
  readonly seesCamera: () => boolean;
  /** What this side sends. */
  readonly sending: () => MediaState;
  /** The path is silent, or was until now. */
  readonly recovering: () => boolean;
  readonly onPicture: (paused: boolean) => void;
  readonly sendStats: (message: StatsMessage) => void;
  readonly signal: AbortSignal;
}

const POLL_STATS_MS = 1_000;
/** A rating needs more than a second's packets. */
const RATE_EVERY = 2;
const SAMPLE_EVERY: number = STATS_INTERVAL_MS / POLL_STATS_MS;
const SEND_SAMPLES_AT = 6;

/** Polls the connection's statistics: rates it, adapts what is sent, and collects the samples that the platform keeps. */
export class QualityWatch {
  readonly quality: Store<Quality> = new Store<Quality>("unknown");
  readonly reason: Store<QualityReason> = new Store<QualityReason>(null);
  readonly #options: QualityWatchOptions;
  #peer: string | undefined;
  #latest: Traffic | null = null;
  #rated: Traffic | null = null;
  #sampled: Traffic | null = null;
  #polls = 0;
  #lastQuality: Quality = "unknown";
  #picture: PictureState = PICTURE_SENT;
  #samples: StatsSample[] = [];

  constructor(options: QualityWatchOptions) {
    this.#options = options;
    this.updatePolicy();
    const timer = setInterval(() => void this.#pollStats(), POLL_STATS_MS);
    options.signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  }

  /** A connection that was closed; the next one begins its counters at zero. */
  forget(peer: string): void {
    if (this.#peer === peer) this.#start(undefined);
  }

  /** Sends the samples that wait; before the socket closes. */
  flush(): void {
    if (this.#samples.length > 0)
      this.#options.sendStats({
        samples: this.#samples.slice(-MAX_STATS_SAMPLES),
        relayed: this.#sampled?.relayed ?? null,
      });
    this.#samples = [];
  }

  /** Configures the senders for the current link and the current media. */
  updatePolicy(): void {
    const { sending, mesh } = this.#options;
    const { camera, screen } = sending();
    const measured = camera || screen ? (this.#latest?.availableKbps ?? null) : null;
    mesh.setPolicy(
      sendingPolicy({
        sharing: screen,
        availableKbps: measured,
        loss: this.#latest?.lossThere ?? 0,
        roundTripMs: this.#latest?.roundTripMs ?? null,
        paused: this.#picture.paused,
        recovering: this.#options.recovering(),
        trying: isOnTrial(this.#picture, this.#latest?.atMs ?? 0),
      }),
    );
  }

  #start(peer: string | undefined): void {
    this.#peer = peer;
    this.#latest = null;
    this.#rated = null;
    this.#sampled = null;
    this.#lastQuality = "unknown";
    this.quality.set("unknown");
    this.reason.set(null);
  }

  async #pollStats(): Promise<void> {
    const peer = this.#options.mainPeer();
    if (peer === undefined) return;
    if (peer !== this.#peer) this.#start(peer);
    const report = await this.#options.mesh.link(peer)?.getStats();
    if (report === undefined || this.#peer !== peer || this.#options.signal.aborted) return;
    const now = readTraffic(report, performance.now());
    this.#latest = now;
    this.#polls += 1;
    if (this.#polls % RATE_EVERY === 0) this.#rate(now);
    if (this.#polls % SAMPLE_EVERY === 0) this.#sample(now);
    this.#adapt(now);
  }

  #rate(now: Traffic): void {
    if (this.#rated !== null) {
      const { quality, reason } = rateQuality(compareTraffic(this.#rated, now), this.#options.seesCamera());
      const shown = settleQuality(this.quality.value, this.#lastQuality, quality);
      this.quality.set(shown);
      if (shown === quality) this.reason.set(reason);
      this.#lastQuality = quality;
    }
    this.#rated = now;
  }

  #sample(now: Traffic): void {
    if (this.#sampled !== null) this.#samples.push(sampleOf(compareTraffic(this.#sampled, now)));
    this.#sampled = now;
    const { availableKbps } = now;
    // Without a picture the estimate is useless: it doesn't grow beyond what is sent.
    if (this.#options.sending().camera && !this.#picture.paused && availableKbps !== null)
      rememberUploadKbps(availableKbps);
    if (this.#samples.length >= SEND_SAMPLES_AT) this.flush();
  }

  #adapt(now: Traffic): void {
    const { camera } = this.#options.sending();
    const next = camera
      ? stepPicture(this.#picture, now.availableKbps, now.atMs)
      : { ...PICTURE_SENT, sinceMs: now.atMs };
    const changed = next.paused !== this.#picture.paused;
    this.#picture = next;
    if (changed) this.#options.onPicture(next.paused);
    this.updatePolicy();
  }
}

const LIMITS = ["none", "bandwidth", "cpu", "other"] as const;

/** In the order of `STATS_FIELDS`. */
function sampleOf(change: TrafficChange): StatsSample {
  const round = (value: number | null): number | null => (value === null ? null : Math.round(value));
  const perMille = (share: number | null): number | null => round(share === null ? null : share * 1_000);
  return [
    round(change.inKbps),
    round(change.outKbps),
    perMille(change.lossHere),
    perMille(change.lossThere),
    round(change.roundTripMs),
    round(change.jitterBufferMs),
    perMille(change.concealed),
    round(change.fps),
    change.frameHeight,
    LIMITS.indexOf(change.limitedBy),
  ];
}
