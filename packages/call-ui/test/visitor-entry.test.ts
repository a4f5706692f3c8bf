import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TabMemory } from "../src/call/tab-memory.ts";
import { VisitorEntry } from "../src/call/visitor-entry.ts";
import { VisitorHost } from "../src/host/visitor-host.ts";
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
const ID = "i_0123456789012345678901";

const NEW_TAB: TabMemory = {
  instanceId: "this-tab",
  isKnown: false,
  name: "",
  place: "",
  joined: false,
  language: null,
  csg: "",
};

const interaction = (more: object = {}) => ({
  interactionId: ID,
  state: "created",
  pinRequired: false,
  seatTaken: false,
  tenant: { earlyConnect: true, recording: "off" },
  ...more,
});
const taken = () => ({
  interaction: interaction(),
  seat: { seatToken: "seat", iceServers: [], iceServersExpireAtMs: null },
});

function open(tab: Partial<TabMemory> = {}) {
  const entry = new VisitorEntry(
    { interactionId: ID, place: `${ID}~code`, name: "Vera", email: "", phone: "", csg: "", language: null },
    { ...NEW_TAB, ...tab },
    new VisitorHost(null),
    () => undefined,
    lifetime.signal,
    page.sockets,
  );
  void entry.start(false);
  return entry;
}

describe("the way into a visitor's call", () => {
  it("takes the seat, shows the lobby, and joins on request", async () => {
    const entry = open();
    page.latest.answer(200, interaction());
    await settle();
    expect(page.latest.path).toContain("/seat");
    expect(page.prepared).toHaveLength(1);
    page.latest.answer(200, taken());
    await settle();
    expect(entry.stage.value).toMatchObject({ name: "lobby", asksPin: false });
    expect(entry.controller.state.value.joined).toBe(false);
    await entry.join({ name: " Vera\tV ", pin: "", consent: false });
    expect(entry.stage.value.name).toBe("joined");
    expect(entry.controller.state.value).toMatchObject({ joined: true, displayName: "Vera V" });
  });

  it("opens camera and microphone beside the request for the seat, where the browser won't ask for them", async () => {
    page.permission = "granted";
    const entry = open();
    page.latest.answer(200, interaction());
    await settle();
    expect(page.asked).toHaveLength(2);
    expect(page.opened.map(({ kind }) => kind)).toEqual(["audio", "video"]);
    expect(entry.media.view.value.camera.phase).toBe("on");
    page.latest.answer(200, taken());
    await settle();
    expect(page.opened).toHaveLength(2);
  });

  it("shows no permission prompt before it has the seat", async () => {
    open();
    page.latest.answer(200, interaction());
    await settle();
    expect(page.opened).toEqual([]);
    page.latest.answer(200, taken());
    await settle();
    expect(page.opened).toHaveLength(2);
  });

  it.each([
    ["is taken", 409, "seat-taken", "full"],
    ["is in a call that ended meanwhile", 410, "interaction-ended", "gone"],
    ["can't be reached", 500, "internal", "gone"],
  ])("closes camera and microphone where the seat %s", async (_what, status, code, stage) => {
    page.permission = "granted";
    const entry = open();
    page.latest.answer(200, interaction());
    await settle();
    page.latest.answer(status, refusal(code));
    await settle();
    expect(entry.stage.value.name).toBe(stage);
    expect(page.opened.map(({ readyState }) => readyState)).toEqual(["ended", "ended"]);
  });

  it("opens nothing for a seat that was refused before the permission was known", async () => {
    let allow = (): void => undefined;
    vi.spyOn(navigator.permissions, "query").mockImplementation(
      () => new Promise((resolve) => (allow = () => resolve({ state: "granted" } as PermissionStatus))),
    );
    const entry = open();
    page.latest.answer(200, interaction());
    await settle();
    page.latest.answer(409, refusal("seat-taken"));
    await settle();
    expect(entry.stage.value.name).toBe("full");
    allow();
    await settle();
    expect(page.opened).toEqual([]);
  });

  it("takes no seat in a browser without WebRTC", async () => {
    Reflect.deleteProperty(globalThis, "RTCPeerConnection");
    const entry = open();
    await settle();
    expect(entry.stage.value).toEqual({ name: "gone", why: "unsupported" });
    expect(page.asked).toEqual([]);
  });

  it("goes straight back into the call that this tab was in", async () => {
    const entry = open({ isKnown: true, joined: true, name: "Vera" });
    page.latest.answer(200, interaction({ seatTaken: true, pinRequired: true }));
    await settle();
    page.latest.answer(200, taken());
    await settle();
    expect(entry.stage.value.name).toBe("joined");
  });

  it("remembers after the end only what another request needs", async () => {
    const entry = open({ language: "de", csg: "blue" });
    page.latest.answer(200, interaction());
    await settle();
    page.latest.answer(200, taken());
    await settle();
    await entry.join({ name: "Vera V", pin: "", consent: false });
    page.socket.comeUp();
    page.socket.say("ended", { reason: "hung-up", by: "agent", talkTimeMs: 9_000 });
    await settle();
    expect(JSON.parse(sessionStorage.getItem(`ve-call-${ID}`) ?? "null")).toEqual({
      language: "de",
      csg: "blue",
      name: "Vera V",
      place: `${ID}~code`,
    });
  });

  it.each([
    ["is over", interaction({ state: "ended" }), { name: "gone", why: "ended" }],
    ["is open in another window", interaction({ seatTaken: true }), { name: "full" }],
    ["needs a PIN", interaction({ pinRequired: true }), { name: "lobby", asksPin: true }],
  ])("shows a call that %s, and takes no seat", async (_what, found, stage) => {
    const entry = open();
    page.latest.answer(200, found);
    await settle();
    expect(entry.stage.value).toMatchObject(stage);
    expect(page.asked).toHaveLength(1);
    expect(page.prepared).toEqual([]);
  });

  it.each([
    [404, "interaction-not-found", "not-found"],
    [400, "invalid-request", "not-found"],
    [429, "rate-limited", "rate-limited"],
    [500, "internal", "unreachable"],
  ])("says why the link leads nowhere: %s %s", async (status, code, why) => {
    const entry = open();
    page.latest.answer(status, refusal(code));
    await settle();
    expect(entry.stage.value).toEqual({ name: "gone", why });
  });

  it("doesn't send a PIN of other than six digits, which would cost one of the few attempts", async () => {
    const entry = open();
    page.latest.answer(200, interaction({ pinRequired: true }));
    await settle();
    const asked = page.asked.length;
    void entry.join({ name: "Vera", pin: " 482 91", consent: false });
    await settle();
    expect(entry.stage.value).toMatchObject({ name: "lobby", problem: { field: "pin", code: "missing" } });
    expect(page.asked).toHaveLength(asked);
    void entry.join({ name: "Vera", pin: " 482 913 ", consent: false });
    expect(page.latest.body).toMatchObject({ pin: "482913" });
  });

  it("stays in the lobby after a wrong PIN, and closes the transport that was opened for it", async () => {
    const entry = open();
    page.latest.answer(200, interaction({ pinRequired: true }));
    await settle();
    void entry.join({ name: "Vera", pin: "١٢٣٤٥٦", consent: false });
    expect(page.latest.body).toMatchObject({ pin: "123456", name: "Vera" });
    page.latest.answer(403, refusal("pin-wrong"));
    await settle();
    expect(entry.stage.value).toMatchObject({ name: "lobby", joining: false, problem: { field: "pin" } });
    expect(page.prepared.map(({ aborted }) => aborted)).toEqual([true]);
  });
});
