import { isRecovering, nextReadMs, type PathState, startPath, stepPath } from "../peer/path-silence.ts";
import type { PeerLink } from "../peer/peer-link.ts";
import { readTraffic } from "../peer/read-traffic.ts";
import type { CallState } from "./call-state.ts";
import { seatOf } from "./follow-peers.ts";
import { leadsNegotiation } from "./leads-negotiation.ts";

export interface PathWatchOptions {
  readonly link: (peer: string) => Pick<PeerLink, "getStats" | "generation" | "sendKeyFrames"> | undefined;
  /** The parties that media is expected from, and who makes the offers to them. */
  readonly paths: () => readonly PathExpectation[];
  readonly onSilent: (peer: string) => void;
  /** {@link PathWatch.isRecovering} changed; it ends without a call. */
  readonly onRecovering: () => void;
  readonly signal: AbortSignal;
}

export interface PathExpectation {
  readonly peer: string;
  readonly expected: boolean;
  readonly leads: boolean;
}

/** Once this page's person has joined, sound is expected from each party whose microphone is on. */
export function expectedPaths({ role, room, joined, others, peers }: CallState): readonly PathExpectation[] {
  const self = { role, instanceId: room?.self.instanceId ?? "" };
  return peers.map((peer) => ({
    peer: peer.instanceId,
    expected: joined && (seatOf(others, peer)?.media.microphone ?? false),
    leads: leadsNegotiation(self, peer),
  }));
}

const IDLE_READ_MS = 200;

/** Watches whether packets keep arriving from every other party. */
export class PathWatch {
  readonly #options: PathWatchOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #states = new Map<string, PathState>();

  constructor(options: PathWatchOptions) {
    this.#options = options;
    options.signal.addEventListener("abort", () => clearTimeout(this.#timer), { once: true });
    this.#plan(IDLE_READ_MS);
  }

  /** A connection that was closed. */
  forget(peer: string): void {
    this.#states.delete(peer);
  }

  /** A path is silent, or was until now. */
  get isRecovering(): boolean {
    const nowMs = performance.now();
    return [...this.#states.values()].some((state) => isRecovering(state, nowMs));
  }

  #plan(afterMs: number): void {
    if (!this.#options.signal.aborted) this.#timer = setTimeout(() => void this.#readAll(), afterMs);
  }

  async #readAll(): Promise<void> {
    await Promise.allSettled(this.#options.paths().map((path) => this.#read(path)));
    this.#plan(Math.min(IDLE_READ_MS, ...[...this.#states.values()].map(nextReadMs)));
  }

  async #read({ peer, ...path }: PathExpectation): Promise<void> {
    const link = this.#options.link(peer);
    if (link === undefined) return;
    const { receivedPackets, responses, roundTripMs } = readTraffic(await link.getStats());
    if (this.#options.link(peer) !== link || this.#options.signal.aborted) return;
    const reading = { packets: receivedPackets, responses, roundTripMs, generation: link.generation };
    const nowMs = performance.now();
    const before = this.#states.get(peer) ?? startPath(reading, nowMs);
    const { state, event } = stepPath(before, reading, path, nowMs);
    this.#states.set(peer, state);
    if (event !== null) this.#options.onRecovering();
    if (event === "restart") this.#options.onSilent(peer);
    else if (event === "recovered") link.sendKeyFrames();
  }
}
