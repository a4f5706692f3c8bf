import type { PlatformPeer } from "../platform-peer/platform-peer.ts";

export type Options = Readonly<Record<string, unknown>>;

/** With an API key, as most integrations are made. Logging is on, so that every test looks for secrets in it. */
export function generic(peer: PlatformPeer, more: Options = {}): Options {
  return {
    authMethod: "generic",
    apiKey: peer.apiKey,
    domain: peer.origin,
    agentEmail: "agent@example.com",
    organizationId: "org-1",
    logger: true,
    ...more,
  };
}

/** An agent of their own desk: queue, incoming calls, names. */
export function standalone(peer: PlatformPeer, more: Options = {}): Options {
  return generic(peer, { standaloneMode: true, externalId: peer.externalId, ...more });
}

export function withToken(peer: PlatformPeer, more: Options = {}): Options {
  return {
    authMethod: "token",
    token: peer.issueToken(),
    domain: peer.origin,
    logger: true,
    ...more,
  };
}
