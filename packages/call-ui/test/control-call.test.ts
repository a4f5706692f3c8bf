/** What the embedding page asks for in a call, and what it is told, with devices that the test plays. */

import type { ControlCommand, ControlReport } from "@videoengager/protocol/widget/call-control";
import { parseControlCommand, parseControlReport } from "@videoengager/protocol/widget/parse-call-control";
import { Store } from "@videoengager/ui-kit/store";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CallController } from "../src/call/call-controller.ts";
import { initialCallState } from "../src/call/call-state.ts";
import { DEFAULT_APPEARANCE } from "../src/host/appearance.ts";
import { controlCall } from "../src/host/control-call.ts";
import { reportCall } from "../src/host/report-call.ts";

let lifetime = new AbortController();
beforeEach(() => {
  vi.useFakeTimers();
  lifetime = new AbortController();
});
afterEach(() => {
  lifetime.abort();
  vi.useRealTimers();
});

const OFF = { microphone: false, camera: false, screen: false };
const SOURCE = { deviceId: "", problem: null, choiceProblem: null };
const set = (settings: object): ControlCommand => ({ ve: 1, type: "set", id: "1", ...settings });

/** A joined call whose devices do what the test says. */
function openCall({ joined = true }: { readonly joined?: boolean } = {}) {
  const asked: string[] = [];
  const sending = { ...OFF };
  const view = new Store({
    microphone: SOURCE,
    camera: SOURCE,
    screen: null,
    screenProblem: null as string | null,
    canFlip: false,
    devices: { microphones: [{ deviceId: "m1", label: "Headset", groupId: "g" }], cameras: [], speakers: [] },
    speakerId: "",
  });
  const state = new Store({ ...initialCallState("agent"), joined });
  const turn =
    (kind: "microphone" | "camera") =>
    async (on: boolean): Promise<void> => {
      asked.push(`${kind} ${on}`);
      sending[kind] = on;
      view.update({});
    };
  const messages = new Store<readonly object[]>([]);
  const call = {
    state,
    media: {
      view,
      sending,
      setMicrophone: turn("microphone"),
      setCamera: turn("camera"),
      startScreen: async () => false,
      stopScreen: () => asked.push("stop screen"),
      choose: async (kind: string, id: string) => void asked.push(`${kind} = ${id}`),
    },
    chat: { messages, send: (text: string) => asked.push(text) < 3 },
    quality: new Store("good"),
    qualityReason: new Store(null),
  };
  /** The platform tells both sides what this one sends. */
  const confirm = (media: object): void =>
    state.update({ room: { self: { media: { ...OFF, ...media } } } as never });
  return { call: call as unknown as CallController, asked, view, state, messages, sending, confirm };
}

describe("a command of the embedding page", () => {
  it("is done when the platform shows the other side what this one sends", async () => {
    const { call, asked, confirm } = openCall();
    let result: unknown = "pending";
    const done = (async () => {
      result = await controlCall(set({ microphone: true }), call, new Store(DEFAULT_APPEARANCE));
    })();
    await vi.advanceTimersByTimeAsync(100);
    expect([asked, result]).toEqual([["microphone true"], "pending"]);
    confirm({ microphone: true });
    await done;
    expect(result).toBeNull();
  });

  it("is not confirmed if the platform says nothing for 5 s", async () => {
    const { call } = openCall();
    const done = controlCall(set({ camera: true }), call, new Store(DEFAULT_APPEARANCE));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await done).toBe("not-confirmed");
  });

  it("needs no confirmation before the agent has joined", async () => {
    const { call } = openCall({ joined: false });
    expect(await controlCall(set({ camera: true }), call, new Store(DEFAULT_APPEARANCE))).toBeNull();
  });

  it.each([
    ["a device that stays off", { camera: true }, "denied"],
    ["a screen that nobody chose", { screen: true }, "dismissed"],
    ["a camera on no other side", { flipCamera: true }, "missing"],
    ["a device that is not listed", { device: { kind: "microphone", id: "m2" } }, "unknown-device"],
  ])("says why it failed: %s", async (_what, settings, failure) => {
    const { call, view } = openCall();
    call.media.setCamera = async () => view.update({ camera: { ...SOURCE, problem: "denied" as never } });
    expect(await controlCall(set(settings), call, new Store(DEFAULT_APPEARANCE))).toBe(failure);
  });

  it("needs a call, except for how the widget looks", async () => {
    const appearance = new Store(DEFAULT_APPEARANCE);
    expect(await controlCall(set({ microphone: true }), null, appearance)).toBe("no-call");
    expect(await controlCall(set({ layout: "compact" }), null, appearance)).toBeNull();
    expect(await controlCall(set({ controlsHidden: true }), null, appearance)).toBeNull();
    expect(appearance.value).toEqual({ layout: "compact", controlsHidden: true });
  });

  it("writes to the chat until too many messages wait", async () => {
    const { call } = openCall();
    const write = (text: string): Promise<unknown> =>
      controlCall({ ve: 1, type: "message", id: "1", text }, call, new Store(DEFAULT_APPEARANCE));
    expect([await write("one"), await write("two"), await write("three")]).toEqual([
      null,
      null,
      "too-many-messages",
    ]);
  });
});

describe("what the embedding page is told", () => {
  function follow(opened = openCall()) {
    const told: ControlReport[] = [];
    reportCall(opened.call, (message) => told.push(message), lifetime.signal);
    return { ...opened, told };
  }

  it("is the whole state at first, and then each change once", () => {
    const { told, state, sending, view } = follow();
    expect(told).toMatchObject([
      { type: "media", own: OFF, others: [], devices: { microphones: [{ id: "m1", label: "Headset" }] } },
    ]);
    state.update({ clockOffsetMs: 5 });
    expect(told).toHaveLength(1);
    sending.microphone = true;
    view.update({});
    const absent = { role: "visitor", instanceId: "", displayName: "", presence: "absent", media: OFF };
    state.update({ others: [{ ...absent, presence: "joined", displayName: "Clara" } as never] });
    state.update({ others: [absent as never] });
    expect(told.slice(1)).toMatchObject([
      { own: { microphone: true }, others: [] },
      { others: [{ role: "visitor", displayName: "Clara", presence: "joined" }] },
      { others: [] },
    ]);
  });

  it("has the other side's new messages, not the agent's and not those of before", () => {
    const opened = openCall();
    const message = (id: string, mine: boolean): object => ({ id, mine, text: id, atMs: 1 });
    opened.messages.set([message("before", false)]);
    const { told, messages } = follow(opened);
    messages.set([message("before", false), message("own", true), message("new", false)]);
    expect(told.filter(({ type }) => type === "message")).toEqual([
      { ve: 1, type: "message", id: "new", text: "new", atMs: 1 },
    ]);
  });
});

describe("the wire", () => {
  it("takes one setting of the right type, and nothing else", () => {
    const read = (fields: object): unknown => parseControlCommand({ type: "set", id: "1", ...fields });
    expect(read({ microphone: true, layout: "full" })).toEqual(set({ microphone: true }));
    expect(read({ device: { kind: "speaker", id: "s1" } })).toEqual(
      set({ device: { kind: "speaker", id: "s1" } }),
    );
    for (const wrong of [
      {},
      { microphone: "on" },
      { layout: "tiny" },
      { device: { kind: "screen", id: "1" } },
      { device: { kind: "camera" } },
      { id: 1, camera: true },
    ])
      expect(read(wrong)).toBeNull();
    expect(parseControlCommand({ type: "message", id: "1", text: 5 })).toBeNull();
  });

  it("reads what a newer widget says as the least that is known", () => {
    expect(parseControlReport({ type: "done", id: "1", error: "tired" })).toMatchObject({ error: "failed" });
    expect(parseControlReport({ type: "quality", quality: "superb", reason: "luck" })).toMatchObject({
      quality: "unknown",
      reason: null,
    });
    expect(parseControlReport({ type: "media", own: null, others: [null, { presence: "late" }] })).toEqual({
      ve: 1,
      type: "media",
      own: OFF,
      others: [{ role: "visitor", displayName: "", presence: "arrived", media: OFF }],
      devices: {
        microphones: [],
        cameras: [],
        speakers: [],
        selected: { microphone: "", camera: "", speaker: "" },
      },
    });
    expect(parseControlReport({ type: "message", id: "1", text: "x", atMs: "now" })).toBeNull();
    expect(parseControlReport({ type: "applause" })).toBeNull();
  });
});
