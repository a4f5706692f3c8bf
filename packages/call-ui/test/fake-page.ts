/** The browser around an entry: the platform's answers, the devices and the permissions are the test's. */
import { vi } from "vitest";
import type { SocketLoader } from "../src/signalling/load-socket.ts";
import type { SignallingSocket } from "../src/signalling/socket-transport.ts";
import { FakeSocket } from "./fake-socket.ts";

export class FakeDeviceTrack extends EventTarget {
  readonly kind: "audio" | "video";
  readonly label = "";
  enabled = true;
  muted = false;
  readyState = "live";

  constructor(kind: "audio" | "video") {
    super();
    this.kind = kind;
  }
  getSettings(): object {
    return {};
  }
  stop(): void {
    this.readyState = "ended";
  }
}

export interface Asked {
  readonly path: string;
  readonly body: Record<string, unknown>;
  answer(status: number, body: object): void;
  /** No readable answer. */
  fail(): void;
}

export class FakePage {
  readonly asked: Asked[] = [];
  readonly opened: FakeDeviceTrack[] = [];
  readonly socket: FakeSocket = new FakeSocket();
  /** Signals of the transports that were opened before a seat. */
  readonly prepared: AbortSignal[] = [];
  permission: PermissionState = "prompt";
  readonly #stored = new Map<string, string>();
  readonly window: EventTarget = new EventTarget();

  readonly sockets: SocketLoader = {
    loadSocket: async () => () => this.socket as unknown as SignallingSocket,
    prepareSocket: async (signal) => void this.prepared.push(signal),
  };

  /** Puts it where the code under test looks for the browser's. */
  install(): void {
    vi.useFakeTimers();
    vi.stubGlobal("window", this.window);
    vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
    vi.stubGlobal("isSecureContext", true);
    const storage = {
      getItem: (key: string) => this.#stored.get(key) ?? null,
      setItem: (key: string, value: string) => void this.#stored.set(key, value),
    };
    vi.stubGlobal("localStorage", storage);
    vi.stubGlobal("sessionStorage", storage);
    vi.stubGlobal("navigator", {
      userAgent: "",
      sendBeacon: () => true,
      permissions: { query: async () => ({ state: this.permission }) },
      mediaDevices: {
        enumerateDevices: async () => [],
        getUserMedia: async ({ audio, video }: MediaStreamConstraints) => this.#openDevices(!!audio, !!video),
      },
    });
    vi.stubGlobal(
      "fetch",
      (path: string, { body }: { readonly body?: string }) =>
        new Promise<Response>((resolve, reject) => {
          this.asked.push({
            path,
            body: JSON.parse(body ?? "{}") as Record<string, unknown>,
            answer: (status, answer) => resolve(Response.json(answer, { status })),
            fail: () => reject(new TypeError("Failed to fetch")),
          });
        }),
    );
  }

  #openDevices(audio: boolean, video: boolean): object {
    const tracks = [
      ...(audio ? [new FakeDeviceTrack("audio")] : []),
      ...(video ? [new FakeDeviceTrack("video")] : []),
    ];
    this.opened.push(...tracks);
    return {
      getTracks: () => tracks,
      getAudioTracks: () => tracks.filter(({ kind }) => kind === "audio"),
      getVideoTracks: () => tracks.filter(({ kind }) => kind === "video"),
    };
  }

  /** The last request. */
  get latest(): Asked {
    const asked = this.asked.at(-1);
    if (asked === undefined) throw new Error("Nothing was asked.");
    return asked;
  }
}

export const refusal = (code: string): object => ({
  message: "Refused.",
  error: { code, message: "Refused.", action: "Try something else." },
});
