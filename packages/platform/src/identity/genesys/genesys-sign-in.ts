/**
 * The rules of a sign-in with Genesys Cloud (authorization code with PKCE). Three random values, each known to one party:
 *
 * - the *state* travels with the redirects, so it is in URLs. It finds the sign-in, and alone it is worth nothing;
 * - the widget's *secret* gets the result;
 * - the browser's *key*, a cookie of the popup, proves that the redirect came back to the browser in which the widget opened it.
 *   Otherwise somebody could send an agent a link of a sign-in that they began, and get the agent's token.
 */
import { createHash, randomBytes } from "node:crypto";
import type { GenesysSignInFailure } from "@videoengager/protocol/rest/genesys-sign-in";
import type { Seal } from "../../database/seal.ts";
import type { Clock } from "../../lib/clock.ts";
import { DomainError } from "../../lib/errors.ts";
import type { SignIn } from "../sign-in.ts";
import type { Tenant, TenantStore } from "../tenants.ts";
import { type CodeExchange, GenesysFailure, genesysUrl, type ReadGenesysAccount } from "./genesys-account.ts";
import type { GenesysSignInStore, StoredSignIn } from "./genesys-sign-ins.ts";

/** As long as the SDK waits for a person who signs in. */
export const GENESYS_SIGN_IN_MS: number = 10 * 60_000;
/** How long an expired one is kept: a widget that polls late still learns that its sign-in has expired. */
export const EXPIRED_SIGN_IN_KEPT_MS: number = 60 * 60_000;

export interface BegunSignIn {
  readonly state: string;
  readonly secret: string;
  readonly expiresAtMs: number;
}

/** What came back with the redirect. */
export interface Redirect {
  readonly state: string;
  readonly code: string;
  /** OAuth's error code; empty if the agent signed in. */
  readonly error: string;
}

export interface SignInOutcome {
  readonly status: "signed-in" | GenesysSignInFailure;
  /** Why Genesys Cloud could not be asked. For the log. */
  readonly cause?: GenesysFailure;
}

/** How an exchange ended. */
interface Exchanged extends SignInOutcome {
  readonly status: "signed-in" | Exclude<GenesysSignInFailure, "expired">;
  readonly agentId?: string;
}

export type TakenSignIn =
  | { readonly status: "pending" | GenesysSignInFailure; readonly tenantId: string }
  | { readonly status: "signed-in"; readonly tenantId: string; readonly agentId: string };

export interface GenesysSignIn {
  /** Rejects with `not-found` if the tenant allows nobody of this domain. */
  begin(tenant: Tenant | null, domain: string, redirectUri: string): Promise<BegunSignIn>;
  /** The region's OAuth address for the popup; null if the sign-in is unknown, over or expired. */
  authorize(state: string, browserKey: string): Promise<URL | null>;
  /** Exchanges the code and signs the agent in. Works once; then, and in any other browser, the outcome is `expired`. */
  complete(redirect: Redirect, browserKey: string): Promise<SignInOutcome>;
  /** The result for the widget. An agent is returned once. Rejects with `not-authenticated` for an unknown secret. */
  take(secret: string): Promise<TakenSignIn>;
}

interface Parts {
  readonly store: GenesysSignInStore;
  readonly readAccount: ReadGenesysAccount;
  readonly tenants: TenantStore;
  readonly signIn: SignIn;
  readonly seal: Seal;
  readonly clock: Clock;
}

export function createGenesysSignIn(parts: Parts): GenesysSignIn {
  const { store, seal, clock } = parts;

  return {
    async begin(tenant, domain, redirectUri) {
      const { organizationId, clientId, domain: allowed } = tenant?.settings.genesys ?? {};
      if (!tenant || !organizationId || !clientId || allowed !== domain) throw notAllowed();
      const [state, secret, verifier] = [newSecret(), newSecret(), newSecret()];
      const expiresAtMs = clock.nowMs() + GENESYS_SIGN_IN_MS;
      const stateHash = hash(state);
      await store.add({
        stateHash,
        secretHash: hash(secret),
        tenantId: tenant.id,
        domain,
        clientId,
        redirectUri,
        sealedVerifier: seal.seal(Buffer.from(verifier), stateHash),
        status: "pending",
        expiresAtMs,
      });
      return { state, secret, expiresAtMs };
    },

    async authorize(state, browserKey) {
      const stored = await store.bindBrowser(hash(state), hash(browserKey), clock.nowMs());
      if (!stored) return null;
      const verifier = Buffer.from(seal.open(stored.sealedVerifier, stored.stateHash)).toString();
      const url = genesysUrl("login", stored.domain, "/oauth/authorize");
      url.search = new URLSearchParams({
        response_type: "code",
        client_id: stored.clientId,
        redirect_uri: stored.redirectUri,
        state,
        code_challenge: hash(verifier),
        code_challenge_method: "S256",
      }).toString();
      return url;
    },

    async complete({ state, code, error }, browserKey) {
      const stored = await store.startExchange(hash(state), hash(browserKey), clock.nowMs());
      if (!stored) return { status: "expired" };
      const finish = async (outcome: Exchanged): Promise<SignInOutcome> => {
        await store.finish(stored.stateHash, outcome.status, outcome.agentId ?? null);
        return outcome;
      };
      if (error || !code)
        return finish({ status: error === "access_denied" || !error ? "refused" : "failed" });
      try {
        return await finish(await exchange(parts, stored, code));
      } catch (cause) {
        return finish(readFailure(cause));
      }
    },

    async take(secret) {
      const secretHash = hash(secret);
      const stored = await store.findBySecret(secretHash);
      if (!stored) throw unknownSecret();
      const { tenantId, status } = stored;
      if (stored.expiresAtMs <= clock.nowMs()) return { status: "expired", tenantId };
      if (status === "pending" || status === "exchanging") return { status: "pending", tenantId };
      if (status !== "signed-in") return { status, tenantId };
      const agentId = await store.takeAgent(secretHash);
      if (agentId === null) throw unknownSecret();
      return { status, tenantId, agentId };
    },
  };
}

/** Who signed in, and whether the tenant allows it now. */
async function exchange(parts: Parts, stored: StoredSignIn, code: string): Promise<Exchanged> {
  const { seal } = parts;
  const verifier = Buffer.from(seal.open(stored.sealedVerifier, stored.stateHash)).toString();
  const account = await parts.readAccount({ ...toExchange(stored), code, verifier });
  const tenant = await parts.tenants.find(stored.tenantId);
  const allowed = tenant?.settings.genesys;
  const isAllowed =
    allowed?.organizationId === account.organizationId &&
    allowed.clientId === stored.clientId &&
    allowed.domain === stored.domain;
  if (!tenant || !isAllowed) return { status: "unknown-organization" };
  const agent = await parts.signIn.signInFromGenesys(tenant, account);
  return { status: "signed-in", agentId: agent.id };
}

/** Also how PKCE's `S256` is computed. */
function hash(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/** 256 random bits, which is also a valid PKCE verifier. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

function toExchange({
  domain,
  clientId,
  redirectUri,
}: StoredSignIn): Omit<CodeExchange, "code" | "verifier"> {
  return { domain, clientId, redirectUri };
}

/** A failure that isn't Genesys Cloud's is thrown. The sign-in then stays as it is until it expires. */
function readFailure(cause: unknown): Exchanged {
  if (cause instanceof GenesysFailure) return { status: "failed", cause };
  if (cause instanceof DomainError && cause.code === "agent-disabled") return { status: "agent-disabled" };
  throw cause;
}

function notAllowed(): DomainError {
  return new DomainError(
    "not-found",
    "This platform allows nobody of this Genesys Cloud domain.",
    "Check `environment` and `domain`. An operator allows an organization with: platform tenant set <tenant> genesys.organizationId=… genesys.clientId=… genesys.domain=…",
  );
}

function unknownSecret(): DomainError {
  return new DomainError(
    "not-authenticated",
    "This sign-in is unknown, or its result was already taken.",
    "Start the sign-in again.",
  );
}
