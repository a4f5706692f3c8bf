import { Counter, type Registry } from "prom-client";
import { chooseInvitationOrigin } from "./calls/choose-invitation-origin.ts";
import { createIceGrants, type IceGrants } from "./calls/ice-servers.ts";
import { scaleLeases } from "./calls/seat.ts";
import type { Config } from "./config/config.ts";
import type { ObservedServer } from "./create-observed-server.ts";
import type { Deps } from "./deps.ts";
import { createReadGenesysAccount } from "./identity/genesys/genesys-account.ts";
import { createGenesysSignIn } from "./identity/genesys/genesys-sign-in.ts";
import { createOriginRules } from "./identity/origins.ts";
import { createSignIn } from "./identity/sign-in.ts";
import { createTokenGate } from "./identity/token-gate.ts";
import { createTokens } from "./identity/tokens.ts";
import type { Clock } from "./lib/clock.ts";
import type { Stores } from "./open-stores.ts";
import { createPinPasses } from "./pin/visitor-place.ts";
import { createRateLimits } from "./server/rate-limiter.ts";
import { createRequestGate } from "./server/request-gate.ts";

/**
 * All dependencies except the announcer: it needs the sockets, and those need these dependencies.
 *
 * @param parts.ownOrigins known once the server listens
 */
export function createDeps(parts: {
  readonly config: Config;
  readonly stores: Stores;
  readonly server: ObservedServer;
  readonly ownOrigins: () => readonly string[];
  /** The clock of rate limits. */
  readonly limitClock: Clock;
  readonly fetchFromGenesys: typeof fetch;
}): Omit<Deps, "announce"> {
  const { config, stores, server } = parts;
  const { metrics, reportCall, loadGuard, refusals } = server;
  const { tenants, agents, apiKeys, clock, keyRing } = stores;
  const tokens = createTokens(keyRing, clock);
  const origins = createOriginRules(parts.ownOrigins);
  const rateLimits = createRateLimits(config.rateLimitFactor, parts.limitClock, refusals.limited);
  const tokenGate = createTokenGate({ tokens, tenants, agents });
  const publicUrl = (host?: string): string => {
    const own = parts.ownOrigins();
    const named = own.find((origin) => origin === `https://${host}` || origin === `http://${host}`);
    return config.publicUrl ?? named ?? own[0] ?? "";
  };
  const signIn = createSignIn({ tenants, agents, apiKeys, tokens, clock });
  return {
    ...stores,
    config,
    log: server.http.log,
    metrics,
    reportCall,
    loadGuard,
    nodeId: server.nodeId,
    leases: scaleLeases(config.leaseFactor),
    tokens,
    tokenGate,
    pinPasses: createPinPasses(keyRing, clock),
    origins,
    gate: createRequestGate({ tokenGate, origins, tenants, apiKeys, rateLimits }),
    signIn,
    genesysSignIn: createGenesysSignIn({
      store: stores.genesysSignIns,
      readAccount: createReadGenesysAccount(parts.fetchFromGenesys),
      tenants,
      signIn,
      seal: stores.seal,
      clock,
    }),
    rateLimits,
    iceGrants: countCredentials(createIceGrants(config, clock), metrics),
    publicUrl,
    invitationOrigin: (host) => chooseInvitationOrigin(publicUrl(host), parts.ownOrigins()),
  };
}

/** Not every call that gets relay credentials uses the relay, see `media_reports_total`. */
function countCredentials(grants: IceGrants, registry: Registry): IceGrants {
  const issued = new Counter({
    name: "relay_credentials_issued_total",
    help: "TURN credentials that this node handed out: one for each seat, and for each renewal",
    registers: [registry],
  });
  return (user) => {
    const grant = grants(user);
    if (grant.expiresAtMs !== null) issued.inc();
    return grant;
  };
}
