/**
 * One `RTCPeerConnection` to one page load, by the perfect negotiation of the WebRTC specification, simplified by a fixed shape: three
 * transceivers (sound, camera, screen) and a data channel exist from the start, tracks come and go by `replaceTrack`, so that only
 * ICE restarts are ever negotiated again.
 *
 * 1. The impolite side makes the transceivers, and with them the first offer.
 * 2. The polite side answers at once, or on {@link PeerLink.allowAnswer} where the answer is held back.
 * 3. The senders stay empty until {@link PeerLink.publish}. Nothing that a microphone or camera delivers leaves the page before.
 * 4. Offers that cross: the impolite side ignores the other's, the polite side rolls back.
 * 5. A description with another fingerprint means that the other side started again.
 */
import type { IceServer } from "@videoengager/protocol/rest/agent-settings";
import type { CauseEvidence } from "./find-cause.ts";
import { hintStartBitrate } from "./hint-start-bitrate.ts";
import { IceEvidence } from "./ice-evidence.ts";
import { isProgressing } from "./is-progressing.ts";
import { MediaSenders } from "./media-senders.ts";
import {
  type Description,
  type Incoming,
  type PeerLinkOptions,
  SLOTS,
  type Slot,
} from "./peer-link-options.ts";
import { readFingerprint } from "./read-fingerprint.ts";
import { readUfrag } from "./read-ufrag.ts";
import type { SendingPolicy } from "./sending-policy.ts";

const CHANNEL_ID = 0;
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
  readonly #senders: MediaSenders = new MediaSenders((cause) => this.#fail(cause));
  #iceServers: readonly IceServer[];
  #mayAnswer = false;
  #makingOffer = false;
  #ignoringOffer = false;
  #closed = false;
  readonly #evidence: IceEvidence = new IceEvidence();
  /** Descriptions and candidates are applied one after the other, as they came; the first of them at once. */
  #inbox: Incoming[] = [];
  #applying = false;

  constructor(options: PeerLinkOptions) {
    this.#options = options;
    this.#iceServers = options.iceServers;
    this.#mayAnswer = !options.polite;
    this.#connection = new RTCPeerConnection(configurationWith(options.iceServers));
    this.#listen();
    if (!options.polite)
      this.#useTransceivers(
        SLOTS.map((slot) =>
          this.#connection.addTransceiver(slot === "sound" ? "audio" : "video", { direction: "sendrecv" }),
        ),
      );
  }

  #listen(): void {
    const connection = this.#connection;
    connection.onnegotiationneeded = () => void this.#offer();
    connection.onicecandidate = ({ candidate }) => {
      if (candidate === null || candidate.candidate === "") return;
      this.#evidence.addCandidate(candidate);
      this.#options.sendCandidate(candidate.toJSON());
    };
    connection.onicecandidateerror = (error) => this.#evidence.addError(error);
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

  /** What is known of the paths that were tried. */
  get evidence(): CauseEvidence & { readonly iceServers: readonly IceServer[] } {
    return { ...this.#evidence.value, iceServers: this.#iceServers };
  }

  /** What this side sends in a slot once it publishes; null sends nothing. */
  setTrack(slot: Slot, track: MediaStreamTrack | null): void {
    this.#senders.setTrack(slot, track);
  }

  /** Puts the tracks into the senders, or takes them out. */
  publish(on: boolean): void {
    this.#senders.publish(on);
  }

  /** How this side's media is encoded and sent. */
  setPolicy(policy: SendingPolicy): void {
    this.#senders.setPolicy(policy);
  }

  /** After a break, the other side can't decode anything else. */
  sendKeyFrames(): void {
    this.#senders.sendKeyFrames();
  }

  /** The answer that was held back goes out; later ones at once. */
  allowAnswer(): void {
    if (this.#mayAnswer) return;
    this.#mayAnswer = true;
    void this.#answer().catch((cause: unknown) => this.#fail(cause));
  }

  receive(incoming: readonly Incoming[]): void {
    this.#inbox.push(...incoming);
    if (!this.#applying) void this.#applyInbox();
  }

  /**
   * Looks for a new path to the other side. An offer that got no answer is sent again instead. An attempt that makes progress is
   * left alone: over a slow relay it needs longer than the pause between attempts.
   */
  async restart(): Promise<void> {
    const { signalingState, localDescription } = this.#connection;
    if (signalingState === "have-local-offer" && localDescription?.type === "offer")
      this.#options.sendDescription({ type: "offer", sdp: localDescription.sdp });
    else if (
      this.#connection.remoteDescription !== null &&
      !(await isProgressing(this.#connection)) &&
      !this.#closed
    )
      this.#connection.restartIce();
  }

  /** For the next search for a path: the credentials of a relay expire before a long call ends. */
  useServers(iceServers: readonly IceServer[]): void {
    this.#iceServers = iceServers;
    this.#connection.setConfiguration(configurationWith(iceServers));
  }

  /** Another one after every ICE restart. */
  get generation(): string {
    return readUfrag(this.#connection.localDescription?.sdp ?? "");
  }

  getStats(): Promise<RTCStatsReport> {
    return this.#connection.getStats();
  }

  close(): void {
    this.#closed = true;
    this.#connection.onnegotiationneeded = null;
    this.#connection.onicecandidate = null;
    this.#connection.onicecandidateerror = null;
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

  async #applyInbox(): Promise<void> {
    this.#applying = true;
    for (let next = this.#inbox.shift(); next !== undefined && !this.#closed; next = this.#inbox.shift()) {
      try {
        if ("candidate" in next) await this.#applyCandidate(next.candidate);
        else await this.#applyDescription(next.description);
      } catch (cause) {
        this.#fail(cause);
      }
    }
    this.#applying = false;
  }

  async #applyCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    try {
      await this.#connection.addIceCandidate(candidate);
    } catch (cause) {
      if (!this.#ignoringOffer) throw cause;
    }
  }

  async #applyDescription(description: Description): Promise<void> {
    const connection = this.#connection;
    const known = connection.remoteDescription;
    if (known !== null && readFingerprint(known.sdp) !== readFingerprint(description.sdp)) {
      // An answer to this connection's offer is of no use to the next one.
      const incoming = description.type === "offer" ? [{ description }, ...this.#inbox] : [];
      this.#inbox = [];
      this.#options.onRestarted(incoming);
      return;
    }
    const isOffer = description.type === "offer";
    const collides = isOffer && (this.#makingOffer || connection.signalingState === "have-local-offer");
    this.#ignoringOffer = collides && !this.#options.polite;
    if (this.#ignoringOffer) return;
    // An offer that was sent twice is answered twice; the second answer finds nothing open.
    if (!isOffer && connection.signalingState !== "have-local-offer") return;
    const sdp = hintStartBitrate(description.sdp, this.#options.startKbps);
    await connection.setRemoteDescription({ ...description, sdp });
    if (isOffer) {
      this.#adoptTransceivers();
      await this.#answer();
    }
  }

  /** The polite side takes the transceivers of the first offer. */
  #adoptTransceivers(): void {
    if (this.#senders.isReady) return;
    const transceivers = this.#connection.getTransceivers().slice(0, SLOTS.length);
    for (const transceiver of transceivers) transceiver.direction = "sendrecv";
    this.#useTransceivers(transceivers);
  }

  #useTransceivers(transceivers: readonly RTCRtpTransceiver[]): void {
    this.#senders.use(transceivers.map(({ sender }) => sender));
    this.#openChannel();
  }

  async #answer(): Promise<void> {
    if (!this.#mayAnswer || this.#closed || this.#connection.signalingState !== "have-remote-offer") return;
    await this.#connection.setLocalDescription();
    this.#sendLocal();
    this.#senders.applyPolicy();
  }

  #sendLocal(): void {
    const description = this.#connection.localDescription;
    if (this.#closed || description === null) return;
    if (description.type === "offer" || description.type === "answer")
      this.#options.sendDescription({ type: description.type, sdp: description.sdp });
  }

  #openChannel(): void {
    this.#options.onChannel(this.#connection.createDataChannel("chat", { negotiated: true, id: CHANNEL_ID }));
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
