import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import type { ErrorBody } from "@videoengager/protocol/rest/error-body";
import type {
  ImpersonateCreateRequest,
  ImpersonateCreateResponse,
  SignallingEndpointResponse,
} from "@videoengager/protocol/rest/partners";
import type { PATHS } from "@videoengager/protocol/rest/paths";
import { VideoEngagerAgentError } from "../api/errors.ts";
import type { Logger } from "../api/options.ts";
import { describeUnreachable } from "../lib/describe-platform.ts";
import { throwIfAborted } from "../lib/operation.ts";
import { isText } from "../lib/read-fields.ts";

const IMPERSONATE_PATH: (typeof PATHS)["impersonateCreate"] = "/api/partners/impersonateCreate";
const SETTINGS_PATH: (typeof PATHS)["agentSettings"] = "/api/brokerages/users/me";

/** The platform's REST calls that the SDK makes (PROTOCOL 1). */
export interface PlatformApi {
  impersonateCreate(body: ImpersonateCreateRequest, signal: AbortSignal): Promise<ImpersonateCreateResponse>;
  getSettings(token: string, signal: AbortSignal): Promise<AgentSettings>;
  getSignallingEndpoint(tenantId: string, signal: AbortSignal): Promise<SignallingEndpointResponse>;
}

export function createPlatformApi(origin: string, logger: Logger): PlatformApi {
  /** @param needed the field that a valid answer has */
  const request = async <Answer>(
    path: string,
    needed: string & keyof Answer,
    signal: AbortSignal,
    init?: RequestInit,
  ): Promise<Answer> => {
    let status: number | undefined;
    let error: Partial<ErrorBody["error"]> | undefined;
    let originalError: unknown;
    const startedAtMs = Date.now();
    const log = (): void => {
      // The path without ids; never the body or the headers.
      const shown = path.replace(/endpoint\/.*/, "endpoint/…");
      logger.debug(
        `${init?.method ?? "GET"} ${shown} → ${status ?? "no answer"}, ${Date.now() - startedAtMs} ms`,
      );
    };
    try {
      const answer = await fetch(origin + path, { credentials: "omit", signal, ...init });
      status = answer.status;
      log();
      const body = (await answer.json()) as Answer & Partial<ErrorBody>;
      if (answer.ok && isText(body[needed])) return body;
      ({ error } = body);
    } catch (thrown) {
      if (status === undefined) log();
      throwIfAborted(signal);
      originalError = thrown;
    }
    const isRefused = status === 401 || (status === 403 && error?.code !== "origin-not-allowed");
    throw new VideoEngagerAgentError(isRefused ? "AGENT_NOT_AUTHENTICATED" : "VE_UNHANDLED_ERROR", {
      context: { status, path },
      originalError,
      // Our platform says what to do, and never sends a secret.
      ...(error?.action
        ? { message: `${error.message} ${error.action}` }
        : !isRefused && { message: describeFailure(origin, status) }),
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

function describeFailure(origin: string, status: number | undefined): string {
  return status === undefined
    ? describeUnreachable(origin)
    : `The platform at ${origin} answered with status ${status}. Try again later.`;
}
