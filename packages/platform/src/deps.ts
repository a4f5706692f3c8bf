import type { FastifyBaseLogger } from "fastify";
import type { Registry } from "prom-client";
import type { Announcer } from "./calls/announcer.ts";
import type { ReportCall } from "./calls/call-events.ts";
import type { IceGrants } from "./calls/ice-servers.ts";
import type { Leases } from "./calls/seat.ts";
import type { Config } from "./config/config.ts";
import type { GenesysSignIn } from "./identity/genesys/genesys-sign-in.ts";
import type { OriginRules } from "./identity/origins.ts";
import type { SignIn } from "./identity/sign-in.ts";
import type { TokenGate } from "./identity/token-gate.ts";
import type { Tokens } from "./identity/tokens.ts";
import type { Clock } from "./lib/clock.ts";
import type { Stores } from "./open-stores.ts";
import type { PinPasses } from "./pin/visitor-place.ts";
import type { LoadGuard } from "./server/load-guard.ts";
import type { RateLimits } from "./server/rate-limiter.ts";
import type { RequestGate } from "./server/request-gate.ts";

/** All dependencies of the server's parts. `createApp` builds them once; each part takes what it needs. */
export interface Deps extends Stores {
  readonly config: Config;
  readonly log: FastifyBaseLogger;
  readonly metrics: Registry;
  /** Identifies this process among those that share the database. New at each start. */
  readonly nodeId: string;
  readonly announce: Announcer;
  readonly reportCall: ReportCall;
  readonly leases: Leases;
  readonly tokens: Tokens;
  readonly tokenGate: TokenGate;
  readonly pinPasses: PinPasses;
  readonly origins: OriginRules;
  /** Authenticates a request and checks that its origin is allowed. */
  readonly gate: RequestGate;
  readonly signIn: SignIn;
  readonly genesysSignIn: GenesysSignIn;
  readonly rateLimits: RateLimits;
  readonly loadGuard: LoadGuard;
  readonly iceGrants: IceGrants;
  /**
   * The platform's origin: `PUBLIC_URL`, else the listening origin that matches `host` (a request's `Host`), else the first
   * listening origin.
   */
  readonly publicUrl: (host?: string) => string;
  /** The origin of visitors' links; see `chooseInvitationOrigin`. */
  readonly invitationOrigin: (host?: string) => string;
}

/** Dependencies of the rules of calls, queue and presence. */
export type RuleDeps = Pick<
  Deps,
  "calls" | "queue" | "presence" | "tenants" | "nodeId" | "announce" | "leases" | "reportCall"
> & { readonly clock: Clock; readonly agents: Pick<Deps["agents"], "find"> };
