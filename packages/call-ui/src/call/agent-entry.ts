/**
 * How the agent's widget comes to its seat: what the address held becomes a token, the token an interaction, the interaction a
 * call. The camera is asked for once there is a call to ask it for.
 */
import { type InteractionId, isInteractionId } from "@videoengager/protocol/ids";
import type {
  AgentInteraction,
  OpenInteractionResponse,
  WidgetSignInRequest,
  WidgetSignInResponse,
  WidgetToken,
} from "@videoengager/protocol/rest/widget-session";
import type { CallStatus } from "@videoengager/protocol/widget/widget-messages";
import type { WidgetHost } from "../host/widget-host.ts";
import { LocalMedia } from "../media/local-media.ts";
import type { WidgetParams } from "../page-params.ts";
import { randomId } from "../random-id.ts";
import {
  type Answer,
  openInteraction,
  PlatformError,
  renewWidgetToken,
  signInWidget,
} from "../rest/platform-api.ts";
import { Store } from "../store.ts";
import { CallController } from "./call-controller.ts";
import { countedAttributes } from "./call-counters.ts";
import type { CallState } from "./call-state.ts";
import { delay, retryDelayMs } from "./retry-policy.ts";

export type EntryFailure =
  | "not-authenticated"
  | "claimed-elsewhere"
  | "gone"
  | "rate-limited"
  | "unreachable"
  | "failed";

export type AgentStage =
  | { readonly name: "starting"; readonly doing: "signing-in" | "opening" }
  | { readonly name: "sign-in"; readonly refused: boolean }
  | {
      readonly name: "seated";
      readonly how: OpenInteractionResponse["how"];
      readonly interaction: AgentInteraction;
      readonly controller: CallController;
    }
  | { readonly name: "failed"; readonly why: EntryFailure };

/** How much of its life a token is used before it is renewed. */
const RENEW_AT = 0.75;
const RENEW_SOONEST_MS = 5_000;

/** From the address to the agent's seat, or to why there is none. Lives as long as its signal. */
export class AgentEntry {
  readonly stage: Store<AgentStage>;
  readonly agent: Store<WidgetSignInResponse | null> = new Store<WidgetSignInResponse | null>(null);
  readonly #params: WidgetParams;
  readonly #host: WidgetHost;
  readonly #signal: AbortSignal;
  readonly #onError: (cause: unknown) => void;
  readonly #instanceId: string = randomId();
  /** The host hung up before there was a call. */
  readonly #left: AbortController = new AbortController();
  #credential: WidgetSignInRequest | null;
  #token = "";

  constructor(
    params: WidgetParams,
    host: WidgetHost,
    onError: (cause: unknown) => void,
    signal: AbortSignal,
  ) {
    this.#params = params;
    this.#host = host;
    this.#onError = onError;
    this.#signal = AbortSignal.any([signal, this.#left.signal]);
    this.#credential = params.credential;
    this.stage = new Store<AgentStage>({ name: "starting", doing: "signing-in" });
  }

  /** Goes as far as it can; never rejects. */
  async start(): Promise<void> {
    if (this.#credential === null) {
      this.#host.signingIn();
      this.stage.set({ name: "sign-in", refused: false });
      return;
    }
    this.stage.set({ name: "starting", doing: "signing-in" });
    try {
      const credential = this.#credential;
      const signedIn = await this.#insist(() => signInWidget(credential, this.#signal));
      this.#host.allowOrigins(signedIn.value.allowedOrigins);
      this.#keepToken(signedIn);
      this.agent.set(signedIn.value);
      this.stage.set({ name: "starting", doing: "opening" });
      const opened = await this.#insist(() => this.#open(this.#params.veinteraction));
      await this.#sitDown(signedIn.value, opened.value);
    } catch (cause) {
      if (!this.#signal.aborted) this.#fail(cause);
    }
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
    if (this.stage.value.name === "seated") {
      this.stage.value.controller.hangUp();
      return;
    }
    this.#left.abort();
    this.#host.status({ status: "FINISHED" });
  }

  #open(veinteraction: string | null): Promise<Answer<OpenInteractionResponse>> {
    const request = { instanceId: this.#instanceId, ...(veinteraction === null ? {} : { veinteraction }) };
    return openInteraction(request, this.#token, this.#signal);
  }

  async #sitDown(
    { agent }: WidgetSignInResponse,
    { how, interaction, seat }: OpenInteractionResponse,
  ): Promise<void> {
    const mediaLifetime = new AbortController();
    const media = new LocalMedia(agent.cameraOn, AbortSignal.any([mediaLifetime.signal, this.#signal]));
    const controller = new CallController({
      role: "agent",
      instanceId: this.#instanceId,
      media,
      onAnnounce: (status, state) => this.#announce(status, state, agent.email, interaction),
      onClaimed: () => this.#host.claimed(interaction.interactionId),
      onStop: () => mediaLifetime.abort(),
      onError: this.#onError,
      signal: this.#signal,
    });
    this.stage.set({ name: "seated", how, interaction, controller });
    controller.connect(seat, how, async () => (await this.#open(interaction.interactionId)).value.seat);
    await media.open();
    controller.join(agent.displayName);
  }

  #announce(status: CallStatus, state: CallState, email: string, interaction: AgentInteraction): void {
    const nowMs = Date.now();
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
      this.#keepToken(await this.#insist(() => renewWidgetToken(this.#token, this.#signal)));
    } catch (cause) {
      // The call needs no token; a seat that has to be renewed later will say so.
      if (!this.#signal.aborted) this.#onError(cause);
    }
  }

  /** Tries again where the platform could not be reached. */
  async #insist<Value>(request: () => Promise<Value>): Promise<Value> {
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
    const byHand = this.#params.credential === null;
    if (why === "not-authenticated" && byHand) {
      this.stage.set({ name: "sign-in", refused: true });
      return;
    }
    this.stage.set({ name: "failed", why });
    const { veinteraction } = this.#params;
    const visitorId: InteractionId | null =
      veinteraction !== null && isInteractionId(veinteraction) ? veinteraction : null;
    this.#host.status({
      status: "FINISHED",
      ...(visitorId === null ? {} : { visitorId }),
      attributes: { error: why },
    });
  }
}

function failureOf(cause: unknown): EntryFailure {
  if (!(cause instanceof PlatformError)) return "failed";
  switch (cause.code) {
    case "not-authenticated":
    case "agent-disabled":
      return "not-authenticated";
    case "claimed-elsewhere":
    case "rate-limited":
    case "unreachable":
      return cause.code;
    case "interaction-not-found":
    case "interaction-ended":
    case "not-found":
      return "gone";
    default:
      return "failed";
  }
}
