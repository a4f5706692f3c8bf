/**
 * An `RTCPeerConnection` with the specification's signalling states and nothing behind it: no network, no media. Descriptions name
 * the connection they are of (`fingerprint`), so that the code under test can tell one connection from another.
 */

type SignalingState = "stable" | "have-local-offer" | "have-remote-offer" | "closed";

export interface FakeTrack {
  readonly kind: "audio" | "video";
  readonly label: string;
}

export class FakeSender {
  track: FakeTrack | null = null;
  parameters: { encodings: Record<string, unknown>[]; codecs: unknown[]; transactionId: string };

  constructor() {
    this.parameters = { encodings: [{}], codecs: [], transactionId: "0" };
  }

  async replaceTrack(track: FakeTrack | null): Promise<void> {
    this.track = track;
  }

  getParameters(): FakeSender["parameters"] {
    return structuredClone(this.parameters);
  }

  async setParameters(parameters: FakeSender["parameters"]): Promise<void> {
    this.parameters = parameters;
  }
}

export class FakeTransceiver {
  readonly kind: "audio" | "video";
  readonly sender: FakeSender = new FakeSender();
  direction: string;

  constructor(kind: "audio" | "video", direction: string) {
    this.kind = kind;
    this.direction = direction;
  }
}

/** W3C webrtc, 4.3.1 and the table of JSEP 3.2: what a description of each kind makes of each state. */
const TRANSITIONS: Readonly<Record<string, Readonly<Record<string, SignalingState>>>> = {
  stable: { "local offer": "have-local-offer", "remote offer": "have-remote-offer" },
  "have-local-offer": { "local offer": "have-local-offer", "remote answer": "stable" },
  "have-remote-offer": { "remote offer": "have-remote-offer", "local answer": "stable" },
};

let made = 0;

export class FakePeerConnection {
  static readonly all: FakePeerConnection[] = [];
  readonly fingerprint: string;
  signalingState: SignalingState = "stable";
  connectionState = "new";
  iceConnectionState = "new";
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  onicecandidateerror: ((event: { errorCode: number; url: string }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  ontrack: ((event: unknown) => void) | null = null;
  readonly transceivers: FakeTransceiver[] = [];
  readonly candidates: unknown[] = [];
  configuration: RTCConfiguration;
  iceRestarts = 0;
  stats: ReadonlyMap<string, unknown> = new Map();
  #needsNegotiation = false;
  #isQueued = false;
  #generation = 0;

  constructor(configuration: RTCConfiguration) {
    this.configuration = configuration;
    made += 1;
    this.fingerprint = `sha-256 ${made.toString(16).padStart(2, "0")}`;
    FakePeerConnection.all.push(this);
  }

  addTransceiver(kind: "audio" | "video", { direction }: { direction: string }): FakeTransceiver {
    const transceiver = new FakeTransceiver(kind, direction);
    this.transceivers.push(transceiver);
    this.#needNegotiation();
    return transceiver;
  }

  getTransceivers(): FakeTransceiver[] {
    return this.transceivers;
  }

  createDataChannel(): unknown {
    return Object.assign(new EventTarget(), { readyState: "connecting", send: () => undefined });
  }

  restartIce(): void {
    this.iceRestarts += 1;
    this.#needNegotiation();
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.configuration = configuration;
  }

  async getStats(): Promise<ReadonlyMap<string, unknown>> {
    return this.stats;
  }

  async setLocalDescription(): Promise<void> {
    await Promise.resolve();
    const type = this.signalingState === "have-remote-offer" ? "answer" : "offer";
    this.#move(`local ${type}`);
    this.#generation += 1;
    this.localDescription = {
      type,
      sdp: `v=0\r\na=fingerprint:${this.fingerprint}\r\na=generation:${this.#generation}\r\n`,
    };
    if (type === "offer") this.#needsNegotiation = false;
    else if (this.#needsNegotiation) this.#needNegotiation();
  }

  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    await Promise.resolve();
    // An offer in `have-local-offer` rolls the own offer back first.
    if (description.type === "offer" && this.signalingState === "have-local-offer") {
      this.signalingState = "stable";
      this.#needNegotiation();
    }
    this.#move(`remote ${description.type}`);
    this.remoteDescription = description;
    if (description.type === "offer" && this.transceivers.length === 0)
      for (const kind of ["audio", "video", "video"] as const)
        this.transceivers.push(new FakeTransceiver(kind, "recvonly"));
    if (this.signalingState === "stable" && this.#needsNegotiation) this.#needNegotiation();
  }

  async addIceCandidate(candidate: unknown): Promise<void> {
    if (this.remoteDescription === null) throw new DOMException("No remote description", "InvalidStateError");
    this.candidates.push(candidate);
  }

  close(): void {
    this.signalingState = "closed";
    this.connectionState = "closed";
  }

  /** What the network makes of the connection. */
  report(connectionState: string): void {
    this.connectionState = connectionState;
    this.onconnectionstatechange?.();
  }

  #move(what: string): void {
    const next = TRANSITIONS[this.signalingState]?.[what];
    if (next === undefined)
      throw new DOMException(`Called in wrong state: ${this.signalingState}, ${what}`, "InvalidStateError");
    this.signalingState = next;
  }

  /** One event for all that needs it; it waits for `stable`. */
  #needNegotiation(): void {
    this.#needsNegotiation = true;
    if (this.#isQueued) return;
    this.#isQueued = true;
    queueMicrotask(() => {
      this.#isQueued = false;
      if (this.#needsNegotiation && this.signalingState === "stable") this.onnegotiationneeded?.();
    });
  }
}

class FakeStream {
  readonly tracks: unknown[] = [];
  addTrack(track: unknown): void {
    this.tracks.push(track);
  }
}

/** Puts the fakes where the code under test looks for the browser's. */
export function installFakePeerConnection(): void {
  FakePeerConnection.all.length = 0;
  Object.assign(globalThis, { RTCPeerConnection: FakePeerConnection, MediaStream: FakeStream });
}
