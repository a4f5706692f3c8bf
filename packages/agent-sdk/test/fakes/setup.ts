import { afterEach, beforeEach, vi } from "vitest";
import {
  type CallState,
  createAgent,
  type GenericAuthOptions,
  type InitOptions,
  type UiHandlers,
  type VideoEngagerAgent,
  type VideoEngagerAgentError,
} from "../../src/index.ts";
import { type FakeElement, FakePage } from "./fake-page.ts";
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

interface Stage {
  readonly page: FakePage;
  readonly platform: FakePlatform;
  readonly push: FakePush;
  /** Every event, as `type payload`. */
  readonly events: string[];
}

/** Of the running test, where its file has called {@link setStageForEach}. */
export let stage: Stage;
/** The one on the stage. */
export let agent: VideoEngagerAgent;

/** Gives each test of a file its own page, platform and agent, in virtual time. */
export function setStageForEach(): void {
  beforeEach(setStage);
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}

/** A new page, as after a reload. */
export function setStage(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const page = new FakePage();
  const platform = new FakePlatform();
  const push = new FakePush();
  page.pushScript = { create: () => push };
  page.install();
  platform.install();
  agent = createAgent();
  const events: string[] = [];
  agent.on("*", (...[type, payload]) => {
    const { status, inActiveSession } = Object(payload) as Partial<CallState>;
    const state = inActiveSession === undefined ? status : `${status} ${inActiveSession}`;
    const shown = typeof payload === "object" ? (state ?? "") : String(payload ?? "");
    events.push(`${type} ${shown}`.trim());
  });
  stage = { page, platform, push, events };
}

/** Waits until everything has happened that needs no timer. */
export async function settle(): Promise<void> {
  await vi.dynamicImportSettled();
  // Every promise that can settle does so within one turn of the event loop.
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

/** Advances the virtual time, and waits until everything has happened that follows from it. */
export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await settle();
}

/** The outcome of a promise: `ok`, or the error's code. */
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

/** Initialises the agent. */
export async function initialised(options: InitOptions = GENERIC): Promise<void> {
  const done = agent.init(options);
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

export const FINISHED: object = { status: "FINISHED", visitorId: "v1", attributes: { totalTalkTime: 3 } };

/** The reference's own kind of handlers: an iframe without `allow`. */
export function handlersOf(extra: Partial<UiHandlers> = {}): UiHandlers & { iframe: () => FakeElement } {
  let iframe: FakeElement | undefined;
  return {
    openIframe(src) {
      iframe = document.createElement("iframe") as unknown as FakeElement;
      iframe.src = src;
      stage.page.body.append(iframe);
    },
    closeIframe: () => iframe?.remove(),
    getIframe: () => iframe as unknown as HTMLIFrameElement,
    iframe: () => iframe!,
    ...extra,
  };
}

/** The agent in a call that somebody has opened. */
export async function openCall(visitorId = "v1"): Promise<void> {
  const called = agent.call();
  await settle();
  stage.page.post(HELLO);
  stage.page.post(preCall(visitorId));
  await called;
}
