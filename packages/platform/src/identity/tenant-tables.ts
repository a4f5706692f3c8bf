import type { ApiKeyPurpose } from "./api-keys.ts";
import type { GenesysSignInStatus } from "./genesys/genesys-sign-ins.ts";

/** Booleans are 0 or 1, JSON is text, times are milliseconds since the epoch: the same on both engines. */
export interface TenantTables {
  tenants: {
    id: string;
    name: string;
    host: string | null;
    /** JSON of the settings that differ from the defaults. */
    settings: string;
    allows_loopback_origins: number;
    created_at_ms: number;
  };
  tenant_origins: { tenant_id: string; origin: string };
  api_keys: {
    /** The public part of the key, for looking it up. */
    id: string;
    tenant_id: string;
    /** SHA-256 of the whole key, base64url. */
    hash: string;
    label: string;
    purpose: ApiKeyPurpose;
    created_at_ms: number;
    revoked_at_ms: number | null;
  };
  agents: {
    id: string;
    tenant_id: string;
    email: string;
    external_id: string;
    organization_id: string;
    first_name: string;
    last_name: string;
    contact_email: string;
    short_code: string;
    disabled: number;
    created_at_ms: number;
    /** The end of the last call in which both sides were connected. */
    last_call_ended_at_ms: number | null;
    /** When the agent last ended the wrap-up time early. */
    ready_at_ms: number | null;
  };
  /** Sign-ins with Genesys Cloud that a widget began. Hashes are SHA-256, base64url. */
  genesys_sign_ins: {
    state_hash: string;
    /** Of the widget's secret. */
    secret_hash: string;
    tenant_id: string;
    domain: string;
    client_id: string;
    redirect_uri: string;
    /** The PKCE verifier, encrypted with the master key. */
    sealed_verifier: string;
    /** Of the cookie of the browser that opened the popup; null before. */
    browser_hash: string | null;
    status: GenesysSignInStatus;
    /** Of a sign-in that succeeded. */
    agent_id: string | null;
    expires_at_ms: number;
  };
  signing_keys: {
    id: string;
    /** The key, encrypted with the master key. */
    sealed_secret: string;
    created_at_ms: number;
    /** From then on it only verifies. */
    retired_at_ms: number | null;
  };
}
