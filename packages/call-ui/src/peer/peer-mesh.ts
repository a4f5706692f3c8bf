import type { IceServer } from "@videoengager/protocol/rest/agent-settings";
import type {
  CandidateMessage,
  DescriptionMessage,
  HelloMessage,
} from "@videoengager/protocol/signalling/signalling-socket";
import type { PathCause } from "@videoengager/protocol/widget/widget-messages";
import { findCause } from "./find-cause.ts";
import { PeerLink } from "./peer-link.ts";
import type { Incoming, PeerLinkOptions, Slot } from "./peer-link-options.ts";
import type { SendingPolicy } from "./sending-policy.ts";
import { readNetworkHint, startBitrateKbps } from "./start-bitrate.ts";

/** The signalling that the links need. */
export interface MeshSignalling {
  sendDescription(message: DescriptionMessage): void;
  sendCandidate(message: CandidateMessage): void;
  sendHello(message: HelloMessage): void;
}

export interface MeshListeners {
  readonly onConnection: (peer: string, connection: Parameters<PeerLinkOptions["onConnection"]>[0]) => void;
  readonly onMedia: (peer: string) => void;
  readonly onRestarted: (peer: string) => void;
  readonly onChannel: (peer: string, channel: RTCDataChannel) => void;
  readonly onError: (cause: unknown) => void;
}

export interface PeerMeshOptions {
  /** This tab, and this load of it. */
  readonly instanceId: string;
  readonly load: string;
  readonly signalling: () => MeshSignalling | null;
  readonly listeners: MeshListeners;
}

/** An offer and its candidates. */
const MAX_KEPT = 50;

/** The connections of this page: one to each other party of the call, by the id of its tab. */
export class PeerMesh {
  readonly #options: PeerMeshOptions;
  readonly #links = new Map<string, PeerLink>();
  /** What came before its link: an offer can be faster than the news of who makes it. Also what a side sent since it started again. */
  readonly #kept = new Map<string, readonly Incoming[]>();
  #tracks: Readonly<Record<Slot, MediaStreamTrack | null>> = { sound: null, camera: null, screen: null };
  #policy: SendingPolicy | null = null;
  #iceServers: readonly IceServer[] = [];

  constructor(options: PeerMeshOptions) {
    this.#options = options;
  }

  open(peer: string, polite: boolean): PeerLink {
    const { listeners, signalling } = this.#options;
    const between = { from: this.#options.instanceId, to: peer };
    const link = new PeerLink({
      polite,
      iceServers: this.#iceServers,
      startKbps: startBitrateKbps(readNetworkHint()),
      sendDescription: (description) =>
        signalling()?.sendDescription({ ...between, ...description, load: this.#options.load }),
      sendCandidate: ({ candidate = "", sdpMid = null, sdpMLineIndex = null, usernameFragment = null }) =>
        signalling()?.sendCandidate({ ...between, candidate, sdpMid, sdpMLineIndex, usernameFragment }),
      onConnection: (connection) => listeners.onConnection(peer, connection),
      onMedia: () => listeners.onMedia(peer),
      onRestarted: (incoming) => {
        this.#kept.set(peer, incoming);
        listeners.onRestarted(peer);
      },
      onChannel: (channel) => listeners.onChannel(peer, channel),
      onError: listeners.onError,
    });
    this.#links.set(peer, link);
    for (const [slot, track] of Object.entries(this.#tracks)) link.setTrack(slot as Slot, track);
    if (this.#policy !== null) link.setPolicy(this.#policy);
    link.receive(this.#kept.get(peer) ?? []);
    this.#kept.delete(peer);
    return link;
  }

  close(peer: string): void {
    this.#links.get(peer)?.close();
    this.#links.delete(peer);
  }

  receive(peer: string, incoming: Incoming): void {
    const link = this.#links.get(peer);
    if (link !== undefined) return link.receive([incoming]);
    // A description says everything anew.
    const before = "description" in incoming ? [] : (this.#kept.get(peer) ?? []);
    if (before.length < MAX_KEPT) this.#kept.set(peer, [...before, incoming]);
  }

  link(peer: string): PeerLink | undefined {
    return this.#links.get(peer);
  }

  sendHello(peer: string): void {
    const { instanceId, load, signalling } = this.#options;
    signalling()?.sendHello({ from: instanceId, to: peer, load });
  }

  setTracks(tracks: Readonly<Record<Slot, MediaStreamTrack | null>>): void {
    this.#tracks = tracks;
    for (const link of this.#links.values())
      for (const [slot, track] of Object.entries(tracks)) link.setTrack(slot as Slot, track);
  }

  setPolicy(policy: SendingPolicy): void {
    this.#policy = policy;
    for (const link of this.#links.values()) link.setPolicy(policy);
  }

  /** Relays with credentials that still work; used from the next search for a path on. */
  useServers(iceServers: readonly IceServer[]): void {
    this.#iceServers = iceServers;
    for (const link of this.#links.values()) link.useServers(iceServers);
  }

  causeOf(peer: string): PathCause {
    const link = this.#links.get(peer);
    return link === undefined ? "unknown" : findCause(link.evidence);
  }
}
