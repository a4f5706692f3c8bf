/** Control of the call by the application, against a widget that the test plays. */
import type { PlatformPeer } from "../platform-peer/platform-peer.ts";
import { callMessage, likeTheOriginal } from "../platform-peer/widget-scripts.ts";
import type { Widget } from "../platform-peer/widgets.ts";
import { expect, test } from "./fixtures.ts";
import type { HostPage } from "./host-page.ts";
import { generic, type Options } from "./init-options.ts";
import { widgetOpened } from "./standalone-steps.ts";

const NOBODY = { microphone: false, camera: false, screen: false };
const DEVICES = {
  microphones: [{ id: "m1", label: "Headset" }],
  cameras: [],
  speakers: [],
  selected: { microphone: "m1", camera: "", speaker: "" },
};
const media = (own: object, others: readonly object[] = []): object => ({
  ve: 1,
  type: "media",
  own,
  others,
  devices: DEVICES,
});
const visitor = (more: object = {}): object => ({
  role: "visitor",
  displayName: "Clara",
  presence: "joined",
  media: NOBODY,
  ...more,
});

/** A call in a widget that says that it can be controlled, and answers every command. */
function canBeControlled(peer: PlatformPeer, error?: string): (widget: Widget) => void {
  return (widget) => {
    void widget.post({ ve: 1, type: "hello", capabilities: ["hangup", "controls"] });
    void widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
    void widget.post(callMessage(peer, "CALL_STARTED", "visitor-1"));
    widget.onControl = (id) => void widget.post({ ve: 1, type: "done", id, ...(error && { error }) });
    widget.onHangup = () => void widget.post(callMessage(peer, "FINISHED", "visitor-1"));
  };
}

async function haveCall(
  host: HostPage,
  peer: PlatformPeer,
  { error, ...more }: Options & { readonly error?: string } = {},
): Promise<Widget> {
  peer.widgets.script = canBeControlled(peer, error);
  await host.init(generic(peer, more));
  await host.run(() => window.sdk.call());
  await host.event("callStateUpdated", 2);
  return widgetOpened(peer);
}

/** What the widget was told, without the ids. */
const told = ({ received }: Widget): readonly unknown[] =>
  received.map(({ data }) => {
    const { ve: _ve, id: _id, ...rest } = data as Record<string, unknown>;
    return rest;
  });

test("each function tells the widget, and resolves when it is done", async ({ host, peer }) => {
  const widget = await haveCall(host, peer);
  await host.run(async () => {
    await window.sdk.setMicrophone(false);
    await window.sdk.setCamera(true);
    await window.sdk.stopScreenShare();
    await window.sdk.selectDevice("camera", "c2");
    await window.sdk.flipCamera();
    await window.sdk.sendMessage("Hello");
    await window.sdk.setLayout("compact");
  });
  expect(told(widget)).toEqual([
    { type: "set", microphone: false },
    { type: "set", camera: true },
    { type: "set", screen: false },
    { type: "set", device: { kind: "camera", id: "c2" } },
    { type: "set", flipCamera: true },
    { type: "message", text: "Hello" },
    { type: "set", layout: "compact" },
  ]);
});

test("a function doesn't resolve before the widget says that it is so", async ({ host, peer }) => {
  const widget = await haveCall(host, peer);
  widget.onControl = undefined;
  const muting = await host.begin(() => window.sdk.setMicrophone(false));
  await expect.poll(() => widget.received.length).toBe(1);
  await widget.post({ ve: 1, type: "done", id: "another command's" });
  expect(await muting.isSettled()).toBe(false);
  const [command] = widget.received;
  await widget.post({ ve: 1, type: "done", id: (command!.data as { readonly id: string }).id });
  expect((await muting.outcome()).error).toBeUndefined();
});

for (const [reason, code, says] of [
  ["denied", "VE_UNHANDLED_ERROR", "The widget tells the agent what to do"],
  ["needs-gesture", "VE_UNHANDLED_ERROR", "click listener"],
  ["unknown-device", "INVALID_ARGUMENT", "getDevices()"],
  ["no-call", "CALL_NOT_STARTED", "while a call is active"],
  ["something newer", "VE_UNHANDLED_ERROR", "(failed)"],
] as const)
  test(`what the widget could not do rejects with the reason: ${reason}`, async ({ host, peer }) => {
    await haveCall(host, peer, { error: reason });
    const error = await host.fails(() => window.sdk.setCamera(true));
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(says)]);
  });

test("a widget without the capability is told nothing, and every function says so", async ({
  host,
  peer,
}) => {
  peer.widgets.script = likeTheOriginal(peer);
  await host.init(generic(peer, { options: { controls: false } }));
  await host.run(() => window.sdk.call());
  const codes = await host.run(() =>
    Promise.all(
      [
        window.sdk.setMicrophone(false),
        window.sdk.setCamera(false),
        window.sdk.startScreenShare(),
        window.sdk.stopScreenShare(),
        window.sdk.getDevices(),
        window.sdk.selectDevice("camera", "c1"),
        window.sdk.flipCamera(),
        window.sdk.sendMessage("Hello"),
        window.sdk.setLayout("full"),
      ].map((done: Promise<unknown>) =>
        done.then(
          () => "resolved",
          (error: { code: string; context: { capability: string } }) =>
            `${error.code} ${error.context.capability}`,
        ),
      ),
    ),
  );
  expect(new Set(codes)).toEqual(new Set(["VE_UNHANDLED_ERROR controls"]));
  expect(peer.widgets.latest?.received).toEqual([]);
});

test("without a call, and when it ends meanwhile, the functions reject", async ({ host, peer }) => {
  await host.init(generic(peer));
  expect((await host.fails(() => window.sdk.setMicrophone(true))).code).toBe("CALL_NOT_STARTED");
  peer.widgets.script = canBeControlled(peer);
  await host.run(() => window.sdk.call());
  const widget = await widgetOpened(peer);
  widget.onControl = undefined;
  const muting = await host.begin(() => window.sdk.setMicrophone(false));
  await expect.poll(() => widget.received.length).toBe(1);
  await host.run(() => window.sdk.endCall());
  expect((await muting.outcome()).error?.code).toBe("CALL_NOT_STARTED");
});

test("wrong arguments are named before anything is sent", async ({ host, peer }) => {
  const widget = await haveCall(host, peer);
  const messages = await host.run(() =>
    Promise.all(
      [
        window.sdk.setMicrophone("off"),
        window.sdk.selectDevice("screen", "1"),
        window.sdk.selectDevice("camera", ""),
        window.sdk.sendMessage(" "),
        window.sdk.sendMessage("x".repeat(4_001)),
        window.sdk.setLayout("small"),
      ].map((done: Promise<unknown>) =>
        done.then(
          () => "resolved",
          (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
        ),
      ),
    ),
  );
  expect(messages).toEqual([
    "INVALID_ARGUMENT: setMicrophone() takes `true` or `false`.",
    "INVALID_ARGUMENT: selectDevice() takes 'microphone', 'camera' or 'speaker' first.",
    "INVALID_ARGUMENT: selectDevice() takes a device's id second. Use one of getDevices().",
    "INVALID_ARGUMENT: sendMessage() takes a text of 1 to 4000 characters.",
    "INVALID_ARGUMENT: sendMessage() takes a text of 1 to 4000 characters.",
    "INVALID_ARGUMENT: setLayout() takes 'full' or 'compact'.",
  ]);
  expect(widget.received).toEqual([]);
});

test("the application is told what both sides send and who takes part, once per change", async ({
  host,
  peer,
}) => {
  const widget = await haveCall(host, peer);
  const talking = { ...NOBODY, microphone: true };
  await widget.post(media(NOBODY));
  await widget.post(media(talking));
  await widget.post(media(talking, [visitor({ presence: "arrived" })]));
  await widget.post(media(talking, [visitor()]));
  await widget.post(media(talking, [visitor({ media: talking })]));
  await host.event("mediaStateChanged", 3);
  const seen = (await host.events("mediaStateChanged")).map(({ payload }) => payload);
  expect(seen).toEqual([
    { own: talking, participants: [] },
    { own: talking, participants: [visitor({ presence: "arrived" })] },
    { own: talking, participants: [visitor({ media: talking })] },
  ]);
  expect((await host.events("participantsChanged")).map(({ payload }) => payload)).toEqual([
    [visitor({ presence: "arrived" })],
    [visitor()],
  ]);
  expect(await host.run(() => window.sdk.getMediaState())).toEqual(seen.at(-1));
  expect(await host.run(() => window.sdk.getDevices())).toEqual(DEVICES);
  await host.run(() => window.sdk.endCall());
  expect(await host.run(() => window.sdk.getMediaState())).toEqual({ own: NOBODY, participants: [] });
});

test("quality, messages and what keeps the call from connecting are events", async ({ host, peer }) => {
  const widget = await haveCall(host, peer);
  await widget.post({ ve: 1, type: "quality", quality: "own-weak", reason: "loss" });
  await widget.post({ ve: 1, type: "message", id: "1", text: "Hello", atMs: 5 });
  await widget.post({ ve: 1, type: "unreachable", cause: "no-relay" });
  await host.event("callUnreachable");
  const payloadOf = async (name: string): Promise<unknown> => (await host.events(name))[0]?.payload;
  expect(await payloadOf("connectionQualityChanged")).toEqual({ quality: "own-weak", reason: "loss" });
  expect(await payloadOf("messageReceived")).toEqual({ id: "1", text: "Hello", atMs: 5 });
  expect(await payloadOf("callUnreachable")).toEqual({
    cause: "no-relay",
    message: expect.stringContaining("TURN_URLS"),
  });
});

test("`options.controls: false` hides the widget's controls, also after the widget was loaded again", async ({
  host,
  peer,
}) => {
  const widget = await haveCall(host, peer, { options: { controls: false } });
  expect(told(widget)).toEqual([{ type: "set", controlsHidden: true }]);
  await host.run(() => window.sdk.setLayout("compact"));
  await host.run(() => {
    const iframe = document.querySelector<HTMLIFrameElement>("iframe.video-engager-widget-iframe")!;
    iframe.setAttribute("src", iframe.src);
  });
  const second = await widgetOpened(peer, 2);
  await expect
    .poll(() => told(second))
    .toEqual([
      { type: "set", controlsHidden: true },
      { type: "set", layout: "compact" },
    ]);
});
