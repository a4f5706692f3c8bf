import type { IceServer } from "@videoengager/protocol/rest/agent-settings";
import type { FastifyBaseLogger } from "fastify";
import type { Registry } from "prom-client";
import type { Config } from "./config.ts";
import type { AdjustedClock } from "./domain/clock.ts";
import type { OriginRules } from "./domain/origins.ts";
import type { PinPasses } from "./domain/pin-pass.ts";
import type { RateLimits } from "./domain/rate-limiter.ts";
import type { TenantStore } from "./domain/tenants.ts";
import type { TokenGate } from "./domain/token-gate.ts";
import type { Tokens } from "./domain/tokens.ts";
import type { RequestGate } from "./http/request-gate.ts";
import type { Database } from "./store/database.ts";

/** What every part of the platform is built on; made by `createApp`, alive until its `close()`. */
export interface Core {
  readonly config: Config;
  readonly clock: AdjustedClock;
  readonly database: Database;
  readonly tenants: TenantStore;
  readonly tokens: Tokens;
  readonly tokenGate: TokenGate;
  readonly pinPasses: PinPasses;
  readonly origins: OriginRules;
  /** Who a request comes from, and whether its web site may. */
  readonly gate: RequestGate;
  readonly rateLimits: RateLimits;
  readonly log: FastifyBaseLogger;
  readonly metrics: Registry;
  /** ICE servers, with credentials that last as long as a seat token. */
  readonly iceServers: () => readonly IceServer[];
  /**
   * The origin that the platform is reached at: `PUBLIC_URL`, else the own origin that `host` (a request's `Host`)
   * belongs to, else the first it listens on.
   */
  readonly publicUrl: (host?: string) => string;
  /** The origin that a visitor's link names; see `chooseInvitationOrigin`. */
  readonly invitationOrigin: (host?: string) => string;
}
