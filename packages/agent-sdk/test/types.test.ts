import { describe, expectTypeOf, it } from "vitest";
import type {
  AgentEventListener,
  AgentEvents,
  CallState,
  IncomingCall,
  InitOptions,
  SharedFunctions,
  UiHandlers,
  VEErrorCode,
} from "../src/index.ts";

interface Base {
  domain: string;
}

describe("what compiles", () => {
  it("is each authentication method with its options", () => {
    expectTypeOf<
      Base & { authMethod: "generic"; apiKey: string; agentEmail: string }
    >().toExtend<InitOptions>();
    expectTypeOf<
      Base & { authMethod: "token"; token: string; standaloneMode: true }
    >().toExtend<InitOptions>();
    expectTypeOf<Base & { authMethod: "genesys"; environment: string }>().toExtend<InitOptions>();
    expectTypeOf<
      Base & { authMethod: "custom"; customAuthFunction: () => Promise<{ token: string }> }
    >().toExtend<InitOptions>();
  });

  it("is a handler that returns nothing, an iframe or a promise", () => {
    expectTypeOf<{
      openIframe: (url: string) => Promise<void>;
      closeIframe: () => Promise<void>;
      getIframe: () => HTMLIFrameElement | null;
    }>().toExtend<UiHandlers>();
  });

  it("is a listener with its event's payload", () => {
    expectTypeOf<Parameters<AgentEventListener<"sessionStarted">>>().toEqualTypeOf<[state: CallState]>();
    expectTypeOf<Parameters<AgentEventListener<"incomingCall">>>().toEqualTypeOf<[call: IncomingCall]>();
    expectTypeOf<AgentEvents["callRemoved"][0]>().toEqualTypeOf<string>();
    expectTypeOf<SharedFunctions["switchQueue"]>().parameter(0).toEqualTypeOf<boolean | undefined>();
  });
});

describe("what doesn't compile", () => {
  it("is a missing key, domain or token", () => {
    expectTypeOf<Base & { authMethod: "generic"; agentEmail: string }>().not.toExtend<InitOptions>();
    expectTypeOf<{ authMethod: "token"; token: string }>().not.toExtend<InitOptions>();
    expectTypeOf<Base & { authMethod: "token" }>().not.toExtend<InitOptions>();
    expectTypeOf<Base & { authMethod: "password" }>().not.toExtend<InitOptions>();
  });

  it("is standalone mode with Genesys or a custom function", () => {
    expectTypeOf<
      Base & { authMethod: "genesys"; environment: string; standaloneMode: true }
    >().not.toExtend<InitOptions>();
    expectTypeOf<
      Base & { authMethod: "custom"; customAuthFunction: () => { token: string }; standaloneMode: true }
    >().not.toExtend<InitOptions>();
  });

  it("is an incomplete set of handlers, an unknown event or code, or writing to a snapshot", () => {
    expectTypeOf<{ openIframe: () => void }>().not.toExtend<UiHandlers>();
    expectTypeOf<"sessionBegun">().not.toExtend<keyof AgentEvents>();
    expectTypeOf<"session|already-active">().not.toExtend<VEErrorCode>();
    expectTypeOf<(state: number) => void>().not.toExtend<AgentEventListener<"sessionStarted">>();
    expectTypeOf<CallState>().toEqualTypeOf<Readonly<CallState>>();
  });
});
