import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AgentEntry } from "../src/call/agent-entry.ts";
import type { HostWindow } from "../src/host/find-host.ts";
import { WidgetHost } from "../src/host/widget-host.ts";
import type { WidgetParams } from "../src/page-params.ts";
import { FakePage, refusal } from "./fake-page.ts";
import { installFakePeerConnection } from "./fake-peer-connection.ts";

let page = new FakePage();
let lifetime = new AbortController();

beforeEach(() => {
  page = new FakePage();
  page.install();
  installFakePeerConnection();
  lifetime = new AbortController();
});
afterEach(() => {
  lifetime.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = async (): Promise<void> => void (await vi.advanceTimersByTimeAsync(0));

const PARAMS: WidgetParams = {
  credential: { token: "from-the-address" },
  genesysDomain: null,
  veinteraction: "i_0123456789012345678901",
  language: null,
  details: {},
  isParked: false,
  instanceId: "this-page",
};

const signedIn = (cameraOn = true) => ({
  token: "widget-token",
  expiresAtMs: Date.now() + 3_600_000,
  agent: { id: "a", email: "ann@example.org", displayName: "Ann", locale: "en", cameraOn },
  tenant: { earlyConnect: true },
  allowedOrigins: ["https://crm.example.org"],
});
const opened = {
  how: "claimed",
  interaction: { interactionId: PARAMS.veinteraction, pin: "123456", shortUrl: "", customData: {} },
  seat: { seatToken: "seat", iceServers: [], iceServersExpireAtMs: null },
};

function open(params: Partial<WidgetParams> = {}) {
  const told: Record<string, unknown>[] = [];
  const host: HostWindow = {
    origin: "https://crm.example.org",
    window: { postMessage: (message: Record<string, unknown>) => void told.push(message) },
  };
  const errors: unknown[] = [];
  const entry = new AgentEntry(
    { ...PARAMS, ...params },
    new WidgetHost(host),
    (cause) => errors.push(cause),
    lifetime.signal,
    page.sockets,
  );
  void entry.start();
  return { entry, told, errors };
}

const BEGUN = {
  popupPath: "/genesys/sign-in/state",
  secret: "secret",
  expiresAtMs: Date.now() + 600_000,
};

/** A page that asks for a sign-in with Genesys Cloud, ready for the click. */
async function openGenesys(openPopup: () => object | null = () => ({ closed: false, close: () => {} })) {
  const popups: string[] = [];
  Object.assign(page.window, {
    open: (path: string) => {
      popups.push(path);
      return openPopup();
    },
  });
  const opening = open({ credential: null, genesysDomain: "mypurecloud.de" });
  expect(page.latest).toMatchObject({ path: "/api/widget/genesys", body: { environment: "mypurecloud.de" } });
  page.latest.answer(200, BEGUN);
  await settle();
  const stage = opening.entry.stage.value;
  if (stage.name !== "genesys") throw new Error(stage.name);
  return { ...opening, signIn: stage.signIn, popups };
}

describe("the way into an agent's call", () => {
  it("takes one request, and the transport opens meanwhile", async () => {
    const { entry, told } = open();
    await settle();
    expect(page.asked.map(({ path }) => path)).toEqual(["/api/widget/start"]);
    expect(page.latest.body).toEqual({
      credential: PARAMS.credential,
      open: { instanceId: "this-page", veinteraction: PARAMS.veinteraction },
    });
    expect(page.prepared).toHaveLength(1);
    page.latest.answer(200, { signedIn: signedIn(), opened });
    await settle();
    expect(entry.stage.value).toMatchObject({ name: "seated", how: "claimed" });
    expect(entry.agent.value?.agent.displayName).toBe("Ann");
    expect(told).toContainEqual({ ve: 1, type: "claimed", visitorId: PARAMS.veinteraction });
    expect(page.prepared[0]?.aborted).toBe(false);
  });

  it("asks for nothing while it is parked, and takes the call that its host names", async () => {
    const { entry } = open({ isParked: true, credential: null, veinteraction: null });
    await settle();
    expect(entry.stage.value).toEqual({ name: "parked" });
    expect([page.asked, page.opened, page.prepared]).toEqual([[], [], []]);
    entry.resume({ ...PARAMS, instanceId: null });
    await settle();
    expect(page.latest.body).toMatchObject({
      credential: PARAMS.credential,
      open: { instanceId: "this-page", veinteraction: PARAMS.veinteraction },
    });
    page.latest.answer(200, { signedIn: signedIn(), opened });
    await settle();
    expect(entry.stage.value).toMatchObject({ name: "seated", how: "claimed" });
  });

  it("starts a call of the agent's own from a parked page", async () => {
    const { entry } = open({ isParked: true, credential: null, veinteraction: null });
    entry.resume({ ...PARAMS, veinteraction: null, instanceId: null });
    await settle();
    expect(page.latest.body).toMatchObject({ open: { instanceId: "this-page" } });
  });

  it("claims nothing in a browser without WebRTC, and tells its host", async () => {
    Reflect.deleteProperty(globalThis, "RTCPeerConnection");
    const { entry, told } = open();
    await settle();
    expect(entry.stage.value).toEqual({ name: "failed", why: "unsupported" });
    expect(page.asked).toEqual([]);
    expect(told.at(-1)).toMatchObject({ status: "FINISHED", attributes: { error: "unsupported" } });
  });

  it.each([
    ["not-authenticated", "not-authenticated"],
    ["agent-disabled", "not-authenticated"],
    ["rate-limited", "rate-limited"],
    ["internal", "failed"],
  ])("says why a sign-in was refused: %s", async (code, why) => {
    const { entry, told } = open();
    page.latest.answer(401, refusal(code));
    await settle();
    expect(entry.stage.value).toEqual({ name: "failed", why });
    expect(told.at(-1)).toMatchObject({ status: "FINISHED", attributes: { error: why } });
    expect(page.prepared[0]?.aborted).toBe(true);
  });

  it.each([
    ["claimed-elsewhere", "claimed-elsewhere"],
    ["interaction-ended", "gone"],
    ["interaction-not-found", "gone"],
  ])("says why an interaction was refused: %s", async (code, why) => {
    const { entry, told } = open();
    page.latest.answer(200, { signedIn: signedIn(), opened: { refused: { code, message: "", action: "" } } });
    await settle();
    expect(entry.stage.value).toEqual({ name: "failed", why });
    expect(told.at(-1)).toMatchObject({ status: "FINISHED", visitorId: PARAMS.veinteraction });
  });

  it("opens the interaction again where the platform was not ready for it", async () => {
    const { entry } = open();
    page.latest.answer(200, {
      signedIn: signedIn(),
      opened: { refused: { code: "not-ready", message: "", action: "" } },
    });
    await settle();
    expect(page.latest.path).toBe("/api/widget/interactions");
    page.latest.answer(200, opened);
    await settle();
    expect(entry.stage.value.name).toBe("seated");
  });

  it("asks again while the platform can't be reached", async () => {
    const { entry } = open();
    page.latest.fail();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(page.asked.map(({ path }) => path)).toEqual(["/api/widget/start", "/api/widget/start"]);
    page.latest.answer(200, { signedIn: signedIn(), opened });
    await settle();
    expect(entry.stage.value.name).toBe("seated");
  });

  it("joins the interaction that the host asked to return to while the request ran", async () => {
    const { entry } = open({ veinteraction: null });
    entry.resume({ ...PARAMS, veinteraction: "i_another0123456789012345" });
    page.latest.answer(200, { signedIn: signedIn(), opened });
    await settle();
    expect(page.latest).toMatchObject({
      path: "/api/widget/interactions",
      body: { veinteraction: "i_another0123456789012345" },
    });
  });

  it("asks for the credential where the address held none", async () => {
    const { entry, told } = open({ credential: null });
    expect(entry.stage.value).toEqual({ name: "sign-in", refused: false });
    expect(told).toEqual([{ ve: 1, type: "signingIn" }]);
    void entry.signIn({ pak: "wrong", email: "ann@example.org" });
    page.latest.answer(401, refusal("not-authenticated"));
    await settle();
    expect(entry.stage.value).toEqual({ name: "sign-in", refused: true });
    expect(entry.triedEmail).toBe("ann@example.org");
  });

  it("signs the agent in with Genesys Cloud, and then takes the call", async () => {
    const { entry, told, signIn, popups } = await openGenesys();
    signIn.open();
    expect(popups).toEqual(["/genesys/sign-in/state"]);
    expect(page.latest).toMatchObject({ path: "/api/widget/genesys/result", body: { secret: "secret" } });
    page.latest.answer(200, { status: "pending" });
    await vi.advanceTimersByTimeAsync(1_000);
    page.latest.answer(200, { status: "signed-in", token: "genesys-token" });
    await settle();
    expect(page.latest).toMatchObject({
      path: "/api/widget/start",
      body: { credential: { token: "genesys-token" } },
    });
    page.latest.answer(200, { signedIn: signedIn(), opened });
    await settle();
    expect(entry.stage.value.name).toBe("seated");
    expect(told.slice(0, 2)).toEqual([
      { ve: 1, type: "signingIn" },
      { ve: 1, type: "signedIn" },
    ]);
  });

  it("says why the agent has to sign in with Genesys Cloud again, once each time", async () => {
    const { told, signIn } = await openGenesys(() => null);
    signIn.open();
    page.latest.answer(200, { status: "refused" });
    await settle();
    expect(page.latest).toMatchObject({ path: "/api/widget/genesys" });
    page.latest.answer(200, BEGUN);
    await settle();
    expect(signIn.state.value).toEqual({ name: "ready", problem: "refused" });
    expect(told).toEqual([
      { ve: 1, type: "signingIn" },
      { ve: 1, type: "signingIn", problem: "popup-blocked" },
      { ve: 1, type: "signingIn", problem: "refused" },
    ]);
  });

  it("tells its host that the agent's organization isn't allowed", async () => {
    const { entry, told, signIn } = await openGenesys();
    signIn.open();
    page.latest.answer(200, { status: "unknown-organization" });
    await settle();
    expect(entry.stage.value).toEqual({ name: "failed", why: "unknown-organization" });
    expect(told.at(-1)).toMatchObject({
      status: "FINISHED",
      attributes: { error: "not-authenticated", signIn: "unknown-organization" },
    });
  });

  it("asks for a new sign-in with Genesys Cloud if the last one was revoked", async () => {
    const { entry, told, signIn } = await openGenesys();
    signIn.open();
    page.latest.answer(200, { status: "signed-in", token: "revoked" });
    await settle();
    page.latest.answer(401, refusal("not-authenticated"));
    await settle();
    expect(entry.stage.value).toMatchObject({ name: "genesys" });
    expect(told.at(-1)).toEqual({ ve: 1, type: "signingIn", problem: "session-ended" });
  });

  it("tells its host that the platform allows nobody of the Genesys Cloud domain", async () => {
    const { entry, told } = open({ credential: null, genesysDomain: "new.pure.cloud" });
    page.latest.answer(404, refusal("not-found"));
    await settle();
    expect(entry.stage.value).toEqual({ name: "failed", why: "not-allowed" });
    expect(told.at(-1)).toMatchObject({ attributes: { error: "not-authenticated", signIn: "not-allowed" } });
  });

  it("ends before there is a call where the host hangs up", async () => {
    const { entry, told, errors } = open();
    entry.hangUp();
    page.latest.fail();
    await settle();
    expect(told.at(-1)).toMatchObject({ status: "FINISHED" });
    expect(errors).toEqual([]);
  });
});

describe("the visitor's name", () => {
  it("is told to the host as soon as it is known, and none is told before", async () => {
    const { told } = open();
    page.latest.answer(200, { signedIn: signedIn(), opened: { ...opened, how: "invitation" } });
    await settle();
    const preCall = told.find(({ status }) => status === "PRE_CALL");
    expect(preCall?.attributes).not.toHaveProperty("visitorName");
  });

  it("is the one that the platform knows from the request", async () => {
    const { told } = open();
    const interaction = { ...opened.interaction, visitorName: "Vera" };
    page.latest.answer(200, { signedIn: signedIn(), opened: { ...opened, how: "invitation", interaction } });
    await settle();
    expect(told.find(({ status }) => status === "PRE_CALL")).toMatchObject({
      attributes: { visitorName: "Vera" },
    });
  });
});

describe("the agent's devices", () => {
  /** A first call, which tells this browser whether the tenant's calls begin with the camera. */
  async function callBefore(cameraOn: boolean): Promise<void> {
    open();
    page.latest.answer(200, { signedIn: signedIn(cameraOn), opened });
    await settle();
    page.opened.length = 0;
  }
  const kinds = (): readonly string[] => page.opened.map(({ kind }) => kind);

  it("open after the sign-in where nothing is known yet", async () => {
    page.permission = "granted";
    open();
    await settle();
    expect(kinds()).toEqual([]);
    page.latest.answer(200, { signedIn: signedIn(), opened });
    await settle();
    expect(kinds()).toEqual(["audio", "video"]);
  });

  it.each<[PermissionState, boolean, readonly string[]]>([
    ["granted", true, ["audio", "video"]],
    ["granted", false, ["audio"]],
    ["prompt", true, []],
    ["denied", true, []],
  ])("open before the platform answers: permission %s, camera %s", async (permission, cameraOn, expected) => {
    page.permission = permission;
    await callBefore(cameraOn);
    open();
    await settle();
    expect(kinds()).toEqual(expected);
  });

  it("close again where the call went to another agent", async () => {
    page.permission = "granted";
    await callBefore(true);
    open();
    await settle();
    page.latest.answer(200, {
      signedIn: signedIn(),
      opened: { refused: { code: "claimed-elsewhere", message: "", action: "" } },
    });
    await settle();
    expect(page.opened.map(({ readyState }) => readyState)).toEqual(["ended", "ended"]);
  });

  it("close the camera that opened early where the tenant's calls no longer begin with it", async () => {
    page.permission = "granted";
    await callBefore(true);
    open();
    await settle();
    page.latest.answer(200, { signedIn: signedIn(false), opened });
    await settle();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(page.opened.map(({ kind, readyState }) => [kind, readyState])).toEqual([
      ["audio", "live"],
      ["video", "ended"],
    ]);
  });
});
