import { vi } from "vitest";
import {
  type CallState,
  createAgent,
  type GenericAuthOptions,
  type InitOptions,
  type VideoEngagerAgent,
  type VideoEngagerAgentError,
} from "../../src/index.ts";
import { FakePage } from "./fake-page.ts";
import { FakePlatform, FakePush } from "./fake-platform.ts";

export const GENERIC = {
  authMethod: "generic",
  apiKey: "secret-key",
  domain: "platform.example",
  agentEmail: "john@example.com",
} as const;
export const STANDALONE: GenericAuthOptions = {
  ...GENERIC,
  organizationId: "org",
  externalId: "ext",
  standaloneMode: true,
};

export interface Stage {
  readonly page: FakePage;
  readonly platform: FakePlatform;
  readonly push: FakePush;
  readonly agent: VideoEngagerAgent;
  /** Every event, as `type payload`. */
  readonly events: string[];
}

/** A page, a platform and an agent, in virtual time. */
export function setStage(): Stage {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const page = new FakePage();
  const platform = new FakePlatform();
  const push = new FakePush();
  page.pushScript = { create: () => push };
  page.install();
  platform.install();
  const agent = createAgent();
  const events: string[] = [];
  agent.on("*", (type, payload) => {
    const { status, inActiveSession } = Object(payload) as Partial<CallState>;
    const state = inActiveSession === undefined ? status : `${status} ${inActiveSession}`;
    const shown = typeof payload === "object" ? (state ?? "") : String(payload ?? "");
    events.push(`${type} ${shown}`.trim());
  });
  return { page, platform, push, agent, events };
}

export function clearStage(): void {
  vi.useRealTimers();
  vi.unstubAllGlobals();
}

/** Lets everything happen that needs no time. */
export async function settle(): Promise<void> {
  await vi.dynamicImportSettled();
  // Every promise that can settle does so within a turn of the real event loop.
  for (let turn = 0; turn < 3; turn++) await eventLoopTurn();
}

/** A message between ports takes one turn; it is no timer, so virtual time leaves it alone. */
function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

/** Lets this time pass, and everything happen that it leads to. */
export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await settle();
}

/** What became of a promise: `ok`, or the error's code. */
export function outcome(promise: Promise<unknown>): {
  code: string | undefined;
  error?: VideoEngagerAgentError;
} {
  const result: { code: string | undefined; error?: VideoEngagerAgentError } = { code: undefined };
  const follow = async (): Promise<void> => {
    try {
      await promise;
      result.code = "ok";
    } catch (error) {
      result.error = error as VideoEngagerAgentError;
      result.code = result.error.code;
    }
  };
  void follow();
  return result;
}

/** An agent that is initialised. */
export async function initialised(stage: Stage, options: InitOptions = GENERIC): Promise<void> {
  const done = stage.agent.init(options);
  await settle();
  await done;
}

export const HELLO: object = { ve: 1, type: "hello", capabilities: ["hangup"] };
export const preCall = (visitorId: string): object => ({
  status: "PRE_CALL",
  email: "john@example.com",
  visitorId,
  pin: "123456",
  attributes: { customerId: "c" },
});
