/**
 * How the agent's widget gets its seat.
 *
 * 1. One request exchanges what the address held for a token and an interaction. The signalling transport opens meanwhile, and so do
 *    the devices, where the browser won't ask for them.
 * 2. The seat's socket connects, and the agent joins.
 *
 * Where the browser has to ask, devices are requested after step 1: a call that isn't there needs no camera.
 */
import { type InteractionId, isInteractionId } from "@videoengager/protocol/ids";
import type {
  AgentInteraction,
  OpenInteractionRequest,
  OpenInteractionResponse,
  StartWidgetResponse,
  WidgetSignInRequest,
  WidgetSignInResponse,
  WidgetToken,
} from "@videoengager/protocol/rest/widget-session";
import type { CallStatus, SignInProblem, SignInRefusal } from "@videoengager/protocol/widget/widget-messages";
import { Store } from "@videoengager/ui-kit/store";
import { anySignal } from "../any-signal.ts";
import { GenesysSignIn } from "../genesys/genesys-sign-in.ts";
import { reportCall } from "../host/report-call.ts";
import type { WidgetHost } from "../host/widget-host.ts";
import type { WidgetParams } from "../page-params.ts";
import { randomId } from "../random-id.ts";
import {
  type Answer,
  openInteraction,
  PlatformError,
  renewWidgetToken,
  startWidget,
} from "../rest/platform-api.ts";
import { SOCKET_LOADER, type SocketLoader } from "../signalling/load-socket.ts";
import { AgentMedia } from "./agent-media.ts";
import { CallController } from "./call-controller.ts";
import { countedAttributes } from "./call-counters.ts";
import type { CallState } from "./call-state.ts";
import { describeEnd, type EntryFailure, failureOf } from "./entry-failure.ts";
import { delay, retryDelayMs } from "./retry-policy.ts";
import { supportsCalls } from "./supports-calls.ts";
import { chatMemoryOf, forgetCall } from "./tab-memory.ts";

export type AgentStage =
  /** Loaded ahead of a call: signed in to nothing, no device open. */
  | { readonly name: "parked" }
  | { readonly name: "starting" }
  | { readonly name: "sign-in"; readonly refused: boolean }
  | { readonly name: "genesys"; readonly signIn: GenesysSignIn }
  | {
      readonly name: "seated";
      readonly how: OpenInteractionResponse["how"];
      readonly interaction: AgentInteraction;
      readonly controller: CallController;
    }
  | { readonly name: "failed"; readonly why: EntryFailure | SignInRefusal };

/** How much of its life a token is used before it is renewed. */
const RENEW_AT = 0.75;
const RENEW_SOONEST_MS = 5_000;

/** From the address to the agent's seat, or to why there is none. Lives as long as its signal. */
export class AgentEntry {
  readonly stage: Store<AgentStage>;
  readonly agent: Store<WidgetSignInResponse | null> = new Store<WidgetSignInResponse | null>(null);
  #params: WidgetParams;
  readonly #host: WidgetHost;
  readonly #signal: AbortSignal;
  readonly #onError: (cause: unknown) => void;
  readonly #sockets: SocketLoader;
  #instanceId: string;
  /** The host hung up before there was a call. */
  readonly #left: AbortController = new AbortController();
  #credential: WidgetSignInRequest | null;
  /** Ends the sign-in with Genesys Cloud that runs. */
  #genesys: AbortController = new AbortController();
  /** The host was told that the agent has to sign in. */
  #isSigningIn = false;
  #token = "";

  constructor(
    params: WidgetParams,
    host: WidgetHost,
    onError: (cause: unknown) => void,
    signal: AbortSignal,
    sockets: SocketLoader = SOCKET_LOADER,
  ) {
    this.#sockets = sockets;
    this.#params = params;
    this.#instanceId = params.instanceId ?? randomId();
    this.#host = host;
    this.#onError = onError;
    this.#signal = anySignal(signal, this.#left.signal);
    this.#credential = params.credential;
    this.stage = new Store<AgentStage>({ name: params.isParked ? "parked" : "starting" });
  }

  /** Goes as far as it can; never rejects. A parked page waits until the host names its call. */
  async start(): Promise<void> {
    if (this.#params.isParked) return void this.#sockets.loadSocket();
    if (!supportsCalls()) return this.#failWith("unsupported");
    if (this.#credential === null && this.#params.genesysDomain !== null)
      return this.#askGenesys(this.#params.genesysDomain, null);
    if (this.#credential === null) {
      this.#askToSignIn(null);
      this.stage.set({ name: "sign-in", refused: false });
      return;
    }
    this.stage.set({ name: "starting" });
    const attempt = new AbortController();
    const signal = anySignal(attempt.signal, this.#signal);
    void this.#sockets.prepareSocket(signal);
    const media = new AgentMedia(signal);
    void media.openIfAllowed();
    try {
      const { signedIn, opened } = await this.#requestSeat(this.#credential);
      await this.#enterCall(signedIn, opened, media);
    } catch (cause) {
      attempt.abort();
      if (!this.#signal.aborted) this.#fail(cause);
    }
  }

  #askToSignIn(problem: SignInProblem | null): void {
    this.#isSigningIn = true;
    this.#host.signingIn(problem);
  }

  /** Signs the agent in with Genesys Cloud, then goes on as with any credential. */
  #askGenesys(domain: string, problem: SignInProblem | null): Promise<void> {
    this.#genesys.abort();
    this.#genesys = new AbortController();
    const signIn = new GenesysSignIn(domain, problem, anySignal(this.#genesys.signal, this.#signal));
    this.stage.set({ name: "genesys", signIn });
    this.#askToSignIn(problem);
    return signIn.run({
      onProblem: (next) => this.#askToSignIn(next),
      onSignedIn: (token) => void this.signIn({ token }),
      onRefused: (why) => this.#failWith("not-authenticated", why),
      onFailed: (cause) => this.#failWith(failureOf(cause)),
      withRetry: (request) => this.#withRetry(request),
    });
  }

  /** Rejects where the sign-in or the interaction is refused. */
  async #requestSeat(
    credential: WidgetSignInRequest,
  ): Promise<{ readonly signedIn: WidgetSignInResponse; readonly opened: OpenInteractionResponse }> {
    const asked = this.#params.veinteraction;
    const start = await this.#withRetry(() =>
      startWidget(credential, this.#openRequest(asked), this.#signal),
    );
    const { signedIn, opened } = start.value;
    if (this.#isSigningIn) this.#host.signedIn();
    this.#isSigningIn = false;
    this.#host.allowOrigins(signedIn.allowedOrigins);
    this.#keepToken({ value: signedIn, platformTimeMs: start.platformTimeMs });
    this.agent.set(signedIn);
    // The host asked to return to another interaction while the request ran.
    const isOutdated = this.#params.veinteraction !== asked;
    if (!isOutdated && !isRetriable(opened)) return { signedIn, opened: requireOpened(opened) };
    const again = await this.#withRetry(() => this.#open(this.#params.veinteraction));
    return { signedIn, opened: again.value };
  }

  /** Null outside a call. */
  get controller(): CallController | null {
    const stage = this.stage.value;
    return stage.name === "seated" ? stage.controller : null;
  }

  /** This page's id in its seat. */
  get instanceId(): string {
    return this.#instanceId;
  }

  /** Enters the call of a parked page, or the one that this page was in before it was loaded again, unless it is in one. */
  resume(params: WidgetParams): void {
    const { name } = this.stage.value;
    if (name === "seated" || (name !== "parked" && params.veinteraction === null)) return;
    this.#params = params;
    this.#credential = params.credential;
    this.#instanceId = params.instanceId ?? this.#instanceId;
    // While the sign-in is pending, the interaction is opened after it.
    if (name !== "starting") void this.start();
  }

  /** The agent's own key and address, where the address of the page held none. */
  async signIn(credential: WidgetSignInRequest): Promise<void> {
    this.#credential = credential;
    await this.start();
  }

  /** The address that was last tried; a refusal does not make anybody write it again. */
  get triedEmail(): string {
    const credential = this.#credential;
    return credential !== null && "email" in credential ? credential.email : "";
  }

  /** Leaves before there is a call. */
  hangUp(): void {
    if (this.controller !== null) return this.controller.hangUp();
    this.#left.abort();
    this.#host.status({ status: "FINISHED" });
  }

  #openRequest(veinteraction: string | null): OpenInteractionRequest {
    return {
      instanceId: this.#instanceId,
      ...this.#params.details,
      ...(veinteraction === null ? {} : { veinteraction }),
    };
  }

  #open(veinteraction: string | null): Promise<Answer<OpenInteractionResponse>> {
    return openInteraction(this.#openRequest(veinteraction), this.#token, this.#signal);
  }

  async #enterCall(
    { agent, tenant }: WidgetSignInResponse,
    { how, interaction, seat, room }: OpenInteractionResponse,
    media: AgentMedia,
  ): Promise<void> {
    const controller = new CallController({
      role: "agent",
      instanceId: this.#instanceId,
      media: media.use(agent.cameraOn),
      onAnnounce: (status, state) => this.#announce(status, state, agent.email, interaction),
      onTrouble: (cause) => this.#host.trouble(cause),
      onClaimed: () => this.#host.claimed(interaction.interactionId),
      onStop: () => {
        media.close();
        if (controller.state.value.outcome?.kind === "ended") forgetCall(interaction.interactionId);
      },
      onError: this.#onError,
      loadSocket: () => this.#sockets.loadSocket(),
      signal: this.#signal,
    });
    this.stage.set({ name: "seated", how, interaction, controller });
    reportCall(controller, (message) => this.#host.report(message), this.#signal);
    const start = {
      how,
      connectsEarly: tenant.earlyConnect,
      chatMemory: chatMemoryOf(interaction.interactionId),
      room,
    };
    controller.connect(seat, start, async () => (await this.#open(interaction.interactionId)).value.seat);
    await media.open();
    controller.join(agent.displayName);
  }

  #announce(status: CallStatus, state: CallState, email: string, interaction: AgentInteraction): void {
    const nowMs = Date.now();
    const visitorName = state.room?.peer.displayName || interaction.visitorName;
    this.#host.status({
      status,
      email,
      visitorId: interaction.interactionId,
      pin: interaction.pin,
      shortUrl: interaction.shortUrl,
      tennant_id: interaction.tenantId,
      attributes: {
        ...interaction.customData,
        interactionOfferedTimestamp: interaction.createdAtMs,
        ...countedAttributes(state, nowMs),
        ...(visitorName ? { visitorName } : {}),
        ...(status === "FINISHED" ? describeEnd(state) : {}),
      },
    });
  }

  #keepToken({ value, platformTimeMs }: Answer<WidgetToken>): void {
    this.#token = value.token;
    const inMs = Math.max(RENEW_SOONEST_MS, (value.expiresAtMs - platformTimeMs) * RENEW_AT);
    // Beyond this, a timer fires at once.
    const timer = setTimeout(() => void this.#renew(), Math.min(inMs, 2 ** 31 - 1));
    this.#signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  }

  async #renew(): Promise<void> {
    try {
      this.#keepToken(await this.#withRetry(() => renewWidgetToken(this.#token, this.#signal)));
    } catch (cause) {
      // The call itself needs no token. If the seat must be renewed later, that request reports the problem.
      if (!this.#signal.aborted) this.#onError(cause);
    }
  }

  /** Retries a request while the platform cannot be reached. */
  async #withRetry<Value>(request: () => Promise<Value>): Promise<Value> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await request();
      } catch (cause) {
        const again = cause instanceof PlatformError && ["unreachable", "not-ready"].includes(cause.code);
        const afterMs = again ? retryDelayMs(attempt) : null;
        if (afterMs === null) throw cause;
        await delay(afterMs, this.#signal);
      }
    }
  }

  #fail(cause: unknown): void {
    const why = failureOf(cause);
    if (why === "failed") this.#onError(cause);
    const { genesysDomain } = this.#params;
    if (genesysDomain !== null && why === "not-authenticated") {
      if (cause instanceof PlatformError && cause.code === "agent-disabled")
        return this.#failWith(why, "agent-disabled");
      this.#credential = null;
      return void this.#askGenesys(genesysDomain, "session-ended");
    }
    const byHand = this.#params.credential === null;
    if (why === "not-authenticated" && byHand) {
      this.stage.set({ name: "sign-in", refused: true });
      return;
    }
    this.#failWith(why);
  }

  /** @param refusal why a sign-in was refused for good */
  #failWith(why: EntryFailure, refusal?: SignInRefusal): void {
    this.stage.set({ name: "failed", why: refusal ?? why });
    const { veinteraction } = this.#params;
    const visitorId: InteractionId | null =
      veinteraction !== null && isInteractionId(veinteraction) ? veinteraction : null;
    this.#host.status({
      status: "FINISHED",
      ...(visitorId === null ? {} : { visitorId }),
      attributes: { error: why, ...(refusal && { signIn: refusal }) },
    });
  }
}

/** The platform could not say yet whether there is a seat. */
function isRetriable(opened: StartWidgetResponse["opened"]): boolean {
  return "refused" in opened && opened.refused.code === "not-ready";
}

function requireOpened(opened: StartWidgetResponse["opened"]): OpenInteractionResponse {
  if ("refused" in opened) throw new PlatformError(opened.refused.code, opened.refused);
  return opened;
}
