import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import type { ErrorBody } from "@videoengager/protocol/rest/error-body";
import type {
  ImpersonateCreateRequest,
  ImpersonateCreateResponse,
  SignallingEndpointResponse,
} from "@videoengager/protocol/rest/partners";
import type { PATHS } from "@videoengager/protocol/rest/paths";
import { VideoEngagerAgentError } from "../errors.ts";
import { isText } from "../lib/read-fields.ts";

const IMPERSONATE_PATH: (typeof PATHS)["impersonateCreate"] = "/api/partners/impersonateCreate";
const SETTINGS_PATH: (typeof PATHS)["agentSettings"] = "/api/brokerages/users/me";

/** The platform's REST calls that the SDK makes (PROTOCOL 1). */
export interface PlatformApi {
  impersonateCreate(body: ImpersonateCreateRequest, signal: AbortSignal): Promise<ImpersonateCreateResponse>;
  getSettings(token: string, signal: AbortSignal): Promise<AgentSettings>;
  getSignallingEndpoint(tenantId: string, signal: AbortSignal): Promise<SignallingEndpointResponse>;
}

export function createPlatformApi(origin: string): PlatformApi {
  /** @param needed the text without which an answer is none */
  const request = async <Answer>(
    path: string,
    needed: string & keyof Answer,
    signal: AbortSignal,
    init?: RequestInit,
  ): Promise<Answer> => {
    let status: number | undefined;
    let error: Partial<ErrorBody["error"]> | undefined;
    let originalError: unknown;
    try {
      const answer = await fetch(origin + path, { credentials: "omit", signal, ...init });
      status = answer.status;
      const body = (await answer.json()) as Answer & Partial<ErrorBody>;
      if (answer.ok && isText(body[needed])) return body;
      ({ error } = body);
    } catch (thrown) {
      signal.throwIfAborted();
      originalError = thrown;
    }
    const isRefused = status === 401 || (status === 403 && error?.code !== "origin-not-allowed");
    throw new VideoEngagerAgentError(isRefused ? "AGENT_NOT_AUTHENTICATED" : "VE_UNHANDLED_ERROR", {
      context: { status, path },
      originalError,
      // Only our platform says what to do, and never a secret.
      ...(error?.action
        ? { message: `${error.message} ${error.action}` }
        : !isRefused && { message: "The platform failed or cannot be reached. Try again later." }),
    });
  };
  return {
    impersonateCreate: (body, signal) =>
      request(IMPERSONATE_PATH, "token", signal, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    getSettings: (token, signal) =>
      request(SETTINGS_PATH, "tennantId", signal, { headers: { authorization: `Bearer ${token}` } }),
    getSignallingEndpoint: (tenantId, signal) =>
      request(`/api/signalling/endpoint/${encodeURIComponent(tenantId)}/null`, "signallingId", signal),
  };
}
