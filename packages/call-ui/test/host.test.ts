import { describe, expect, it } from "vitest";
import { findHost } from "../src/host/find-host.ts";
import { VisitorHost } from "../src/host/visitor-host.ts";
import { WidgetHost } from "../src/host/widget-host.ts";

class FakeWindow {
  readonly posted: [data: unknown, origin: unknown][] = [];
  postMessage(data: unknown, origin?: unknown): void {
    this.posted.push([data, origin]);
  }
}

const surroundings = { parent: null, opener: null, ancestorOrigins: [], referrer: "" };

describe("the page around the widget", () => {
  it("is whom the browser names, else who referred here; one that cannot be named is none", () => {
    const parent = new FakeWindow();
    const around = { ...surroundings, parent };
    expect(findHost({ ...around, ancestorOrigins: ["https://crm.example", "https://top.example"] })).toEqual({
      window: parent,
      origin: "https://crm.example",
    });
    expect(findHost({ ...around, referrer: "https://crm.example/desk?x=1" })?.origin).toBe(
      "https://crm.example",
    );
    expect(findHost(around)).toBeNull();
    expect(findHost({ ...around, ancestorOrigins: ["null"] })).toBeNull();
    expect(findHost(surroundings)).toBeNull();
  });

  it("hears nothing of a call unless it is one of the tenant's", () => {
    const parent = new FakeWindow();
    const host = new WidgetHost({ window: parent, origin: "https://evil.example" });
    host.hello("page-1");
    host.allowOrigins(["https://crm.example", "https://*.crm.example"]);
    host.status({ status: "PRE_CALL", pin: "123456" });
    expect(parent.posted).toEqual([
      [
        {
          ve: 1,
          type: "hello",
          capabilities: ["hangup", "resume", "controls"],
          protocol: 1,
          instance: "page-1",
        },
        "https://evil.example",
      ],
    ]);
  });

  it("can hang up; nobody else can, and nothing else does", () => {
    const parent = new FakeWindow();
    const origin = "https://crm.example";
    const host = new WidgetHost({ window: parent, origin });
    host.allowOrigins([origin]);
    const target = new EventTarget();
    let hangUps = 0;
    const lifetime = new AbortController();
    host.onCommand(({ type }) => (hangUps += type === "hangup" ? 1 : 0), target, lifetime.signal);
    const hear = (source: unknown, from: string, data: unknown): void => {
      target.dispatchEvent(Object.assign(new Event("message"), { source, origin: from, data }));
    };
    const command = { ve: 1, type: "hangup", id: "1" };
    hear(new FakeWindow(), origin, command);
    hear(parent, "https://evil.example", command);
    hear(parent, origin, { type: "hangup", id: "1" });
    expect(hangUps).toBe(0);
    hear(parent, origin, command);
    expect(hangUps).toBe(1);
    lifetime.abort();
    hear(parent, origin, command);
    expect(hangUps).toBe(1);
  });
});

const TROUBLE = [
  [{ ve: 1, type: "unreachable", cause: "websockets-blocked" }],
  [{ ve: 1, type: "reachable" }],
] as const;

it.each([
  ["widget", WidgetHost],
  ["visitor's page", VisitorHost],
] as const)(
  "the page around the %s gets to know why nothing connects, and when that is over",
  (_page, Host) => {
    const parent = new FakeWindow();
    const host = new Host({ window: parent, origin: "https://crm.example" });
    host.trouble("websockets-blocked");
    host.trouble(null);
    expect(parent.posted.map(([data]) => [data])).toEqual(TROUBLE);
  },
);

describe("the page around the visitor's page", () => {
  it("hears each fact once, and of the other's picture as it comes and goes", () => {
    const parent = new FakeWindow();
    const host = new VisitorHost({ window: parent, origin: "https://shop.example" });
    host.callStarted();
    host.callStarted();
    host.callEstablished();
    host.remoteVideo(true);
    host.remoteVideo(true);
    host.resize(480);
    host.resize(480);
    host.callEnded();
    expect(parent.posted.map(([data]) => data)).toEqual([
      { type: "CallStarted" },
      { type: "callEstablished" },
      { type: "RemoteVideoStarted" },
      { type: "ResizePopup", data: { height: 480 } },
      { type: "RemoteVideoStopped" },
      { type: "callEnded" },
    ]);
  });

  it("hears how the call ended, once", () => {
    const parent = new FakeWindow();
    const host = new VisitorHost({ window: parent, origin: "https://shop.example" });
    host.callEnded({ reason: "timeout", by: null });
    host.callEnded();
    expect(parent.posted).toEqual([
      [{ type: "callEnded", data: { reason: "timeout", by: null } }, "https://shop.example"],
    ]);
  });

  it("can hang up; other windows, other origins and other messages can't", () => {
    const parent = new FakeWindow();
    const host = new VisitorHost({ window: parent, origin: "https://shop.example" });
    const page = new EventTarget();
    let count = 0;
    host.onHangUp(() => void (count += 1), page, new AbortController().signal);
    const hangup = { ve: 1, type: "hangup", id: "1" };
    const post = (source: unknown, origin: string, data: unknown): boolean =>
      page.dispatchEvent(Object.assign(new Event("message"), { source, origin, data }));
    post(new FakeWindow(), "https://shop.example", hangup);
    post(parent, "https://evil.example", hangup);
    post(parent, "https://shop.example", { type: "hangup" });
    expect(count).toBe(0);
    post(parent, "https://shop.example", hangup);
    expect(count).toBe(1);
  });
});
