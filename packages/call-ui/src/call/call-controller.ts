import type { SeatRole } from "@videoengager/protocol/ids";
import type { RoomView } from "@videoengager/protocol/signalling/signalling-socket";
import type { LocalMedia } from "@videoengager/ui-kit/devices/local-media";
import { Store } from "@videoengager/ui-kit/store";
import { PeerMesh } from "../peer/peer-mesh.ts";
import { randomId } from "../random-id.ts";
import { hangUpByRequest } from "../rest/hang-up-by-request.ts";
import { isPlatformThere, leaveSeat } from "../rest/platform-api.ts";
import { SocketTransport } from "../signalling/socket-transport.ts";
import { stepCall } from "./call-machine.ts";
import type { CallControllerOptions, CallStart, RemoteStreams, Seat } from "./call-options.ts";
import { type CallEffect, type CallEvent, type CallState, initialCallState } from "./call-state.ts";
import { Chat } from "./chat.ts";
import { IceServerRenewal } from "./ice-server-renewal.ts";
import { KeyedTimers } from "./keyed-timers.ts";
import { leadsNegotiation } from "./leads-negotiation.ts";
import { expectedPaths, PathWatch } from "./path-watch.ts";
import { type PausedPictures, PausedPicturesChannel } from "./paused-pictures.ts";
import type { PeerTimer } from "./peer-state.ts";
import { QualityWatch } from "./quality-watch.ts";
import type { Quality, QualityReason } from "./rate-quality.ts";

/** Joins the rules of a call with its signalling, its connections and this page's devices; holds no rule itself. */
export class CallController {
  readonly state: Store<CallState>;
  /** What comes from each other party, by the id of its tab. */
  readonly remotes: Store<ReadonlyMap<string, RemoteStreams>> = new Store<ReadonlyMap<string, RemoteStreams>>(
    new Map(),
  );
  readonly chat: Chat;
  readonly media: LocalMedia;
  readonly #pictures: PausedPicturesChannel = new PausedPicturesChannel();
  readonly #quality: QualityWatch;
  readonly #paths: PathWatch;
  readonly #mesh: PeerMesh;
  readonly #options: CallControllerOptions;
  readonly #lifetime: AbortController = new AbortController();
  readonly #timers: KeyedTimers = new KeyedTimers();
  readonly #servers: IceServerRenewal;
  #seat: Seat | null = null;
  #transport: SocketTransport | null = null;

  constructor(options: CallControllerOptions) {
    this.#options = options;
    this.media = options.media;
    this.state = new Store(initialCallState(options.role));
    const signal = this.#lifetime.signal;
    options.signal.addEventListener("abort", () => this.#lifetime.abort(), { once: true, signal });
    signal.addEventListener("abort", () => this.#timers.clear(), { once: true });
    this.#mesh = new PeerMesh({
      instanceId: options.instanceId,
      load: randomId(),
      signalling: () => this.#transport,
      listeners: {
        onConnection: (peer, connection) => this.#dispatch({ type: "connection", peer, connection }),
        onMedia: (peer) => this.#dispatch({ type: "mediaArrived", peer }),
        onRestarted: (peer) => this.#dispatch({ type: "peerRestarted", peer }),
        // The channel carries chat, and whether a picture is paused.
        onChannel: (peer, channel) => {
          this.chat.attach(peer, channel);
          this.#pictures.attach(peer, channel);
        },
        onError: options.onError,
      },
    });
    this.chat = new Chat((message, to) => this.#relayChat(message, to));
    this.#paths = new PathWatch({
      link: (peer) => this.#mesh.link(peer),
      paths: () => expectedPaths(this.state.value),
      onSilent: (peer) => this.#dispatch({ type: "pathSilent", peer }),
      onRecovering: () => this.#quality.updatePolicy(),
      signal,
    });
    this.#quality = new QualityWatch({
      mesh: this.#mesh,
      mainPeer: () => {
        const { mainPeer, connection } = this.state.value;
        return connection === "connected" ? (mainPeer ?? undefined) : undefined;
      },
      seesCamera: () => this.#seesCamera(),
      sending: () => this.state.value.media,
      recovering: () => this.#paths.isRecovering,
      onPicture: (paused) => this.#pictures.setOwn(paused),
      sendStats: (message) => this.#transport?.sendStats(message),
      signal,
    });
    this.media.view.subscribe(() => this.#followMedia(), signal);
    // Devices that opened before the call did.
    this.#followMedia();
    this.#servers = new IceServerRenewal({
      request: async () => (await this.#transport?.requestIceServers()) ?? null,
      platformTimeMs: () => Date.now() + this.state.value.clockOffsetMs,
      onServers: (iceServers) => this.#mesh.useServers(iceServers),
      signal,
    });
    window.addEventListener("pagehide", () => this.#leaveByBeacon(), { signal });
  }

  get quality(): Store<Quality> {
    return this.#quality.quality;
  }

  get pausedPictures(): Store<PausedPictures> {
    return this.#pictures.paused;
  }

  /** The camera's picture at its usual size: it is sent, not paused, and not capped beside a shared screen. */
  #seesCamera(): boolean {
    const media = this.state.value.room?.peer.media;
    return media?.camera === true && !media.screen && !this.#pictures.paused.value.peer;
  }

  /** Why the connection is rated as it is. */
  get qualityReason(): Store<QualityReason> {
    return this.#quality.reason;
  }

  /** Takes part in an interaction by its seat; `renewSeat` gives a new right to it, and rejects where it is lost. */
  connect(seat: Seat, start: CallStart, renewSeat: () => Promise<Seat>): void {
    this.#useSeat(seat);
    if (start.chatMemory !== undefined) this.chat.remember(start.chatMemory);
    this.#dispatch({ type: "seated", how: start.how, connectsEarly: start.connectsEarly ?? true });
    void this.#openTransport(seat.seatToken, renewSeat, start.room);
  }

  /** What happens to the call while the socket's code is loading is sent when the socket comes up. */
  async #openTransport(
    seatToken: string,
    renewSeat: () => Promise<Seat>,
    knownRoom: RoomView | undefined,
  ): Promise<void> {
    const createSocket = await this.#options.loadSocket();
    if (this.#lifetime.signal.aborted) return;
    this.#transport = new SocketTransport({
      seatToken,
      renewSeat: async () => {
        const renewed = await renewSeat();
        this.#useSeat(renewed);
        return renewed.seatToken;
      },
      createSocket,
      isPlatformThere,
      listeners: {
        online: () => this.#dispatch({ type: "online" }),
        offline: () => this.#dispatch({ type: "offline" }),
        trouble: (trouble) => this.#dispatch({ type: "socketTrouble", trouble }),
        networkChanged: () => this.#dispatch({ type: "networkChanged" }),
        refused: (code) => this.#dispatch({ type: "refused", code }),
        room: (room) => {
          this.#dispatch({ type: "room", room });
          if (room.peer.instanceId !== "") this.chat.deliverTo(room.peer.instanceId);
        },
        ended: (end) => this.#dispatch({ type: "ended", end }),
        takenOver: () => this.#dispatch({ type: "takenOver" }),
        hello: ({ from, to, load }) => {
          if (to === this.#options.instanceId) this.#dispatch({ type: "hello", peer: from, load });
        },
        description: ({ from, to, type, sdp, load }) => {
          if (to !== this.#options.instanceId) return;
          if (load !== undefined) this.#dispatch({ type: "hello", peer: from, load });
          this.#mesh.receive(from, { description: { type, sdp } });
        },
        candidate: ({ from, to, ...candidate }) => {
          if (to === this.#options.instanceId) this.#mesh.receive(from, { candidate });
        },
        chat: ({ from, to, id, text }) => {
          if (to === this.#options.instanceId) this.chat.receive(from, { id, text });
        },
      },
      signal: this.#lifetime.signal,
    });
    if (knownRoom !== undefined) this.#dispatch({ type: "room", room: knownRoom });
  }

  join(displayName: string): void {
    this.#dispatch({ type: "join", displayName });
  }

  hangUp(): void {
    this.#dispatch({ type: "hangUp" });
  }

  #useSeat(seat: Seat): void {
    this.#seat = seat;
    this.#servers.use(seat);
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
        return void this.#reportMediaFlows();
      case "startTimer":
        return this.#timers.start(effect.timer, effect.afterMs, () =>
          this.#dispatch({ type: "timer", timer: effect.timer }),
        );
      case "stopTimer":
        return this.#timers.stop(effect.timer);
      case "hangUpByRequest":
        return void (this.#seat && hangUpByRequest(this.#seat.seatToken));
      case "claimed":
        return this.#options.onClaimed();
      case "announceTrouble":
        return this.#options.onTrouble(effect.cause);
      case "announce":
        return this.#options.onAnnounce(effect.status, this.state.value);
      case "stop":
        this.chat.stop();
        this.#quality.flush();
        this.#lifetime.abort();
        return this.#options.onStop();
      default:
        return this.#performForPeer(effect);
    }
  }

  #performForPeer(effect: Extract<CallEffect, { readonly peer: string }>): void {
    const { peer } = effect;
    switch (effect.do) {
      case "openPeer":
        return this.#openPeer(peer, effect.role);
      case "closePeer":
        return this.#closePeer(peer);
      case "sendHello":
        return this.#mesh.sendHello(peer);
      case "allowAnswer":
        return this.#mesh.link(peer)?.allowAnswer();
      case "publish":
        return this.#mesh.link(peer)?.publish(effect.on);
      case "restartIce":
        return void this.#restartIce(peer).catch(this.#options.onError);
      case "findCause":
        return this.#dispatch({ type: "unreachable", peer, cause: this.#mesh.causeOf(peer) });
      case "startPeerTimer":
        return this.#timers.start(timerKey(peer, effect.timer), effect.afterMs, () =>
          this.#dispatch({ type: "peerTimer", peer, timer: effect.timer }),
        );
      case "stopPeerTimers":
        for (const timer of ["restart", "limit"] as const) this.#timers.stop(timerKey(peer, timer));
    }
  }

  #openPeer(peer: string, role: SeatRole): void {
    const self = { role: this.#options.role, instanceId: this.#options.instanceId };
    const link = this.#mesh.open(peer, !leadsNegotiation(self, { role, instanceId: peer }));
    this.remotes.set(
      new Map(this.remotes.value).set(peer, { camera: link.remote, screen: link.remoteScreen }),
    );
  }

  #closePeer(peer: string): void {
    this.#mesh.close(peer);
    this.#pictures.detach(peer);
    this.chat.detach(peer);
    this.#quality.forget(peer);
    this.#paths.forget(peer);
    this.remotes.set(new Map([...this.remotes.value].filter(([id]) => id !== peer)));
  }

  #relayChat(message: { readonly id: string; readonly text: string | null }, to: string | null): boolean {
    const other = to ?? this.state.value.room?.peer.instanceId ?? "";
    if (other === "" || this.#transport === null) return false;
    return this.#transport.sendChat({ from: this.#options.instanceId, to: other, ...message });
  }

  #followMedia(): void {
    const { microphone, camera, screen } = this.media.view.value;
    this.#mesh.setTracks({ sound: microphone.track, camera: camera.track, screen });
    const { sending } = this.media;
    const { media } = this.state.value;
    if (
      sending.microphone !== media.microphone ||
      sending.camera !== media.camera ||
      sending.screen !== media.screen
    )
      this.#dispatch({ type: "media", media: sending });
    this.#quality.updatePolicy();
  }

  async #restartIce(peer: string): Promise<void> {
    await this.#servers.renewIfOld();
    await this.#mesh.link(peer)?.restart();
  }

  async #hangUp(): Promise<void> {
    // The platform closes the socket with the end.
    this.#quality.flush();
    const isEnded = (await this.#transport?.hangUp()) ?? false;
    this.#dispatch({ type: isEnded ? "hungUp" : "hangUpFailed" });
  }

  async #reportMediaFlows(): Promise<void> {
    if (await this.#transport?.reportMediaFlows()) this.#dispatch({ type: "mediaReported" });
  }

  /** For a page that goes away, and may come back. */
  #leaveByBeacon(): void {
    if (this.state.value.outcome === null && this.#seat !== null) leaveSeat(this.#seat.seatToken);
  }
}

const timerKey = (peer: string, timer: PeerTimer): string => `${timer} ${peer}`;
