import type { PlatformPeer } from "../platform-peer/platform-peer.ts";

export type Options = Readonly<Record<string, unknown>>;

/** With an API key, like most integrations. Logging is on, so that every test checks the log for secrets. */
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

/** Standalone mode: queue, incoming calls, names. */
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
