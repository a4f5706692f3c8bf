import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import type { ErrorBody } from "@videoengager/protocol/rest/error-body";
import type {
  ImpersonateCreateRequest,
  ImpersonateCreateResponse,
  SignallingEndpointResponse,
} from "@videoengager/protocol/rest/partners";
import type { PATHS } from "@videoengager/protocol/rest/paths";
import { VideoEngagerAgentError } from "../errors.ts";
import { isText } from "../lib/read-text.ts";

const IMPERSONATE_PATH: (typeof PATHS)["impersonateCreate"] = "/api/partners/impersonateCreate";
const SETTINGS_PATH: (typeof PATHS)["agentSettings"] = "/api/brokerages/users/me";

/** The platform's REST calls that the SDK makes (PROTOCOL 1). */
export class PlatformApi {
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  impersonateCreate(body: ImpersonateCreateRequest, signal: AbortSignal): Promise<ImpersonateCreateResponse> {
    const headers = { "content-type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify(body), signal };
    return this.#request(IMPERSONATE_PATH, init, "token");
  }

  getSettings(token: string, signal: AbortSignal): Promise<AgentSettings> {
    return this.#request(
      SETTINGS_PATH,
      { headers: { authorization: `Bearer ${token}` }, signal },
      "tennantId",
    );
  }

  getSignallingEndpoint(tenantId: string, signal: AbortSignal): Promise<SignallingEndpointResponse> {
    return this.#request(
      `/api/signalling/endpoint/${encodeURIComponent(tenantId)}/null`,
      { signal },
      "signallingId",
    );
  }

  /** @param needed the text without which an answer is none */
  async #request<Answer>(
    path: string,
    init: RequestInit & { readonly signal: AbortSignal },
    needed: string & keyof Answer,
  ): Promise<Answer> {
    let status: number | undefined;
    let error: Partial<ErrorBody["error"]> | undefined;
    let originalError: unknown;
    try {
      const answer = await fetch(this.#origin + path, { credentials: "omit", ...init });
      status = answer.status;
      const body = (await answer.json()) as Answer & Partial<ErrorBody>;
      if (answer.ok && isText(body[needed])) return body;
      ({ error } = body);
    } catch (thrown) {
      init.signal.throwIfAborted();
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
  }
}
