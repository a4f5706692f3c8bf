/**
 * The agent's connection to the platform in standalone mode:
 *
 * 1. The push script loads while the agent is authenticated and the settings are read.
 * 2. The push client connects, and reconnects by itself; where it gives up, it is asked again after a while.
 * 3. A token that has ended is renewed and the client connected anew, without the agent noticing.
 * 4. A token that cannot be renewed: offline, and the next operation says so, unless it gets one by then.
 */
import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import { getAgentToken } from "./auth/agent-token.ts";
import { VideoEngagerAgentError } from "./errors.ts";
import { createPlatformApi } from "./http/platform-api.ts";
import { DEFAULT_TIMEOUT_MS, decide, handled, runOperation, type Settle, until } from "./lib/operation.ts";
import { loadPushScript } from "./push/load-push-script.ts";
import { createPushSession, type PushListener, type PushSession } from "./push/push-session.ts";
import type { Settings } from "./settings.ts";

const MAX_RETRY_DELAY_MS = 30_000;
/** How long a renewal may go unnoticed. */
const SILENT_RENEWAL_MS = 5_000;

export interface ConnectionListener extends Omit<PushListener, "onConnected" | "onLost"> {
  onOnline(isOnline: boolean): void;
}

export interface Connection extends Pick<PushSession, "join" | "leave"> {
  readonly agent: AgentSettings;
  readonly isOnline: () => boolean;
  /** The token; where it was refused, a new one. */
  getToken(signal: AbortSignal): Promise<string>;
  /** The platform no longer accepts the token. */
  refuseToken(): void;
  stop(): void;
}

export async function openConnection(
  settings: Settings,
  listener: ConnectionListener,
  starting: AbortSignal,
): Promise<Connection> {
  const api = createPlatformApi(settings.domain);
  const life = new AbortController();
  let isOnline = false;
  let isRefused = false;
  let isSilent = false;
  let failures = 0;
  let renewing: Promise<void> | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let silentTimer: ReturnType<typeof setTimeout> | undefined;
  let first: Settle<void> | undefined;
  let token = "";
  let agent: AgentSettings;
  let session: PushSession;

  const setOnline = (value: boolean): void => {
    isSilent = false;
    clearTimeout(silentTimer);
    if (isOnline === value) return;
    isOnline = value;
    listener.onOnline(value);
  };
  const retryLater = (retry: () => void): void => {
    clearTimeout(retryTimer);
    const delayMs = Math.min(1_000 * 2 ** failures++, MAX_RETRY_DELAY_MS);
    // Not all agents of a platform that comes back at once.
    retryTimer = setTimeout(retry, delayMs * (0.5 + Math.random() / 2));
  };
  const signIn = async (isRenewal: boolean, signal: AbortSignal): Promise<void> => {
    token = await until(getAgentToken(api, settings, isRenewal, signal), signal);
  };
  const connectPush = async (signal: AbortSignal): Promise<void> => {
    const { tennantId, signalling, _account } = agent;
    const { signallingId } = await api.getSignallingEndpoint(tennantId, signal);
    const url = new URL(signalling.endPoint, settings.domain);
    url.searchParams.set("signallingId", signallingId);
    session.connect({ url: url.href, tenantId: tennantId, token, userId: _account.email });
  };
  const renew = (): Promise<void> => {
    renewing ??= runOperation(DEFAULT_TIMEOUT_MS, [life.signal], async (signal) => {
      await signIn(true, signal);
      isRefused = false;
      session.disconnect();
      await connectPush(signal);
    }).finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
  const renewSilently = (): void => {
    isSilent = true;
    silentTimer = setTimeout(() => setOnline(false), SILENT_RENEWAL_MS);
    renew().catch((error) => {
      if (life.signal.aborted) return;
      setOnline(false);
      if (VideoEngagerAgentError.is(error, "AGENT_NOT_AUTHENTICATED")) isRefused = true;
      else retryLater(renewSilently);
    });
  };

  const stop = (): void => {
    life.abort();
    clearTimeout(retryTimer);
    clearTimeout(silentTimer);
    session?.disconnect();
  };

  try {
    const loading = handled(loadPushScript(settings.domain, life.signal, starting));
    await signIn(false, starting);
    agent = await api.getSettings(token, starting).catch(async (error) => {
      if (!settings.tokenProvider || !VideoEngagerAgentError.is(error, "AGENT_NOT_AUTHENTICATED"))
        throw error;
      await signIn(true, starting);
      return api.getSettings(token, starting);
    });
    session = createPushSession((await loading).create(), {
      ...listener,
      onConnected() {
        failures = 0;
        clearTimeout(retryTimer);
        setOnline(true);
        first?.resolve();
      },
      onLost(how) {
        if (life.signal.aborted) return;
        if (first) {
          if (how === "Expired") first.reject(new VideoEngagerAgentError("AGENT_NOT_AUTHENTICATED"));
          if (how === "Failed")
            first.reject(
              new VideoEngagerAgentError("VE_UNHANDLED_ERROR", {
                message: "The platform refused the push connection. Try again.",
              }),
            );
        } else if (how === "Expired") renewSilently();
        else if (!isSilent && !renewing) {
          setOnline(false);
          if (how !== "lost") retryLater(() => isOnline || session.reconnect());
        }
      },
    });
    await connectPush(starting);
    if (!isOnline)
      await decide<void>(starting, (settle) => {
        first = settle;
      });
    first = undefined;
  } catch (error) {
    stop();
    throw error;
  }
  return {
    agent,
    isOnline: () => isOnline,
    join: session.join,
    leave: session.leave,
    async getToken(signal) {
      if (isRefused) await until(renew(), signal);
      return token;
    },
    refuseToken() {
      isRefused = true;
    },
    stop,
  };
}
