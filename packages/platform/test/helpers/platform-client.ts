import type { DemoCredentials } from "../../src/demo/demo.routes.ts";

/** Asks a running platform over HTTP, wherever it runs. */
export interface PlatformClient {
  readonly demo: DemoCredentials;
  readonly url: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Sends JSON by POST. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** A token of the demo agent, or of another one of its tenant. */
  signIn(email?: string): Promise<string>;
}

export function createClient(url: string, demo: DemoCredentials): PlatformClient {
  const post: PlatformClient["post"] = (path, body, headers = {}) =>
    fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  return {
    url,
    demo,
    fetch: (path, init) => fetch(`${url}${path}`, init),
    post,
    async signIn(email = demo.agentEmail) {
      const answer = await post("/api/partners/impersonateCreate", {
        pak: demo.apiKey,
        division: demo.externalId,
        email,
      });
      const { token } = (await answer.json()) as { token: string };
      return token;
    },
  };
}
