import { describe, expect, it, vi } from "vitest";
import { neverAnswers } from "./fakes/fake-platform.ts";
import {
  agent,
  initialised,
  outcome,
  pass,
  STANDALONE,
  setStage,
  setStageForEach,
  settle,
  stage,
} from "./fakes/setup.ts";

setStageForEach();

describe("signing in", () => {
  it("exchanges the key for a token, reads the settings, and connects with the signalling id", async () => {
    await initialised({ ...STANDALONE, firstName: "John" });
    const [first, second, third] = stage.platform.requests;
    expect(JSON.parse(first?.init?.body as string)).toEqual({
      pak: "secret-key",
      division: "ext",
      email: "orgjohn@example.com",
      organizationId: "org",
      firstName: "John",
    });
    expect(second?.init?.headers).toEqual({ authorization: "Bearer token-1" });
    expect(third?.path).toBe("/api/signalling/endpoint/tenant-1/null");
    expect(stage.push.calls).toEqual([
      "connect wss://platform.example/socket?a=1&signallingId=sig-1 token-1 orgjohn@example.com",
    ]);
    expect(stage.events).toEqual(["isOnline true", "initialized"]);
    expect([agent.isOnline(), agent.isOnQueue(), agent.getDisplayName()]).toEqual([true, false, "John Doe"]);
    expect(Object.isFrozen(agent.agentSettings()._account)).toBe(true);
  });

  it("resolves only when the push client has a session id", async () => {
    stage.push.onConnect = () => {};
    const done = outcome(agent.init(STANDALONE));
    await settle();
    stage.push.fire("Connected");
    await settle();
    expect(done.code).toBeUndefined();
    stage.push.connected();
    await settle();
    expect(done.code).toBe("ok");
  });

  it("rejects if the push script cannot be loaded", async () => {
    stage.page.pushScript = undefined;
    const done = outcome(agent.init(STANDALONE));
    await settle();
    expect(done.error?.message).toContain("push script");
    expect(stage.page.leftovers).toEqual([]);
  });

  it("distinguishes a refused key, a failing platform and an origin that is not allowed", async () => {
    const codes: unknown[] = [];
    for (const answer of [
      { status: 403 },
      { status: 502 },
      {
        status: 403,
        body: { error: { code: "origin-not-allowed", message: "Not allowed.", action: "Add it." } },
      },
    ]) {
      stage.platform.answers.impersonateCreate = () => answer;
      const done = outcome(agent.init(STANDALONE));
      await settle();
      codes.push(done.code, done.error?.message);
    }
    expect(codes).toEqual([
      "AGENT_NOT_AUTHENTICATED",
      "The platform refused the agent's key or token. Check it, or get a new one and try again.",
      "VE_UNHANDLED_ERROR",
      "The platform at https://platform.example answered with status 502. Try again later.",
      "VE_UNHANDLED_ERROR",
      "Not allowed. Add it.",
    ]);
  });

  it("treats a response without a token as a failing platform", async () => {
    stage.platform.answers.impersonateCreate = () => ({ body: {} });
    const done = outcome(agent.init(STANDALONE));
    await settle();
    expect(done.error).toMatchObject({ code: "VE_UNHANDLED_ERROR", context: { status: 200 } });
  });

  it("calls tokenProvider if the given token has already expired", async () => {
    const tokenProvider = vi.fn(async () => "new-token");
    stage.platform.answers["users/me"] = () => {
      const headers = new Headers(stage.platform.requests.at(-1)?.init?.headers);
      return headers.get("authorization")?.endsWith("new-token")
        ? { body: { tennantId: "t", signalling: { endPoint: "wss://x" }, _account: {} } }
        : { status: 401 };
    };
    await initialised({
      authMethod: "token",
      token: "old",
      tokenProvider,
      domain: "platform.example",
      standaloneMode: true,
    });
    expect(tokenProvider).toHaveBeenCalledOnce();
  });
});

describe("the queue in a tab", () => {
  it("is joined after a reload only with `resumeQueue`, and only if the tab was on it", async () => {
    const stored = new Map<string, string>();
    vi.stubGlobal("sessionStorage", {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
      removeItem: (key: string) => stored.delete(key),
    });
    const reload = (): void => {
      for (const handler of stage.page.windowListeners.pagehide ?? []) handler({});
      setStage();
    };
    await initialised(STANDALONE);
    await agent.switchQueue();
    // "Duplicate tab" copies the session storage while the page runs.
    expect(stored.size).toBe(0);
    reload();
    await initialised(STANDALONE);
    expect(agent.isOnQueue()).toBe(false);
    await agent.switchQueue();
    reload();
    await initialised({ ...STANDALONE, resumeQueue: true });
    await settle();
    expect(agent.isOnQueue()).toBe(true);
    await agent.destroy();
    expect(stored.size).toBe(0);
  });

  it("preloads the widget's code while the agent is on it", async () => {
    const settings = stage.platform.answers["users/me"]!;
    stage.platform.answers["users/me"] = () => {
      const answer = settings() as { body: object };
      return { body: { ...answer.body, widgetPreloadUrl: "/static/pages/preload.html" } };
    };
    await initialised(STANDALONE);
    const before = stage.page.leftovers.length;
    await agent.switchQueue();
    expect(stage.page.leftovers.length).toBe(before + 2);
    expect([agent.isIframeOpened(), stage.page.iframes.length]).toEqual([false, 0]);
    await agent.switchQueue();
    expect(stage.page.leftovers.length).toBe(before);
  });

  it("can only be switched with true, false or nothing", async () => {
    await initialised(STANDALONE);
    const done = outcome(agent.switchQueue("on" as unknown as boolean));
    await settle();
    expect(done.code).toBe("INVALID_ARGUMENT");
  });
});

describe("an operation ends in OPERATION_TIMEOUT", () => {
  it.each(["impersonateCreate", "users/me", "signalling/endpoint"])("if %s never answers", async (path) => {
    stage.platform.answers[path] = neverAnswers(stage.platform);
    const done = outcome(agent.init(STANDALONE));
    await pass(30_000);
    expect(done.code).toBe("OPERATION_TIMEOUT");
    expect(stage.page.leftovers).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("if the platform never answers switchQueue()", async () => {
    await initialised(STANDALONE);
    stage.push.onSwitch = () => {};
    const done = outcome(agent.switchQueue());
    await pass(30_000);
    expect(done.code).toBe("OPERATION_TIMEOUT");
  });
});
