import type { PlatformPeer } from "../platform-peer/platform-peer.ts";
import type { CaughtError, HostPage } from "./host-page.ts";
import { generic, type Options, standalone } from "./init-options.ts";

export interface ErrorMaker {
  /** What the application did, for the test's title. */
  readonly story: string;
  readonly make: (host: HostPage, peer: PlatformPeer) => Promise<CaughtError>;
}

export const failsToInit = (host: HostPage, options: unknown): Promise<CaughtError> =>
  host.fails((given) => window.sdk.init(given), options);

const without = (peer: PlatformPeer, name: string, more: Options = {}): Options => {
  const { [name]: _left, ...rest } = generic(peer, more);
  return rest;
};

/** Initialises with a custom function that returns `parameters`, and calls. Returns the first error. */
const failsWithCustom = (host: HostPage, peer: PlatformPeer, parameters: unknown): Promise<CaughtError> =>
  host.fails(
    async ([domain, given]) => {
      const customAuthFunction = async (): Promise<unknown> => given;
      await window.sdk.init({ authMethod: "custom", customAuthFunction, domain });
      await window.sdk.call();
    },
    [peer.origin, parameters] as const,
  );

/** The codes for wrong options of init(). */
export const initialization: Readonly<Record<string, ErrorMaker>> = {
  AGENT_ALREADY_INITIALIZED: {
    story: "init() after init()",
    make: async (host, peer) => {
      await host.init(generic(peer));
      return failsToInit(host, generic(peer));
    },
  },
  AGENT_NOT_INITIALIZED: {
    story: "call() before init()",
    make: (host) => host.fails(() => window.sdk.call()),
  },
  AGENT_NOT_AUTHENTICATED: {
    story: "a wrong API key",
    make: (host, peer) => failsToInit(host, standalone(peer, { apiKey: "wrong" })),
  },
  AUTH_METHOD_NOT_SUPPORTED: {
    story: "an unknown authMethod",
    make: (host, peer) => failsToInit(host, generic(peer, { authMethod: "saml" })),
  },
  AUTH_GENESYS_ENVIRONMENT_REQUIRED: {
    story: "genesys without an environment",
    make: (host, peer) => failsToInit(host, { authMethod: "genesys", domain: peer.origin }),
  },
  AUTH_GENERIC_API_KEY_REQUIRED: {
    story: "generic without an API key",
    make: (host, peer) => failsToInit(host, without(peer, "apiKey")),
  },
  AUTH_GENERIC_AGENT_EMAIL_REQUIRED: {
    story: "generic without the agent's address",
    make: (host, peer) => failsToInit(host, without(peer, "agentEmail")),
  },
  AUTH_GENERIC_EXTERNAL_ID_REQUIRED: {
    story: "standalone mode without an externalId",
    make: (host, peer) => failsToInit(host, generic(peer, { standaloneMode: true })),
  },
  AUTH_TOKEN_REQUIRED: {
    story: "token authentication without a token",
    make: (host, peer) => failsToInit(host, { authMethod: "token", domain: peer.origin }),
  },
  AUTH_CUSTOM_FUNCTION_REQUIRED: {
    story: "custom authentication without a function",
    make: (host, peer) => failsToInit(host, { authMethod: "custom", domain: peer.origin }),
  },
  AUTH_CUSTOM_PARAMETERS_MISSING: {
    story: "a custom function that returns nothing",
    make: (host, peer) => failsWithCustom(host, peer, null),
  },
  AUTH_CUSTOM_PARAMETERS_INVALID_TYPE: {
    story: "a custom function that returns a string",
    make: (host, peer) => failsWithCustom(host, peer, "parameters"),
  },
  AUTH_CUSTOM_PARAMETERS_EMPTY: {
    story: "a custom function that returns an empty object",
    make: (host, peer) => failsWithCustom(host, peer, {}),
  },
  AUTH_CUSTOM_PARAMETERS_INVALID_VALUE_TYPE: {
    story: "a custom function that returns an object as a value",
    make: (host, peer) => failsWithCustom(host, peer, { pak: { nested: true } }),
  },
  CONFIG_DOMAIN_REQUIRED: {
    story: "no domain",
    make: (host, peer) => failsToInit(host, without(peer, "domain")),
  },
  CONFIG_DOMAIN_INVALID_FORMAT: {
    story: "an invalid domain",
    make: (host, peer) => failsToInit(host, generic(peer, { domain: "ftp://somewhere" })),
  },
  CONFIG_CONTAINER_ID_INVALID_TYPE: {
    story: "a containerId that is a number",
    make: (host, peer) => failsToInit(host, generic(peer, { options: { containerId: 7 } })),
  },
};
