import type { IceServer } from "@videoengager/protocol/rest/agent-settings";
import type { LiveContext } from "../domain/live-context.ts";
import type { PinPasses } from "../domain/pin-pass.ts";
import type { RateLimits } from "../domain/rate-limiter.ts";
import type { Tokens } from "../domain/tokens.ts";
import type { RequestGate } from "./request-gate.ts";

/** What the routes of interactions and seats work with. */
export interface LiveHttp {
  readonly live: LiveContext;
  readonly gate: RequestGate;
  readonly tokens: Tokens;
  readonly pinPasses: PinPasses;
  readonly rateLimits: RateLimits;
  readonly iceServers: () => readonly IceServer[];
  readonly publicUrl: (host?: string) => string;
  readonly invitationOrigin: (host?: string) => string;
}
