import {
  acceptCall,
  agentSettings,
  call,
  destroy,
  endCall,
  getDisplayName,
  getMediaState,
  init,
  isOnline,
  isOnQueue,
  rejectCall,
  setMicrophone,
  switchQueue,
  VideoEngagerAgentError,
} from "videoengager-agent-sdk";
import { findName } from "../model/describe-call.ts";
import type { Agent, Direction, RunningCall } from "../model/desk-state.ts";
import type { DeskStore } from "../model/desk-store.ts";
import { type Credentials, forgetCredentials, keepCredentials } from "../storage/keep-credentials.ts";
import type { Doing } from "../text/messages.ts";
import { explainError } from "./explain-error.ts";
import { loadHistory } from "./platform-history.ts";
import { endWrapUp, loadWrapUp } from "./platform-wrap-up.ts";
import { reportSdkEvents } from "./report-sdk-events.ts";

/** Where the SDK puts the widget. */
export const WIDGET_CONTAINER_ID: string = "call-widget";

const SECOND_MS = 1_000;
/** How long a rejection can be undone. The call keeps ringing for other agents. */
const UNDO_MS = 5_000;

const OUTCOMES: Readonly<Record<string, "taken" | "taken-by-you" | "left">> = {
  SESSION_ACCEPTED_BY_ANOTHER_AGENT: "taken",
  SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE: "taken-by-you",
  VISITOR_HAS_LEFT_SESSION: "left",
};

/**
 * Runs the agent's commands through the public SDK. Methods never reject: they dispatch an action, and a failure becomes a
 * notice next to its cause.
 */
export class DeskAgent {
  readonly #store: DeskStore;
  readonly #rejections = new Map<string, ReturnType<typeof setTimeout>>();
  #credentials: Credentials | null = null;

  constructor(store: DeskStore) {
    this.#store = store;
  }

  async signIn(credentials: Credentials): Promise<void> {
    const { dispatch } = this.#store;
    dispatch({ type: "signingIn" });
    try {
      await init({
        ...toOptions(credentials),
        // The agent can choose another one at any time.
        language: () => this.#store.state.text.language,
      });
    } catch (error) {
      if (VideoEngagerAgentError.is(error, "AGENT_NOT_AUTHENTICATED")) forgetCredentials();
      dispatch({ type: "signInFailed", message: this.#explain(error, "sign-in") });
      return;
    }
    keepCredentials(credentials);
    const agent = describeAgent(credentials);
    // Outside standalone mode there is no push connection to lose.
    dispatch({
      type: "signedIn",
      agent,
      online: !agent.takesCalls || isOnline(),
      onQueue: isOnQueue(),
    });
    reportSdkEvents(dispatch);
    this.#credentials = credentials;
    void this.loadHistory();
    if (agent.takesCalls) void this.#readWrapUp();
  }

  /** After a reload or a call that ended elsewhere, only the platform knows whether it holds calls back. */
  async #readWrapUp(): Promise<void> {
    const credentials = this.#credentials;
    const untilMs = await loadWrapUp().catch(() => null);
    if (untilMs !== null && credentials === this.#credentials)
      this.#store.dispatch({ type: "heldBack", untilMs });
  }

  /** Ends the wrap-up, so calls ring again. */
  async endWrapUp(): Promise<void> {
    const { dispatch } = this.#store;
    try {
      await endWrapUp();
      dispatch({ type: "heldBack", untilMs: null });
      dispatch({ type: "wrapUpClosed" });
    } catch {
      dispatch({ type: "noticed", place: "queue", message: this.#store.state.text.queue.readyFailed });
    }
  }

  /** Loads the next page of the platform's call history, newest first. */
  async loadHistory(): Promise<void> {
    const credentials = this.#credentials;
    const { dispatch, state } = this.#store;
    // Without an external ID the agent has no token.
    if (!credentials?.externalId || state.history.progress === "loading") return;
    dispatch({ type: "historyLoading" });
    try {
      const page = await loadHistory(state.history.next);
      if (credentials === this.#credentials) dispatch({ type: "historyLoaded", ...page });
    } catch {
      if (credentials === this.#credentials) dispatch({ type: "historyFailed" });
    }
  }

  async signOut(): Promise<void> {
    forgetCredentials();
    this.#credentials = null;
    await destroy();
    this.#store.dispatch({ type: "signedOut" });
  }

  async setOnQueue(onQueue: boolean): Promise<void> {
    const { dispatch } = this.#store;
    dispatch({ type: "queueChanged", queue: onQueue ? "joining" : "leaving" });
    try {
      await switchQueue(onQueue);
      dispatch({ type: "queueChanged", queue: isOnQueue() ? "on" : "off" });
    } catch (error) {
      dispatch({ type: "queueChanged", queue: isOnQueue() ? "on" : "off" });
      dispatch({ type: "noticed", place: "queue", message: this.#explain(error, "queue") });
    }
  }

  /** Accepts this visitor, or the one with the longest wait. */
  async accept(chosenId?: string): Promise<void> {
    const visitorId = this.#choose(chosenId);
    if (!visitorId || this.#store.state.call) return;
    this.#store.dispatch({ type: "accepting", visitorId });
    try {
      await acceptCall(visitorId);
    } catch (error) {
      this.#failed("incoming", error);
    }
  }

  /** Rejects this visitor, or the one with the longest wait, after the time for undoing. */
  reject(chosenId?: string): void {
    const visitorId = this.#choose(chosenId);
    if (!visitorId) return;
    this.#store.dispatch({ type: "rejecting", visitorId });
    this.#rejections.set(
      visitorId,
      setTimeout(() => void this.#sendRejection(visitorId), UNDO_MS),
    );
  }

  undoReject(visitorId: string): void {
    clearTimeout(this.#rejections.get(visitorId));
    this.#rejections.delete(visitorId);
    this.#store.dispatch({ type: "rejectingUndone", visitorId });
  }

  async #sendRejection(visitorId: string): Promise<void> {
    const { dispatch, state } = this.#store;
    this.#rejections.delete(visitorId);
    if (!state.rejecting.some((visitor) => visitor.visitorId === visitorId)) return;
    try {
      await rejectCall(visitorId);
    } catch (error) {
      dispatch({ type: "rejectingUndone", visitorId });
      dispatch({ type: "noticed", place: "waiting", message: this.#explain(error, "reject") });
    }
  }

  async startCall(reference: string): Promise<void> {
    if (this.#store.state.call) return;
    this.#store.dispatch({ type: "calling", reference });
    try {
      await call(reference ? { customerId: reference } : {});
    } catch (error) {
      this.#failed("outgoing", error);
    }
  }

  /** Rejoins the call that was running before a reload. */
  async returnTo(running: RunningCall): Promise<void> {
    this.#store.dispatch({ type: "returning", running });
    try {
      await call({ customerId: running.visitorId });
    } catch {
      const { text } = this.#store.state;
      this.#store.dispatch({
        type: "callFailed",
        direction: running.direction,
        message: text.call.endedByReload(findName(running)),
        outcome: "failed",
        atMs: Date.now(),
      });
    }
  }

  async toggleMicrophone(): Promise<void> {
    // The widget shows what the microphone does, and why it can't be used.
    await setMicrophone(!getMediaState().own.microphone).catch(() => {});
  }

  async endCall(): Promise<void> {
    this.#store.dispatch({ type: "callEnding" });
    try {
      await endCall();
    } catch (error) {
      this.#store.dispatch({ type: "callEndFailed", message: this.#explain(error, "end") });
    }
  }

  #explain(error: unknown, doing: Doing): string {
    return explainError(error, doing, this.#store.state.text);
  }

  #choose(visitorId: string | undefined): string | undefined {
    const { ringing } = this.#store.state;
    return (ringing.find((visitor) => visitor.visitorId === visitorId) ?? ringing[0])?.visitorId;
  }

  #failed(direction: Direction, error: unknown): void {
    const code = VideoEngagerAgentError.isVeError(error) ? error.code : "";
    // The agent ended the call while it was opening, so there is nothing to report.
    if (code === "OPERATION_ABORTED" && !this.#store.state.call) return;
    this.#store.dispatch({
      type: "callFailed",
      direction,
      message: this.#explain(error, direction === "incoming" ? "accept" : "call"),
      outcome: OUTCOMES[code] ?? "failed",
      atMs: Date.now(),
    });
  }
}

function toOptions(credentials: Credentials): Parameters<typeof init>[0] {
  const { apiKey, externalId, agentEmail, firstName, lastName } = credentials;
  const common = {
    authMethod: "generic",
    domain: location.origin,
    apiKey,
    agentEmail,
    options: { containerId: WIDGET_CONTAINER_ID },
  } as const;
  if (!externalId) return common;
  return { ...common, standaloneMode: true, externalId, firstName, lastName, resumeQueue: true };
}

function describeAgent({ externalId, agentEmail, firstName, lastName }: Credentials): Agent {
  if (!externalId)
    return {
      name: `${firstName} ${lastName}`.trim() || agentEmail,
      email: agentEmail,
      takesCalls: false,
      wrapUpMs: 0,
    };
  const wrapUpMs = (agentSettings().callWrapUpS ?? 0) * SECOND_MS;
  return {
    name: getDisplayName(),
    email: agentEmail,
    takesCalls: true,
    wrapUpMs: Number.isFinite(wrapUpMs) ? wrapUpMs : 0,
  };
}
