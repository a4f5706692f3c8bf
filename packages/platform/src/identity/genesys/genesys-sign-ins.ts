import type { EpochMs } from "@videoengager/protocol/ids";
import type { GenesysSignInFailure } from "@videoengager/protocol/rest/genesys-sign-in";

/** `pending` → `exchanging` the redirect came back, once → how it ended. The time decides what has expired. */
export type GenesysSignInStatus =
  | "pending"
  | "exchanging"
  | "signed-in"
  | Exclude<GenesysSignInFailure, "expired">;

/** A sign-in that a widget began. The state, the secret and the cookie are stored as hashes only. */
export interface StoredSignIn {
  readonly stateHash: string;
  readonly secretHash: string;
  readonly tenantId: string;
  readonly domain: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly sealedVerifier: string;
  readonly status: GenesysSignInStatus;
  readonly expiresAtMs: EpochMs;
}

/** Where sign-ins are stored. Each step is one conditional statement, so two nodes never both take it. */
export interface GenesysSignInStore {
  add(signIn: StoredSignIn): Promise<void>;
  /** Binds it to the browser that opened its popup. Null if it isn't pending any more. */
  bindBrowser(stateHash: string, browserHash: string, nowMs: EpochMs): Promise<StoredSignIn | null>;
  /** Takes the only exchange. Null if it isn't pending any more, or another browser opened it. */
  startExchange(stateHash: string, browserHash: string, nowMs: EpochMs): Promise<StoredSignIn | null>;
  finish(stateHash: string, status: GenesysSignInStatus, agentId: string | null): Promise<void>;
  findBySecret(secretHash: string): Promise<StoredSignIn | null>;
  /** Takes the agent of a sign-in that succeeded, once. Null if somebody did before. */
  takeAgent(secretHash: string): Promise<string | null>;
  removeExpired(beforeMs: EpochMs): Promise<void>;
}
