import type { ErrorBody, RestErrorCode } from "@videoengager/protocol/rest/error-body";
import type {
  BeginGenesysSignInResponse,
  GenesysSignInResult,
} from "@videoengager/protocol/rest/genesys-sign-in";
import { PATHS, visitorInteractionPath, visitorSeatPath } from "@videoengager/protocol/rest/paths";
import type {
  TakeVisitorSeatRequest,
  TakeVisitorSeatResponse,
  VisitorInteraction,
} from "@videoengager/protocol/rest/visitor-seat";
import type {
  LeaveSeatRequest,
  OpenInteractionRequest,
  OpenInteractionResponse,
  StartWidgetRequest,
  StartWidgetResponse,
  WidgetSignInRequest,
  WidgetToken,
} from "@videoengager/protocol/rest/widget-session";
import { anySignal } from "../any-signal.ts";

const TIMEOUT_MS = 15_000;

/** A call of the platform that failed; `unreachable` is one that got no readable answer. */
export class PlatformError extends Error {
  readonly code: RestErrorCode | "unreachable";
  readonly body: ErrorBody["error"] | null;

  constructor(code: RestErrorCode | "unreachable", body: ErrorBody["error"] | null, cause?: unknown) {
    super(body?.message ?? "The platform did not answer.", { cause });
    this.name = "PlatformError";
    this.code = code;
    this.body = body;
  }
}

interface Request {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string;
  readonly signal: AbortSignal;
}

/** An answer, and the platform's time at it: two machines' clocks are never compared. */
export interface Answer<Value> {
  readonly value: Value;
  readonly platformTimeMs: number;
}

async function call<Value>({ method, path, body, token, signal }: Request): Promise<Answer<Value>> {
  const headers = new Headers({ accept: "application/json" });
  if (body !== undefined) headers.set("content-type", "application/json");
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(path, {
      method,
      headers,
      cache: "no-store",
      credentials: "omit",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: anySignal(signal, AbortSignal.timeout(TIMEOUT_MS)),
    });
    answer = await response.json();
  } catch (cause) {
    signal.throwIfAborted();
    throw new PlatformError("unreachable", null, cause);
  }
  if (!response.ok) throw toPlatformError(answer);
  const date = Date.parse(response.headers.get("date") ?? "");
  return { value: answer as Value, platformTimeMs: Number.isNaN(date) ? Date.now() : date };
}

function toPlatformError(answer: unknown): PlatformError {
  const error = (answer as Partial<ErrorBody> | null)?.error;
  return typeof error?.code === "string"
    ? new PlatformError(error.code, error)
    : new PlatformError("unreachable", null);
}

/** Signs in and opens an interaction. Rejects where the sign-in is refused; a refused interaction is in the answer. */
export function startWidget(
  credential: WidgetSignInRequest,
  open: OpenInteractionRequest,
  signal: AbortSignal,
): Promise<Answer<StartWidgetResponse>> {
  const body: StartWidgetRequest = { credential, open };
  return call({ method: "POST", path: PATHS.widgetStart, body, signal });
}

export function beginGenesysSignIn(
  environment: string,
  signal: AbortSignal,
): Promise<Answer<BeginGenesysSignInResponse>> {
  return call({ method: "POST", path: PATHS.widgetGenesys, body: { environment }, signal });
}

export function readGenesysResult(secret: string, signal: AbortSignal): Promise<Answer<GenesysSignInResult>> {
  return call({ method: "POST", path: PATHS.widgetGenesysResult, body: { secret }, signal });
}

export function renewWidgetToken(token: string, signal: AbortSignal): Promise<Answer<WidgetToken>> {
  return call({ method: "POST", path: PATHS.widgetRenew, body: {}, token, signal });
}

export function openInteraction(
  request: OpenInteractionRequest,
  token: string,
  signal: AbortSignal,
): Promise<Answer<OpenInteractionResponse>> {
  return call({ method: "POST", path: PATHS.widgetInteractions, body: request, token, signal });
}

export function readVisitorInteraction(
  interactionId: string,
  signal: AbortSignal,
): Promise<Answer<VisitorInteraction>> {
  return call({ method: "GET", path: visitorInteractionPath(interactionId), signal });
}

export function takeVisitorSeat(
  interactionId: string,
  request: TakeVisitorSeatRequest,
  signal: AbortSignal,
): Promise<Answer<TakeVisitorSeatResponse>> {
  return call({ method: "POST", path: visitorSeatPath(interactionId), body: request, signal });
}

/** The beacon of a page that unloads and may come back. */
export function leaveSeat(seatToken: string): void {
  const body: LeaveSeatRequest = { seatToken };
  navigator.sendBeacon(PATHS.leaveSeat, new Blob([JSON.stringify(body)], { type: "application/json" }));
}

const PROBE_TIMEOUT_MS = 3_000;

/** Whether the platform answers a plain request; for a page whose websocket does not open. Never rejects. */
export async function isPlatformThere(): Promise<boolean> {
  try {
    const answer = await fetch("/healthz", {
      cache: "no-store",
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    });
    return answer.status < 500;
  } catch {
    return false;
  }
}
