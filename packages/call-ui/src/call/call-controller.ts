import type { SeatRole } from "@videoengager/protocol/ids";
import type { IceServer } from "@videoengager/protocol/rest/agent-settings";
import type { CallStatus } from "@videoengager/protocol/widget/widget-messages";
import type { LocalMedia } from "../media/local-media.ts";
import { type Description, PeerLink, SLOTS } from "../peer/peer-link.ts";
import { readTraffic, type Traffic } from "../peer/read-traffic.ts";
import { leaveSeat } from "../rest/platform-api.ts";
import { SocketTransport } from "../signalling/socket-transport.ts";
import { Store } from "../store.ts";
import { stepCall } from "./call-machine.ts";
import {
  type CallEffect,
  type CallEvent,
  type CallState,
  type CallTimer,
  initialCallState,
} from "./call-state.ts";
import { Chat } from "./chat.ts";
import { compareTraffic, type Quality, rateQuality, settleQuality } from "./rate-quality.ts";

export interface RemoteStreams {
  readonly camera: MediaStream;
  readonly screen: MediaStream;
}

export interface CallControllerOptions {
  readonly role: SeatRole;
  readonly instanceId: string;
  readonly media: LocalMedia;
  /** What the embedding page is told. */
  readonly onAnnounce: (status: CallStatus, state: CallState) => void;
  readonly onClaimed: () => void;
  /** The call is over for this page: its devices can be let go of. */
  readonly onStop: () => void;
  readonly onError: (cause: unknown) => void;
  /** Ends the call's timers and listeners; the page's own lifetime. */
  readonly signal: AbortSignal;
}

export interface Seat {
  readonly seatToken: string;
  readonly iceServers: readonly IceServer[];
}

const LOOK_AT_TRAFFIC_MS = 2_000;

/** Joins the rules of a call with its signalling, its connection and this page's devices; holds no rule of its own. */
export class CallController {
  readonly state: Store<CallState>;
  readonly remote: Store<RemoteStreams | null> = new Store<RemoteStreams | null>(null);
  readonly quality: Store<Quality> = new Store<Quality>("unknown");
  readonly chat: Chat = new Chat();
  readonly media: LocalMedia;
  readonly #options: CallControllerOptions;
  readonly #lifetime: AbortController = new AbortController();
  readonly #timers = new Map<CallTimer, ReturnType<typeof setTimeout>>();
  #seat: Seat | null = null;
  #transport: SocketTransport | null = null;
  #peer: PeerLink | null = null;
  /** An offer of a connection that the next link answers. */
  #nextOffer: Description | null = null;
  #traffic: Traffic | null = null;
  #lastQuality: Quality = "unknown";

  constructor(options: CallControllerOptions) {
    this.#options = options;
    this.media = options.media;
    this.state = new Store(initialCallState(options.role));
    const signal = this.#lifetime.signal;
    options.signal.addEventListener("abort", () => this.#lifetime.abort(), { once: true, signal });
    this.media.view.subscribe(() => this.#followMedia(), signal);
    this.#watchTraffic(signal);
    window.addEventListener("pagehide", () => this.#sayGoodbye(), { signal });
  }

  /** Takes part in an interaction by its seat; `renewSeat` gives the right to it anew, and rejects where it is lost. */
  connect(
    seat: Seat,
    how: Extract<CallEvent, { type: "seated" }>["how"],
    renewSeat: () => Promise<Seat>,
  ): void {
    this.#seat = seat;
    this.#dispatch({ type: "seated", how });
    const { instanceId } = this.#options;
    this.#transport = new SocketTransport(
      seat.seatToken,
      async () => {
        this.#seat = await renewSeat();
        this.#peer?.useServers(this.#seat.iceServers);
        return this.#seat.seatToken;
      },
      {
        online: () => this.#dispatch({ type: "online" }),
        offline: () => this.#dispatch({ type: "offline" }),
        refused: (code) => this.#dispatch({ type: "refused", code }),
        room: (room) => this.#dispatch({ type: "room", room }),
        ended: (end) => this.#dispatch({ type: "ended", end }),
        takenOver: () => this.#dispatch({ type: "takenOver" }),
        description: ({ from, to, type, sdp }) => {
          if (from === this.state.value.connectedWith && to === instanceId)
            this.#peer?.receiveDescription({ type, sdp });
        },
        candidate: ({ from, to, ...candidate }) => {
          if (from === this.state.value.connectedWith && to === instanceId)
            this.#peer?.receiveCandidate(candidate);
        },
      },
      this.#lifetime.signal,
    );
  }

  join(displayName: string): void {
    this.#dispatch({ type: "join", displayName });
  }

  hangUp(): void {
    this.#dispatch({ type: "hangUp" });
  }

  #dispatch(event: CallEvent): void {
    const { state, effects } = stepCall(this.state.value, event, Date.now());
    this.state.set(state);
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: CallEffect): void {
    const { displayName, media } = this.state.value;
    switch (effect.do) {
      case "sendJoin":
        return this.#transport?.join(displayName, media);
      case "sendMedia":
        return this.#transport?.sendMedia(media);
      case "sendHangUp":
        return void this.#hangUp();
      case "reportMediaFlows":
        return this.#transport?.reportMediaFlows();
      case "openPeer":
        return this.#openPeer(effect.instanceId);
      case "allowAnswer":
        return this.#peer?.allowAnswer();
      case "restartIce":
        return this.#peer?.restart();
      case "closePeer":
        return this.#closePeer();
      case "startTimer":
        return this.#startTimer(effect.timer, effect.afterMs);
      case "stopTimer":
        return clearTimeout(this.#timers.get(effect.timer));
      case "leaveByBeacon":
        return this.#leaveByBeacon();
      case "claimed":
        return this.#options.onClaimed();
      case "announce":
        return this.#options.onAnnounce(effect.status, this.state.value);
      case "stop":
        this.#lifetime.abort();
        return this.#options.onStop();
    }
  }

  #openPeer(remoteInstanceId: string): void {
    const seat = this.#seat;
    if (seat === null) return;
    const between = { from: this.#options.instanceId, to: remoteInstanceId };
    const peer = new PeerLink({
      polite: this.#options.role === "visitor",
      iceServers: seat.iceServers,
      sendDescription: (description) => this.#transport?.sendDescription({ ...between, ...description }),
      sendCandidate: ({ candidate = "", sdpMid = null, sdpMLineIndex = null, usernameFragment = null }) =>
        this.#transport?.sendCandidate({ ...between, candidate, sdpMid, sdpMLineIndex, usernameFragment }),
      onConnection: (connection) => this.#dispatch({ type: "connection", connection }),
      onMedia: () => this.#dispatch({ type: "mediaArrived" }),
      onRestarted: (description) => {
        this.#nextOffer = description.type === "offer" ? description : null;
        this.#dispatch({ type: "peerRestarted" });
      },
      onChatChannel: (channel) => this.chat.attach(channel),
      onError: this.#options.onError,
    });
    this.#peer = peer;
    this.#putTracks();
    this.remote.set({ camera: peer.remote, screen: peer.remoteScreen });
    if (this.#nextOffer !== null) peer.receiveDescription(this.#nextOffer);
    this.#nextOffer = null;
  }

  #closePeer(): void {
    this.#peer?.close();
    this.#peer = null;
    this.#traffic = null;
    this.chat.detach();
    this.remote.set(null);
    this.quality.set("unknown");
    this.#lastQuality = "unknown";
  }

  #putTracks(): void {
    const { microphone, camera, screen } = this.media.view.value;
    const tracks = { sound: microphone.track, camera: camera.track, screen };
    for (const slot of SLOTS) this.#peer?.setTrack(slot, tracks[slot]);
  }

  #followMedia(): void {
    this.#putTracks();
    const { sending } = this.media;
    const { media } = this.state.value;
    if (
      sending.microphone !== media.microphone ||
      sending.camera !== media.camera ||
      sending.screen !== media.screen
    )
      this.#dispatch({ type: "media", media: sending });
  }

  #startTimer(timer: CallTimer, afterMs: number): void {
    clearTimeout(this.#timers.get(timer));
    const id = setTimeout(() => this.#dispatch({ type: "timer", timer }), afterMs);
    this.#timers.set(timer, id);
    this.#lifetime.signal.addEventListener("abort", () => clearTimeout(id), { once: true });
  }

  async #hangUp(): Promise<void> {
    // A platform that did not hear it is the timer's business.
    const reply = await this.#transport?.hangUp().catch(() => null);
    if (reply) this.#dispatch({ type: "hungUp" });
  }

  #watchTraffic(signal: AbortSignal): void {
    const timer = setInterval(() => void this.#lookAtTraffic(), LOOK_AT_TRAFFIC_MS);
    signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  }

  async #lookAtTraffic(): Promise<void> {
    const peer = this.#peer;
    if (peer === null || this.state.value.connection !== "connected") return;
    const now = readTraffic(await peer.getStats());
    if (this.#peer !== peer) return;
    if (this.#traffic !== null) {
      const quality = rateQuality(compareTraffic(this.#traffic, now));
      this.quality.set(settleQuality(this.quality.value, this.#lastQuality, quality));
      this.#lastQuality = quality;
    }
    this.#traffic = now;
  }

  #sayGoodbye(): void {
    if (this.state.value.outcome === null) this.#leaveByBeacon();
  }

  #leaveByBeacon(): void {
    if (this.#seat !== null) leaveSeat(this.#seat.seatToken);
  }
}
