/** Who signed in: exchanges an authorization code at the region's OAuth, and reads the user and the organization. */
import { isGenesysDomain } from "@videoengager/protocol/genesys-domain";
import { z } from "zod";
import { cleanLine } from "../../lib/clean-text.ts";

export interface GenesysAccount {
  readonly organizationId: string;
  readonly email: string;
  readonly name: string;
}

/** What is exchanged for an access token. */
export interface CodeExchange {
  readonly domain: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly code: string;
  readonly verifier: string;
}

/** Reads the account of a code. Rejects with a `GenesysFailure`. The access token never leaves it. */
export type ReadGenesysAccount = (exchange: CodeExchange) => Promise<GenesysAccount>;

/** Neither the message nor the properties have a code, a token or what Genesys answered. */
export class GenesysFailure extends Error {
  readonly step: string;
  /** Null: no readable answer. */
  readonly status: number | null;

  constructor(step: string, status: number | null, cause?: unknown) {
    super(`Genesys Cloud did not answer ${step} as expected.`, { cause });
    this.name = "GenesysFailure";
    this.step = step;
    this.status = status;
  }
}

const TIMEOUT_MS = 10_000;
/** A user with all its fields has some kilobytes. */
const MAX_ANSWER_BYTES = 256 * 1_024;

const tokens = z.object({ access_token: z.string().min(1).max(16_384) });
const userSchema = z.object({
  email: z.string().min(3).max(320).overwrite(cleanLine),
  name: z.string().max(400).overwrite(cleanLine).default(""),
  state: z.string().default("active"),
});
const organizationSchema = z.object({ id: z.string().min(1).max(64) });

/** @param fetchFromGenesys how requests leave the process */
export function createReadGenesysAccount(fetchFromGenesys: typeof fetch): ReadGenesysAccount {
  const read = async <Value>(
    step: string,
    url: URL,
    schema: z.ZodType<Value>,
    init: RequestInit,
  ): Promise<Value> => {
    let status: number | null = null;
    try {
      // A redirect could lead to another host.
      const response = await fetchFromGenesys(url, {
        ...init,
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      status = response.status;
      const text = await readBounded(response);
      if (response.ok) return schema.parse(JSON.parse(text));
    } catch (cause) {
      throw new GenesysFailure(step, status, cause);
    }
    throw new GenesysFailure(step, status);
  };

  return async ({ domain, clientId, redirectUri, code, verifier }) => {
    const { access_token: accessToken } = await read(
      "the code",
      genesysUrl("login", domain, "/oauth/token"),
      tokens,
      {
        method: "POST",
        headers: { accept: "application/json" },
        body: new URLSearchParams({
          grant_type: "authorization_code",
          code,
          redirect_uri: redirectUri,
          client_id: clientId,
          code_verifier: verifier,
        }),
      },
    );
    const init = { headers: { accept: "application/json", authorization: `Bearer ${accessToken}` } };
    const [user, organization] = await Promise.all([
      read("who the user is", genesysUrl("api", domain, "/api/v2/users/me"), userSchema, init),
      read(
        "the organization",
        genesysUrl("api", domain, "/api/v2/organizations/me"),
        organizationSchema,
        init,
      ),
    ]);
    if (user.state !== "active") throw new GenesysFailure("with an active user", 200);
    return { organizationId: organization.id, email: user.email, name: user.name };
  };
}

/** An https URL of a listed region; throws for any other domain. */
export function genesysUrl(host: "login" | "api", domain: string, path: string): URL {
  if (!isGenesysDomain(domain)) throw new Error(`${domain} is not a domain of Genesys Cloud.`);
  return new URL(path, `https://${host}.${domain}`);
}

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw new Error("The answer is too large.");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
