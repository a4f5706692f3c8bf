/** A browser's devices, for tests of what opens and stops them: the test plugs them in and answers the prompts. */
import { vi } from "vitest";

interface TrackSettings {
  readonly deviceId: string;
  readonly groupId: string;
  readonly facingMode?: string;
}

const NO_SETTINGS: TrackSettings = { deviceId: "", groupId: "" };

export class FakeTrack extends EventTarget {
  readonly kind: "audio" | "video";
  readonly label: string;
  readonly #settings: TrackSettings;
  readonly clones: FakeTrack[] = [];
  enabled = true;
  muted = false;
  contentHint = "";
  readyState: "live" | "ended" = "live";

  constructor(kind: "audio" | "video", label = "", settings: TrackSettings = NO_SETTINGS) {
    super();
    this.kind = kind;
    this.label = label;
    this.#settings = settings;
  }

  getSettings(): TrackSettings {
    return this.#settings;
  }

  clone(): FakeTrack {
    const copy = new FakeTrack(this.kind, this.label, this.#settings);
    this.clones.push(copy);
    return copy;
  }

  stop(): void {
    this.readyState = "ended";
  }

  /** The device or the browser ends it. */
  end(): void {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }

  /** The system silences it, or no longer. */
  silence(muted: boolean): void {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? "mute" : "unmute"));
  }
}

export class FakeStream {
  readonly #tracks: readonly FakeTrack[];

  constructor(tracks: readonly FakeTrack[]) {
    this.#tracks = tracks;
  }
  getTracks(): readonly FakeTrack[] {
    return this.#tracks;
  }
  getAudioTracks(): readonly FakeTrack[] {
    return this.#tracks.filter(({ kind }) => kind === "audio");
  }
  getVideoTracks(): readonly FakeTrack[] {
    return this.#tracks.filter(({ kind }) => kind === "video");
  }
}

/** A graph of sources that play into one track, and of analysers that measure {@link FakeMediaDevices.loudness}. */
export class FakeAudioContext {
  static devices: FakeMediaDevices;
  readonly mixed: FakeTrack[] = [];
  readonly output: FakeTrack = new FakeTrack("audio", "mix");
  isClosed = false;

  constructor() {
    FakeAudioContext.devices.contexts.push(this);
  }
  createMediaStreamDestination(): { readonly stream: FakeStream } {
    return { stream: new FakeStream([this.output]) };
  }
  createMediaStreamSource(stream: FakeStream): { connect(): void; disconnect(): void } {
    const tracks = stream.getTracks();
    return {
      connect: () => void this.mixed.push(...tracks),
      disconnect: () => {
        for (const track of tracks) this.mixed.splice(this.mixed.indexOf(track), 1);
      },
    };
  }
  createAnalyser(): { fftSize: number; getFloatTimeDomainData(samples: Float32Array): void } {
    return {
      fftSize: 0,
      getFloatTimeDomainData: (samples) => void samples.fill(FakeAudioContext.devices.loudness),
    };
  }
  async close(): Promise<void> {
    this.isClosed = true;
  }
}

export interface FakeDevice {
  readonly kind: MediaDeviceKind;
  readonly deviceId: string;
  readonly label: string;
  readonly groupId: string;
  readonly facingMode?: string;
}

/** A request that waits for its answer. */
export interface MediaRequest {
  readonly constraints: MediaStreamConstraints;
  /** Resolves it with tracks of the devices that it names, or of the first ones. */
  allow(): void;
  refuse(name: string, message?: string): void;
}

const wantedId = (constraints: boolean | MediaTrackConstraints | undefined): string | undefined => {
  const id = typeof constraints === "object" ? constraints.deviceId : undefined;
  return typeof id === "object" && "exact" in id ? String(id.exact) : undefined;
};
const wantedFacing = (constraints: boolean | MediaTrackConstraints | undefined): string | undefined => {
  const facing = typeof constraints === "object" ? constraints.facingMode : undefined;
  return typeof facing === "object" && "exact" in facing ? String(facing.exact) : undefined;
};

export class FakeMediaDevices extends EventTarget {
  devices: readonly FakeDevice[] = [];
  /** Null: the browser can't be asked. */
  permission: PermissionState | null = null;
  readonly requests: MediaRequest[] = [];
  readonly opened: FakeTrack[] = [];
  readonly contexts: FakeAudioContext[] = [];
  /** Of every analyser's samples, 0 to 1. */
  loudness = 0;
  readonly stored: Map<string, string> = new Map();

  /** Puts it where the code under test looks for the browser's. */
  install(): void {
    FakeAudioContext.devices = this;
    vi.useFakeTimers();
    vi.stubGlobal("isSecureContext", true);
    vi.stubGlobal("document", {});
    vi.stubGlobal("MediaStream", FakeStream);
    vi.stubGlobal("AudioContext", FakeAudioContext);
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => this.stored.get(key) ?? null,
      setItem: (key: string, value: string) => void this.stored.set(key, value),
    });
    vi.stubGlobal("navigator", {
      userAgent: "",
      mediaDevices: this,
      permissions: {
        query: async () => {
          if (this.permission === null) throw new TypeError("Unknown permission.");
          return { state: this.permission };
        },
      },
    });
  }

  async enumerateDevices(): Promise<readonly FakeDevice[]> {
    return this.devices;
  }

  getSupportedConstraints(): object {
    return {};
  }

  getUserMedia(constraints: MediaStreamConstraints): Promise<FakeStream> {
    return this.#ask(constraints, () => [
      ...(constraints.audio ? [this.#open("audioinput", constraints.audio)] : []),
      ...(constraints.video ? [this.#open("videoinput", constraints.video)] : []),
    ]);
  }

  /** The screen comes with sound. */
  getDisplayMedia(constraints: MediaStreamConstraints): Promise<FakeStream> {
    return this.#ask(constraints, () => [
      new FakeTrack("video", "screen"),
      new FakeTrack("audio", "screen sound"),
    ]);
  }

  /** The last request. */
  get latest(): MediaRequest {
    const request = this.requests.at(-1);
    if (request === undefined) throw new Error("Nothing was requested.");
    return request;
  }

  get live(): readonly FakeTrack[] {
    return this.opened.filter(({ readyState }) => readyState === "live");
  }

  plug(devices: readonly FakeDevice[]): void {
    this.devices = devices;
    this.dispatchEvent(new Event("devicechange"));
  }

  #ask(constraints: MediaStreamConstraints, open: () => readonly FakeTrack[]): Promise<FakeStream> {
    return new Promise((resolve, reject) =>
      this.requests.push({
        constraints,
        allow: () => {
          const tracks = open();
          this.opened.push(...tracks);
          resolve(new FakeStream(tracks));
        },
        refuse: (name, message = "") => reject(new DOMException(message, name)),
      }),
    );
  }

  #open(kind: MediaDeviceKind, constraints: boolean | MediaTrackConstraints): FakeTrack {
    const facing = wantedFacing(constraints);
    const id = wantedId(constraints);
    const candidates = this.devices.filter((device) => device.kind === kind);
    const device =
      candidates.find(({ deviceId, facingMode }) =>
        facing === undefined ? deviceId === id : facingMode === facing,
      ) ?? candidates[0];
    if (device === undefined) throw new Error(`No ${kind} is plugged in.`);
    return new FakeTrack(kind === "audioinput" ? "audio" : "video", device.label, device);
  }
}
