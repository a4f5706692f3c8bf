/** The platform's REST calls that the SDK makes (PROTOCOL 1). */
import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import type { ErrorBody } from "@videoengager/protocol/rest/error-body";
import type {
  ImpersonateCreateRequest,
  ImpersonateCreateResponse,
  SignallingEndpointResponse,
} from "@videoengager/protocol/rest/partners";
import type { PATHS } from "@videoengager/protocol/rest/paths";
import { VideoEngagerAgentError } from "../errors.ts";

const IMPERSONATE_PATH: (typeof PATHS)["impersonateCreate"] = "/api/partners/impersonateCreate";
const SETTINGS_PATH: (typeof PATHS)["agentSettings"] = "/api/brokerages/users/me";

export interface PlatformApi {
  impersonateCreate(
    request: ImpersonateCreateRequest,
    signal: AbortSignal,
  ): Promise<ImpersonateCreateResponse>;
  getSettings(token: string, signal: AbortSignal): Promise<AgentSettings>;
  getSignallingEndpoint(tenantId: string, signal: AbortSignal): Promise<SignallingEndpointResponse>;
}

/** @param origin the platform's */
export function createPlatformApi(origin: string): PlatformApi {
  const request = async <Answer>(path: string, signal: AbortSignal, init?: RequestInit): Promise<Answer> => {
    let status: number | undefined;
    let body: Partial<ErrorBody> | undefined;
    try {
      const answer = await fetch(origin + path, { credentials: "omit", ...init, signal });
      status = answer.status;
      body = (await answer.json().catch(() => undefined)) as typeof body;
      if (answer.ok && body) return body as Answer;
    } catch (originalError) {
      signal.throwIfAborted();
      throw new VideoEngagerAgentError("VE_UNHANDLED_ERROR", {
        message: "The platform cannot be reached. Check the domain and the network.",
        context: { path },
        originalError,
      });
    }
    const { code, message, action } = body?.error ?? {};
    const isRefused = status === 401 || (status === 403 && code !== "origin-not-allowed");
    throw new VideoEngagerAgentError(isRefused ? "AGENT_NOT_AUTHENTICATED" : "VE_UNHANDLED_ERROR", {
      context: { status, path },
      // Only our platform says what to do, and never a secret.
      ...(action && { message: `${message} ${action}` }),
    });
  };
  return {
    impersonateCreate: (body, signal) =>
      request(IMPERSONATE_PATH, signal, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    getSettings: (token, signal) =>
      request(SETTINGS_PATH, signal, { headers: { authorization: `Bearer ${token}` } }),
    getSignallingEndpoint: (tenantId, signal) =>
      request(`/api/signalling/endpoint/${encodeURIComponent(tenantId)}/null`, signal),
  };
}
