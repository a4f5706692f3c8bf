import { vi } from "vitest";

/** A call control of the fake push client's. */
export class FakeControl {
  readonly hangups: string[] = [];
  readonly #id: string;
  readonly #listeners: Record<string, ((value?: unknown) => void)[]> = {};

  constructor(id: string) {
    this.#id = id;
  }

  getId(): string {
    return this.#id;
  }

  hangup(reason: string): void {
    this.hangups.push(reason);
  }

  accept(): void {}
  sendCustomEvent(): void {}

  on(event: string, listener: (value?: unknown) => void): void {
    (this.#listeners[event] ??= []).push(listener);
  }

  fire(event: "AcceptedElsewhere" | "CallEnded" | "CallFailed", value?: unknown): void {
    for (const listener of this.#listeners[event] ?? []) listener(value);
  }
}

type Callback = (error: unknown, result?: unknown) => void;

/** What a visitor rings with. */
interface Ring {
  readonly callId?: string;
  readonly name?: string;
  readonly type?: string;
}

/** The push client of PROTOCOL 3, controlled by the test. */
export class FakePush {
  readonly calls: string[] = [];
  sessionId = "NO-SESSION";
  /** What `connect` does. */
  onConnect: () => void = () => this.connected();
  onSwitch: (what: string, callback: Callback) => void = (_what, callback) => callback(null);
  setInfo: (value: unknown) => void = () => {};
  update: (value: unknown) => void = () => {};
  userInfo: (key: string, value: unknown) => void = () => {};
  ringing: (control: FakeControl, caller: unknown, context: unknown) => void = () => {};
  readonly #listeners: ((event: string, detail?: unknown) => void)[] = [];

  readonly switch = {
    join: (_options: unknown, callback: Callback): void => this.#switch("join", callback),
    leave: (_options: unknown, callback: Callback): void => this.#switch("leave", callback),
  };
  readonly call = {
    service: {
      onIncomingCall: (listener: FakePush["ringing"]): void => {
        this.ringing = listener;
      },
    },
  };

  connect({ url, token, userId }: { url: string; token: string; userId: string }): void {
    this.calls.push(`connect ${url} ${token} ${userId}`);
    this.onConnect();
  }

  reconnect(): void {
    this.calls.push("reconnect");
  }

  disconnect(): void {
    this.calls.push("disconnect");
    this.sessionId = "NO-SESSION";
  }

  on(event: string, listener: (event: string, detail?: unknown) => void): void {
    if (event === "*") this.#listeners.push(listener);
  }

  off(): void {}

  getSessionId(): string {
    return this.sessionId;
  }

  setCallInfoCallbacks(set: (value: unknown) => void, update: (value: unknown) => void): void {
    this.setInfo = set;
    this.update = update;
  }

  onUserInfo(listener: (key: string, value: unknown) => void): void {
    this.userInfo = listener;
  }

  fire(event: string, detail?: unknown): void {
    for (const listener of this.#listeners) listener(event, detail);
  }

  connected(timetable = "on"): void {
    this.sessionId = "s1";
    this.fire("Connected");
    if (timetable) this.userInfo("timetable", timetable);
  }

  lost(): void {
    this.sessionId = "NO-SESSION";
    this.fire("Disconnected");
  }

  /** A visitor rings; returns the control. */
  ring(
    visitorId: string,
    { callId = `call-${visitorId}`, name = "Ann+Lee", type = "visitor" }: Ring = {},
  ): FakeControl {
    const control = new FakeControl(callId);
    this.ringing(control, { name }, { from: { id: visitorId, type }, customData: { order: { id: 7 } } });
    return control;
  }

  #switch(what: string, callback: Callback): void {
    this.calls.push(what);
    this.onSwitch(what, callback);
  }
}

export const AGENT = {
  _id: "agent-1",
  firstName: "John",
  lastName: "Doe",
  email: "orgjohn@example.com",
  contactEmail: "",
  organizationId: "org",
  tennantId: "tenant-1",
  signalling: { endPoint: "wss://platform.example/socket?a=1" },
  _account: { email: "orgjohn@example.com", contactEmail: "" },
};

type Answer = { status?: number; body?: unknown } | (() => Promise<never>);

/** The platform's REST calls (PROTOCOL 1), each answer replaceable. */
export class FakePlatform {
  readonly requests: { path: string; init: RequestInit | undefined }[] = [];
  tokens = 0;
  answers: Record<string, () => Answer> = {
    impersonateCreate: () => ({ body: { token: `token-${++this.tokens}` } }),
    "users/me": () => ({ body: AGENT }),
    "signalling/endpoint": () => ({ body: { signallingId: "sig-1" } }),
  };

  install(): void {
    vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
      const path = url.replace("https://platform.example", "");
      this.requests.push({ path, init });
      const key = Object.keys(this.answers).find((part) => path.includes(part));
      const answer = key === undefined ? {} : (this.answers[key]?.() ?? {});
      if (typeof answer === "function") return answer();
      const { status = 200, body = {} } = answer;
      return new Response(JSON.stringify(body), { status });
    });
  }
}

/** A request without an answer, until it is aborted. */
export function neverAnswers(platform: FakePlatform): () => Answer {
  return () => () =>
    new Promise<never>((_resolve, reject) => {
      const signal = platform.requests.at(-1)?.init?.signal;
      signal?.addEventListener("abort", () => reject(signal.reason));
    });
}
