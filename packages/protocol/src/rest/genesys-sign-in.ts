/**
 * How an agent signs in to the widget with Genesys Cloud. Ours: the public contract names only the method.
 *
 * 1. The widget begins (`POST /api/widget/genesys`) and gets the popup's path and a secret.
 * 2. A click opens the popup. The platform binds the sign-in to this browser and redirects to the region's OAuth.
 * 3. Genesys redirects back to the platform, which exchanges the code and reads who the agent is.
 * 4. The widget polls with its secret (`POST /api/widget/genesys/result`) and gets a widget token, once.
 */
import type { EpochMs } from "../ids.ts";

export interface BeginGenesysSignInRequest {
  /** The Genesys Cloud domain: the widget URL's `environment`. */
  readonly environment: string;
}

export interface BeginGenesysSignInResponse {
  /** What the popup opens, relative to the platform's origin. It holds no secret. */
  readonly popupPath: string;
  /** For the result. Only this widget has it. */
  readonly secret: string;
  readonly expiresAtMs: EpochMs;
}

export interface GenesysSignInResultRequest {
  readonly secret: string;
}

/**
 * `refused` the agent cancelled, or Genesys refused · `unknown-organization` the tenant allows another organization ·
 * `agent-disabled` by an operator · `expired` it took too long · `failed` Genesys didn't answer as expected.
 */
export type GenesysSignInFailure =
  | "refused"
  | "unknown-organization"
  | "agent-disabled"
  | "expired"
  | "failed";

export type GenesysSignInResult =
  | { readonly status: "pending" | GenesysSignInFailure }
  /** The token is a credential for `POST /api/widget/start`. */
  | { readonly status: "signed-in"; readonly token: string };
