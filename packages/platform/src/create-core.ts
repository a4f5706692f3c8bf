import { mkdir } from "node:fs/promises";
import { Registry } from "prom-client";
import type { Config } from "./config.ts";
import type { Core } from "./core.ts";
import { chooseInvitationOrigin } from "./domain/choose-invitation-origin.ts";
import { type AdjustedClock, type Clock, SYSTEM_CLOCK } from "./domain/clock.ts";
import { createIceServers } from "./domain/ice-servers.ts";
import type { InteractionArchive } from "./domain/interaction-archive.ts";
import { KeyRing } from "./domain/key-ring.ts";
import { createOriginRules } from "./domain/origins.ts";
import { createPinPasses } from "./domain/pin-pass.ts";
import { createRateLimits } from "./domain/rate-limiter.ts";
import { createSignIn, type SignIn } from "./domain/sign-in.ts";
import { createTokenGate } from "./domain/token-gate.ts";
import { createTokens, SEAT_TOKEN_LIFE_MS } from "./domain/tokens.ts";
import type { HttpApp } from "./http/http-app.ts";
import { createRequestGate } from "./http/request-gate.ts";
import { type AgentStore, createAgentStore } from "./store/agent-store.ts";
import { type ApiKeyStoreForOperators, createApiKeyStore } from "./store/api-key-store.ts";
import { type Database, openDatabase } from "./store/database.ts";
import { DatabaseClock } from "./store/database-clock.ts";
import { createInteractionArchive } from "./store/interaction-archive.ts";
import { loadMasterKey } from "./store/master-key.ts";
import { createSeal } from "./store/seal.ts";
import { createSigningKeyStore } from "./store/signing-key-store.ts";
import { createTenantStore, type TenantStoreForOperators } from "./store/tenant-store.ts";

/** Everything that is kept, opened and migrated: what the server and the command line have in common. */
export interface Stores {
  readonly database: Database;
  /** What all that is stored is timed by: the database server's where there is one, else this machine's. */
  readonly clock: AdjustedClock;
  readonly tenants: TenantStoreForOperators;
  readonly agents: AgentStore;
  readonly apiKeys: ApiKeyStoreForOperators;
  readonly keyRing: KeyRing;
  readonly archive: InteractionArchive;
}

/** @param injected a clock in place of the system's and the database server's */
export async function openStores(
  config: Pick<Config, "dataDir" | "databaseUrl" | "masterKey">,
  injected: Clock | null = null,
): Promise<Stores> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const seal = createSeal(await loadMasterKey(config.masterKey, config.dataDir));
  const database = await openDatabase(config);
  const clock = await clockOf(database, injected);
  return {
    database,
    clock,
    tenants: createTenantStore(database, clock),
    agents: createAgentStore(database, clock),
    apiKeys: createApiKeyStore(database),
    keyRing: new KeyRing(createSigningKeyStore(database, seal), clock),
    archive: createInteractionArchive(database),
  };
}

async function clockOf({ engine, db }: Database, injected: Clock | null): Promise<AdjustedClock> {
  if (engine === "postgres" && injected === null) return DatabaseClock.open(db);
  const clock = injected ?? SYSTEM_CLOCK;
  return { nowMs: () => clock.nowMs(), adjust: async () => {} };
}

/** The parts that everything else is built on. `ownOrigins` are known once the server listens. */
export function createCore(parts: {
  readonly config: Config;
  readonly stores: Stores;
  readonly app: HttpApp;
  readonly ownOrigins: () => readonly string[];
}): Core & { readonly signIn: SignIn } {
  const { config, stores, app } = parts;
  const { tenants, agents, apiKeys, database, clock } = stores;
  const tokens = createTokens(stores.keyRing, clock);
  const origins = createOriginRules(parts.ownOrigins);
  const rateLimits = createRateLimits(clock, config.rateLimitFactor);
  const tokenGate = createTokenGate({ tokens, tenants, agents });
  const publicUrl = (host?: string): string => {
    const own = parts.ownOrigins();
    const named = own.find((origin) => origin === `https://${host}` || origin === `http://${host}`);
    return config.publicUrl ?? named ?? own[0] ?? "";
  };
  return {
    config,
    clock,
    database,
    tenants,
    tokens,
    tokenGate,
    pinPasses: createPinPasses(stores.keyRing, clock),
    origins,
    gate: createRequestGate({ tokenGate, origins, tenants, apiKeys, rateLimits }),
    signIn: createSignIn({ tenants, agents, apiKeys, tokens }),
    rateLimits,
    log: app.log,
    metrics: new Registry(),
    iceServers: () => createIceServers(config, clock, SEAT_TOKEN_LIFE_MS),
    publicUrl,
    invitationOrigin: (host) => chooseInvitationOrigin(publicUrl(host), parts.ownOrigins()),
  };
}
