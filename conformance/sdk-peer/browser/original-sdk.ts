/**
 * An SDK that behaves like the original (PROTOCOL.md section 10) and uses the protocols of sections 1 to 6. It
 * records what it receives; the tests read these notes.
 */
interface SignIn {
  readonly origin: string;
  readonly apiKey: string;
  readonly externalId: string;
  readonly email: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

interface OriginalSettings {
  readonly tennantId: string;
  readonly signalling: { readonly endPoint: string };
  readonly _account: { readonly email: string };
}

interface OriginalControl {
  getId(): string;
  hangup(reason: string): void;
  on(event: string, listener: (detail?: unknown) => void): void;
}

interface OriginalPush {
  connect(options: unknown): void;
  disconnect(): void;
  on(event: string, listener: (...details: unknown[]) => void): void;
  getSessionId(): string;
  readonly switch: Record<"join" | "leave", (options: unknown, callback: (error: unknown) => void) => void>;
  setCallInfoCallbacks(
    set: (value: { groups?: { floor?: Record<string, number> } }) => void,
    update: (delta: { mrg?: { self?: { set?: { timetable?: string } } } }) => void,
    error: (cause: unknown) => void,
  ): void;
  onUserInfo(listener: (key: string, value: unknown) => void): void;
  readonly call: {
    readonly service: {
      onIncomingCall(
        listener: (
          control: OriginalControl,
          caller: { name?: string },
          context: { from: { id: string; type: string } },
        ) => void,
      ): void;
    };
  };
}

const CALL_TYPES = { callTypes: ["chat", "video", "screen"] };
const ACCEPTED_ELSEWHERE_MS = 30_000;
const START_MS = 10_000;

class OriginalSdk {
  /** All notes, in order. */
  readonly notes: { readonly what: string; readonly detail?: unknown; readonly atMs: number }[] = [];
  readonly entries = new Map<string, Map<string, OriginalControl>>();
  settings: OriginalSettings | undefined;
  timetable: string | undefined;
  isOnQueue = false;
  #origin = "";
  #token = "";
  #push: OriginalPush | undefined;
  #iframe: HTMLIFrameElement | undefined;

  constructor() {
    addEventListener("message", ({ data, origin }) => {
      if (origin !== this.#origin) return;
      this.#note("widget", data as unknown);
      if ((data as { status?: string }).status === "FINISHED") this.endCall();
    });
  }

  /** Resolves before it is connected. */
  async init({ origin, apiKey, externalId, email, firstName, lastName }: SignIn): Promise<void> {
    this.#origin = origin;
    const body = { pak: apiKey, division: externalId, email, firstName, lastName };
    const created = await this.#ask<{ token: string }>("/api/partners/impersonateCreate", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    this.#token = created.token;
    const headers = { authorization: `Bearer ${this.#token}` };
    this.settings = await this.#ask<OriginalSettings>("/api/brokerages/users/me", { headers });
    const { tennantId } = this.settings;
    const { signallingId } = await this.#ask<{ signallingId: string }>(
      `/api/signalling/endpoint/${tennantId}/null`,
    );
    await this.#loadPushScript();
    this.#connect(signallingId);
  }

  /** Requires a pushed timetable that permits joining. */
  switchQueue(): Promise<void> {
    if (!["on", "disabled"].includes(this.timetable ?? "")) throw new Error(`timetable: ${this.timetable}`);
    const action = this.isOnQueue ? "leave" : "join";
    return new Promise((resolve, reject) => {
      this.#push!.switch[action](CALL_TYPES, (error) => {
        if (error) return reject(new Error(JSON.stringify(error)));
        this.isOnQueue = action === "join";
        resolve();
      });
    });
  }

  /** Only `AcceptedElsewhere` with a `deviceId` counts as success. */
  async acceptCall(visitorId: string): Promise<void> {
    const controls = [...(this.entries.get(visitorId)?.values() ?? [])];
    const confirmed = new Promise<string>((resolve) => {
      for (const control of controls)
        control.on("AcceptedElsewhere", (by) =>
          resolve((by as { deviceId?: string }).deviceId ? "confirmed" : "taken-by-another-agent"),
        );
    });
    this.openWidget(visitorId);
    const started = this.#widgetSays("CALL_STARTED", this.#widgetSays("PRE_CALL"));
    const tooLate = new Promise<string>((resolve) => {
      setTimeout(() => resolve("no AcceptedElsewhere within 30 s"), ACCEPTED_ELSEWHERE_MS);
    });
    const outcome = await Promise.race([confirmed, tooLate]);
    this.#note("accept", outcome);
    if (outcome === "confirmed") return started;
    for (const control of controls) control.hangup("DismissMeeting");
    this.endCall();
    throw new Error(outcome);
  }

  rejectCall(visitorId: string): void {
    for (const control of this.entries.get(visitorId)?.values() ?? []) control.hangup("RejectedByAgent");
  }

  /** Without an interaction id it starts a new interaction. */
  openWidget(interaction?: string): void {
    const query = new URLSearchParams({ token: this.#token, enablePostMessage: "true", authPopup: "true" });
    if (interaction !== undefined) query.set("veinteraction", interaction);
    this.#show(query);
  }

  /** Outside standalone mode the widget gets the API key itself. */
  openWidgetWithKey(origin: string, apiKey: string, email: string): void {
    this.#origin = origin;
    this.#show(
      new URLSearchParams({
        environment: "generic",
        pak: apiKey,
        email,
        enablePostMessage: "true",
        authPopup: "true",
      }),
    );
  }

  /** Removes the widget without posting a message to it. */
  endCall(): void {
    this.#iframe?.remove();
    this.#iframe = undefined;
  }

  get isWidgetOpen(): boolean {
    return this.#iframe !== undefined;
  }

  /** Doesn't leave the queue. */
  destroy(): void {
    this.endCall();
    this.#push?.disconnect();
  }

  async #ask<Answer>(path: string, request: RequestInit = {}): Promise<Answer> {
    const response = await fetch(`${this.#origin}${path}`, request);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return (await response.json()) as Answer;
  }

  #loadPushScript(): Promise<void> {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.crossOrigin = "anonymous";
      script.src = `${this.#origin}/static/widgets/push.bundle.v3.js`;
      script.addEventListener("load", () => resolve());
      script.addEventListener("error", () => reject(new Error("the push script didn't load")));
      document.head.append(script);
    });
  }

  #connect(signallingId: string): void {
    const { tennantId, signalling, _account } = this.settings!;
    const push = (window as unknown as { push: { create(): OriginalPush } }).push.create();
    this.#push = push;
    push.on("*", (event) => this.#note("push", event));
    push.on("Connected", () => this.#note("session", push.getSessionId()));
    push.setCallInfoCallbacks(
      (value) => {
        this.#note("callInfo", value);
        if (Object.values(value.groups?.floor ?? {}).some((count) => count > 0)) void this.switchQueue();
      },
      (delta) => this.#noteTimetable(delta.mrg?.self?.set?.timetable),
      (cause) => this.#note("callInfoError", String(cause)),
    );
    push.onUserInfo((key, value) => {
      if (key === "timetable") this.#noteTimetable(value as string);
    });
    push.call.service.onIncomingCall((control, caller, context) => {
      const { id, type } = context.from;
      this.#note("incomingCall", { id, type, name: caller.name });
      if (type === "visitor") this.#enter(id, control);
    });
    const url = new URL(signalling.endPoint);
    url.searchParams.set("signallingId", signallingId);
    push.connect({ url: url.href, tenantId: tennantId, token: this.#token, userId: _account.email });
  }

  /** `CallEnded` removes an entry, also after a rejection. */
  #enter(visitorId: string, control: OriginalControl): void {
    const calls = this.entries.get(visitorId) ?? new Map<string, OriginalControl>();
    this.entries.set(visitorId, calls.set(control.getId(), control));
    for (const event of ["AcceptedElsewhere", "CallFailed", "CallEnded"])
      control.on(event, (detail) => {
        this.#note(event, { visitorId, ...(detail as object | undefined) });
        calls.delete(control.getId());
        if (calls.size === 0) this.entries.delete(visitorId);
      });
  }

  #show(query: URLSearchParams): void {
    const iframe = document.createElement("iframe");
    iframe.allow =
      "camera; microphone; autoplay; encrypted-media; fullscreen; picture-in-picture; display-capture";
    iframe.src = `${this.#origin}/nextjs/single/smartvideo/?${query.toString()}`;
    document.body.append(iframe);
    this.#iframe = iframe;
  }

  /** Waits up to 10 s after the previous status. */
  #widgetSays(status: string, before?: Promise<void>): Promise<void> {
    const arrived = new Promise<void>((resolve) => {
      addEventListener("message", ({ data }) => {
        if ((data as { status?: string }).status === status) resolve();
      });
    });
    if (!before) return arrived;
    const tooLate = before.then(
      () =>
        new Promise<never>((_resolve, reject) => {
          setTimeout(() => reject(new Error(`no ${status} within 10 s of PRE_CALL`)), START_MS);
        }),
    );
    return Promise.race([arrived, tooLate]);
  }

  #noteTimetable(value: string | undefined): void {
    if (value === undefined) return;
    this.timetable = value;
    this.#note("timetable", value);
  }

  #note(what: string, detail?: unknown): void {
    this.notes.push({ what, detail, atMs: performance.now() });
  }
}

Object.assign(window, { OriginalSdk, original: new OriginalSdk() });
