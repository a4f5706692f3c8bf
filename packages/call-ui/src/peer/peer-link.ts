/**
 * One `RTCPeerConnection` to one page load, by the perfect negotiation of the WebRTC specification, made simpler by a fixed shape: three
 * transceivers (sound, camera, screen) and the chat's channel exist from the start, tracks come and go by `replaceTrack`, so that nothing but
 * an ICE restart is ever negotiated again.
 *
 * 1. The impolite side (the agent) makes the shape, and with it the first offer.
 * 2. The polite side applies the offer at once and holds its answer back until it may answer.
 * 3. Offers that cross: the impolite side ignores the other's, the polite side gives way.
 * 4. A description of another connection than the one this is with (another fingerprint) means that the other side began anew.
 */
import type { IceServer } from "@videoengager/protocol/rest/agent-settings";
import { hintStartBitrate } from "./hint-start-bitrate.ts";
import { readFingerprint } from "./read-fingerprint.ts";

/** What goes through which transceiver; the order of the media sections. */
export const SLOTS = ["sound", "camera", "screen"] as const;
export type Slot = (typeof SLOTS)[number];

export interface Description {
  readonly type: "offer" | "answer";
  readonly sdp: string;
}

export interface PeerLinkOptions {
  readonly polite: boolean;
  readonly iceServers: readonly IceServer[];
  readonly sendDescription: (description: Description) => void;
  readonly sendCandidate: (candidate: RTCIceCandidateInit) => void;
  readonly onConnection: (connection: "connecting" | "connected" | "interrupted" | "failed") => void;
  /** The first sound or picture came in. */
  readonly onMedia: () => void;
  /** The other side began anew; an offer that said so goes to the next link. */
  readonly onRestarted: (description: Description) => void;
  readonly onChatChannel: (channel: RTCDataChannel) => void;
  readonly onError: (cause: unknown) => void;
}

const CHAT_CHANNEL_ID = 0;
const CONNECTIONS = {
  new: "connecting",
  connecting: "connecting",
  connected: "connected",
  disconnected: "interrupted",
  failed: "failed",
} as const;

/** The connection to one page load; for another load on the other side it is closed and a new one made. Lives until `close()`. */
export class PeerLink {
  /** The other side's sound and camera. */
  readonly remote: MediaStream = new MediaStream();
  /** The other side's screen. */
  readonly remoteScreen: MediaStream = new MediaStream();
  readonly #connection: RTCPeerConnection;
  readonly #options: PeerLinkOptions;
  readonly #tracks = new Map<Slot, MediaStreamTrack | null>();
  #transceivers: readonly RTCRtpTransceiver[] = [];
  #mayAnswer = false;
  #makingOffer = false;
  #ignoringOffer = false;
  #closed = false;
  /** Descriptions and candidates are applied one after the other, as they came; the first of them at once. */
  #work: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(options: PeerLinkOptions) {
    this.#options = options;
    this.#mayAnswer = !options.polite;
    this.#connection = new RTCPeerConnection(configurationWith(options.iceServers));
    this.#listen();
    if (!options.polite) {
      this.#transceivers = SLOTS.map((slot) =>
        this.#connection.addTransceiver(slot === "sound" ? "audio" : "video", { direction: "sendrecv" }),
      );
      this.#openChat();
    }
  }

  #listen(): void {
    const connection = this.#connection;
    connection.onnegotiationneeded = () => void this.#offer();
    connection.onicecandidate = ({ candidate }) => {
      if (candidate !== null && candidate.candidate !== "") this.#options.sendCandidate(candidate.toJSON());
    };
    connection.onconnectionstatechange = () => {
      const state = connection.connectionState;
      if (state !== "closed") this.#options.onConnection(CONNECTIONS[state]);
    };
    connection.ontrack = ({ track, transceiver }) => {
      const isScreen = connection.getTransceivers().indexOf(transceiver) === SLOTS.indexOf("screen");
      (isScreen ? this.remoteScreen : this.remote).addTrack(track);
      if (isScreen) return;
      if (track.muted) track.addEventListener("unmute", () => this.#options.onMedia(), { once: true });
      else this.#options.onMedia();
    };
  }

  /** What this side sends in a slot from now on; null sends nothing. */
  setTrack(slot: Slot, track: MediaStreamTrack | null): void {
    this.#tracks.set(slot, track);
    this.#putTrack(slot);
  }

  #putTrack(slot: Slot): void {
    const sender = this.#transceivers[SLOTS.indexOf(slot)]?.sender;
    const track = this.#tracks.get(slot) ?? null;
    if (sender === undefined || sender.track === track) return;
    sender.replaceTrack(track).catch((cause: unknown) => this.#fail(cause));
  }

  /** The polite side's person takes part: the answer that was held back goes out. */
  allowAnswer(): void {
    if (this.#mayAnswer) return;
    this.#mayAnswer = true;
    this.#enqueue(() => this.#answer());
  }

  receiveDescription(description: Description): void {
    this.#enqueue(() => this.#apply(description));
  }

  receiveCandidate(candidate: RTCIceCandidateInit): void {
    this.#enqueue(async () => {
      try {
        await this.#connection.addIceCandidate(candidate);
      } catch (cause) {
        if (!this.#ignoringOffer) throw cause;
      }
    });
  }

  /** Looks for a new way to the other side. An offer that got no answer is said again instead. */
  restart(): void {
    const { signalingState, localDescription } = this.#connection;
    if (signalingState === "have-local-offer" && localDescription?.type === "offer")
      this.#options.sendDescription({ type: "offer", sdp: localDescription.sdp });
    else if (this.#connection.remoteDescription !== null) this.#connection.restartIce();
  }

  /** From the next search for a way on: the credentials of a relay end before a long call does. */
  useServers(iceServers: readonly IceServer[]): void {
    this.#connection.setConfiguration(configurationWith(iceServers));
  }

  getStats(): Promise<RTCStatsReport> {
    return this.#connection.getStats();
  }

  close(): void {
    this.#closed = true;
    this.#connection.onnegotiationneeded = null;
    this.#connection.onicecandidate = null;
    this.#connection.onconnectionstatechange = null;
    this.#connection.ontrack = null;
    this.#connection.close();
  }

  async #offer(): Promise<void> {
    try {
      this.#makingOffer = true;
      await this.#connection.setLocalDescription();
      this.#sendLocal();
    } catch (cause) {
      this.#fail(cause);
    } finally {
      this.#makingOffer = false;
    }
  }

  async #apply(description: Description): Promise<void> {
    const connection = this.#connection;
    const known = connection.remoteDescription;
    if (known !== null && readFingerprint(known.sdp) !== readFingerprint(description.sdp)) {
      this.#options.onRestarted(description);
      return;
    }
    const isOffer = description.type === "offer";
    const collides = isOffer && (this.#makingOffer || connection.signalingState === "have-local-offer");
    this.#ignoringOffer = collides && !this.#options.polite;
    if (this.#ignoringOffer) return;
    // An answer said twice (the offer was, too) finds nothing open.
    if (!isOffer && connection.signalingState !== "have-local-offer") return;
    await connection.setRemoteDescription({ ...description, sdp: hintStartBitrate(description.sdp) });
    if (isOffer) {
      this.#takeShape();
      await this.#answer();
    }
  }

  /** The polite side takes the shape from the first offer. */
  #takeShape(): void {
    if (this.#transceivers.length > 0) return;
    this.#transceivers = this.#connection.getTransceivers().slice(0, SLOTS.length);
    for (const transceiver of this.#transceivers) transceiver.direction = "sendrecv";
    SLOTS.forEach((slot) => this.#putTrack(slot));
    this.#openChat();
  }

  async #answer(): Promise<void> {
    if (!this.#mayAnswer || this.#connection.signalingState !== "have-remote-offer") return;
    await this.#connection.setLocalDescription();
    this.#sendLocal();
  }

  #sendLocal(): void {
    const description = this.#connection.localDescription;
    if (this.#closed || description === null) return;
    if (description.type === "offer" || description.type === "answer")
      this.#options.sendDescription({ type: description.type, sdp: description.sdp });
  }

  #openChat(): void {
    const channel = this.#connection.createDataChannel("chat", { negotiated: true, id: CHAT_CHANNEL_ID });
    this.#options.onChatChannel(channel);
  }

  #enqueue(task: () => Promise<void>): void {
    const run = async (): Promise<void> => {
      try {
        if (!this.#closed) await task();
      } catch (cause) {
        this.#fail(cause);
      } finally {
        this.#waiting -= 1;
      }
    };
    this.#waiting += 1;
    this.#work = this.#waiting === 1 ? run() : this.#work.then(run);
  }

  #fail(cause: unknown): void {
    if (!this.#closed) this.#options.onError(cause);
  }
}

function configurationWith(iceServers: readonly IceServer[]): RTCConfiguration {
  return {
    bundlePolicy: "max-bundle",
    iceServers: iceServers.map((server) => ({
      ...server,
      urls: typeof server.urls === "string" ? server.urls : [...server.urls],
    })),
  };
}
