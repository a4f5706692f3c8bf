import { beforeEach, describe, expect, it } from "vitest";
import { call, createFakePlatform, type FakePlatform, OPTIONS, rings } from "./fake-platform.ts";

let platform: FakePlatform;

beforeEach(() => {
  platform = createFakePlatform();
  platform.client.connect(OPTIONS);
});

/** Runs the pending timers in order until the connection is lost. Returns how long that took. */
function waitUntilLost(): number {
  let passedMs = 0;
  while (!platform.events.includes("WaitBeforeReconnect")) {
    const [next] = platform.timers;
    if (!next) throw new Error("No timer is pending: the silence would never be noticed.");
    passedMs += next.delayMs;
    platform.runTimer();
  }
  return passedMs;
}

describe("a connection that dies without a close frame", () => {
  it("is noticed 12 s after the last message, closed and replaced", () => {
    platform.open();
    const dead = platform.socket;
    expect(waitUntilLost()).toBe(12_000);
    expect(platform.events.slice(-2)).toEqual(["Disconnected", "WaitBeforeReconnect"]);
    expect(platform.client.getSessionId()).toBe("NO-SESSION");
    expect(dead.closed).toBe(true);
    platform.runTimer();
    expect(platform.socket).not.toBe(dead);
    expect(platform.socket.handshake.previousSessionId).toBe("s_1");
  });

  it("is also noticed if the platform never opens the session", () => {
    platform.socket.listener.onMessage();
    platform.socket.listener.onOpened();
    expect(waitUntilLost()).toBe(12_000);
    expect(platform.socket.closed).toBe(true);
  });

  it("stays open while messages arrive, even if only in the last second", () => {
    platform.open();
    platform.runTimer();
    platform.socket.listener.onMessage();
    platform.socket.listener.onRinging(rings(call("i_1")));
    expect(platform.timers.map(({ delayMs }) => delayMs)).toEqual([11_000]);
    expect(platform.client.getSessionId()).toBe("s_1");
  });

  it.each([
    ["is closed by the application", () => platform.client.disconnect()],
    ["expires", () => platform.socket.listener.onExpired()],
    ["is refused", () => platform.socket.listener.onRefused("not-authenticated")],
  ])("leaves no timer when it %s", (_how, close) => {
    platform.open();
    close();
    expect(platform.timers).toEqual([]);
  });
});

describe("when the browser has a network again", () => {
  it("a scheduled attempt starts immediately", () => {
    platform.open();
    platform.socket.listener.onLost("transport close");
    platform.networkBack();
    expect(platform.sockets).toHaveLength(2);
    expect(platform.timers).toEqual([]);
  });

  it("a working connection is kept", () => {
    platform.open();
    platform.networkBack();
    expect(platform.sockets).toHaveLength(1);
    expect(platform.client.getSessionId()).toBe("s_1");
  });
});
