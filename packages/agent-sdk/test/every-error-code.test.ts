import { describe, expect, it } from "vitest";
import type { InitOptions, VideoEngagerAgentError } from "../src/index.ts";
import { neverAnswers } from "./fakes/fake-platform.ts";
import { REFERENCE_ERRORS } from "./fakes/reference-errors.ts";
import {
  agent,
  GENERIC,
  HELLO,
  initialised,
  pass,
  preCall,
  STANDALONE,
  setStageForEach,
  settle,
  stage,
} from "./fakes/setup.ts";

setStageForEach();

const domain = "platform.example";
const init = (options: unknown) => agent.init(options as InitOptions);
const custom = (given: unknown) => init({ authMethod: "custom", domain, customAuthFunction: () => given });
const ready = (options: InitOptions = GENERIC) => initialised(options);
const handlers = { openIframe: () => {}, closeIframe: () => {}, getIframe: () => null };
const inSession = async (): Promise<void> => {
  await ready();
  const called = agent.call();
  await settle();
  stage.page.post(preCall("v1"));
  await called;
};
const ringing = async (): Promise<ReturnType<typeof stage.push.ring>> => {
  await ready(STANDALONE);
  return stage.push.ring("v1");
};
/** Accepts `v1`, and lets its widget open. */
const accepting = async (): Promise<{
  accepted: Promise<unknown>;
  control: ReturnType<typeof stage.push.ring>;
}> => {
  const control = await ringing();
  const accepted = agent.acceptCall("v1");
  await settle();
  return { accepted, control };
};

/** For each code what an application does to meet it. */
const OCCASIONS: Record<string, () => Promise<unknown> | void> = {
  AGENT_ALREADY_INITIALIZED: async () => {
    await ready();
    await init(GENERIC);
  },
  AGENT_NOT_INITIALIZED: () => agent.call(),
  AGENT_NOT_AUTHENTICATED: () => {
    stage.platform.answers.impersonateCreate = () => ({ status: 401 });
    return init(STANDALONE);
  },
  AUTH_METHOD_NOT_SUPPORTED: () => init({ authMethod: "password", domain }),
  AUTH_GENESYS_ENVIRONMENT_REQUIRED: () => init({ authMethod: "genesys", domain }),
  AUTH_GENERIC_API_KEY_REQUIRED: () => init({ ...GENERIC, apiKey: " " }),
  AUTH_GENERIC_AGENT_EMAIL_REQUIRED: () => init({ ...GENERIC, agentEmail: 7 }),
  AUTH_GENERIC_EXTERNAL_ID_REQUIRED: () => init({ ...GENERIC, standaloneMode: true }),
  AUTH_TOKEN_REQUIRED: () => init({ authMethod: "token", domain }),
  AUTH_CUSTOM_FUNCTION_REQUIRED: () => init({ authMethod: "custom", domain }),
  AUTH_CUSTOM_PARAMETERS_MISSING: () => custom(undefined),
  AUTH_CUSTOM_PARAMETERS_INVALID_TYPE: () => custom("token"),
  AUTH_CUSTOM_PARAMETERS_EMPTY: () => custom({}),
  AUTH_CUSTOM_PARAMETERS_INVALID_VALUE_TYPE: () => custom({ token: { value: 1 } }),
  CONFIG_DOMAIN_REQUIRED: () => init({ ...GENERIC, domain: "" }),
  CONFIG_DOMAIN_INVALID_FORMAT: () => init({ ...GENERIC, domain: "ftp://platform.example" }),
  CONFIG_CONTAINER_ID_INVALID_TYPE: () => init({ ...GENERIC, options: { containerId: 5 } }),
  UI_HANDLERS_BAD_CONFIG: () => init({ ...GENERIC, options: { uiHandlers: "none" } }),
  UI_HANDLERS_METHOD_REQUIRED: () => init({ ...GENERIC, options: { uiHandlers: { openIframe: () => {} } } }),
  UI_HANDLERS_NOT_INITIALIZED: () => agent.setUiHandler(handlers),
  PARAM_CUSTOMER_ID_INVALID_TYPE: async () => {
    await ready();
    await agent.call({ customerId: " " });
  },
  INVALID_ARGUMENT: async () => {
    await ringing();
    await agent.acceptCall(5 as unknown as string);
  },
  REQUIRED_FIELD_MISSING: async () => {
    await ringing();
    await agent.rejectCall("");
  },
  SESSION_ALREADY_ACTIVE: async () => {
    await inSession();
    await agent.call();
  },
  SESSION_NOT_FOUND: async () => {
    await ringing();
    await agent.acceptCall("nobody");
  },
  SESSION_FAILED_TO_START: async () => {
    await ready();
    const called = agent.call();
    await settle();
    stage.page.post(HELLO);
    await pass(30_000);
    await called;
  },
  CALL_NOT_STARTED: async () => {
    await ready();
    await agent.endCall();
  },
  CALL_ALREADY_FINISHED: async () => {
    await ready();
    const called = agent.call({ customerId: "i_gone" });
    await settle();
    stage.page.post({ status: "FINISHED" });
    await called;
  },
  WIDGET_IFRAME_LOAD_FAILED: async () => {
    stage.platform.answers[""] = () => () => Promise.reject(new TypeError("Failed to fetch"));
    await ready();
    await agent.call();
  },
  WIDGET_IFRAME_NOT_FOUND: async () => {
    await ready({ ...GENERIC, options: { uiHandlers: handlers } });
    const called = agent.call();
    await pass(5_000);
    await called;
  },
  WIDGET_CONTAINER_NOT_FOUND: async () => {
    await ready({ ...GENERIC, options: { containerId: "nowhere" } });
    await agent.call();
  },
  OPERATION_ALREADY_RUNNING: async () => {
    void init(STANDALONE);
    await init(GENERIC);
  },
  OPERATION_TIMEOUT: async () => {
    stage.platform.answers.impersonateCreate = neverAnswers(stage.platform);
    const done = init({ ...STANDALONE, timeoutMs: 2_000 });
    await pass(2_000);
    await done;
  },
  OPERATION_CONFLICT: async () => {
    await inSession();
    void agent.endCall();
    await agent.call();
  },
  OPERATION_ABORTED: async () => {
    await ready();
    const called = agent.call();
    await settle();
    void agent.destroy();
    await called;
  },
  AGENT_NOT_IN_STANDALONE_MODE: async () => {
    await ready();
    await agent.switchQueue();
  },
  VISITOR_HAS_LEFT_SESSION: async () => {
    const control = await ringing();
    control.fire("CallEnded");
    await agent.acceptCall("v1");
  },
  SESSION_ACCEPTED_BY_ANOTHER_AGENT: async () => {
    const { accepted, control } = await accepting();
    control.fire("AcceptedElsewhere", { userId: "someone" });
    await accepted;
  },
  SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE: async () => {
    const { accepted, control } = await accepting();
    control.fire("AcceptedElsewhere", { userId: "john", deviceId: "phone" });
    await pass(10_000);
    await accepted;
  },
  VE_UNHANDLED_ERROR: () => {
    stage.platform.answers["users/me"] = () => ({ status: 503 });
    return init(STANDALONE);
  },
};

describe("every code of the table can occur", () => {
  it.each(REFERENCE_ERRORS)(
    "$code",
    async ({ code, causeCode, category, retryable, recoverable, severity }) => {
      const occasion = OCCASIONS[code];
      expect(occasion).toBeTypeOf("function");
      const error = await (async () => occasion?.())().then(
        () => undefined,
        (thrown: VideoEngagerAgentError) => thrown,
      );
      expect(error).toMatchObject({
        code,
        category,
        retryable,
        recoverable,
        severity,
        cause: { code: causeCode },
      });
      expect(JSON.stringify(error)).not.toContain("secret-key");
      expect(error?.message).not.toContain("secret-key");
    },
  );
});
