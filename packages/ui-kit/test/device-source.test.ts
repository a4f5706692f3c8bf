import { array, assert, constantFrom, oneof, property, subarray, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DeviceKind,
  type DeviceTarget,
  type Facing,
  initialSource,
  isSending,
  type SourceEffect,
  type SourceEvent,
  type SourceState,
  stepSource,
} from "../src/devices/device-source.ts";

/** A fake browser: it answers requests when the test says so, and counts live tracks. */
class FakeBrowser {
  state: SourceState;
  readonly effects: SourceEffect[] = [];
  /** Tickets of tracks that arrived and were not stopped. */
  readonly live = new Set<number>();
  current: number | null = null;
  blackTimer = false;
  request: ({ readonly ticket: number } & DeviceTarget) | null = null;
  readonly remembered: string[] = [];

  constructor(kind: DeviceKind, deviceId = "") {
    this.state = initialSource(kind, deviceId);
  }

  play(...events: readonly SourceEvent[]): this {
    for (const event of events) {
      const { state, effects } = stepSource(this.state, event);
      this.state = state;
      for (const effect of effects) this.#perform(effect);
    }
    return this;
  }

  /** The request that is pending succeeds. */
  open(
    deviceId = this.request?.deviceId || "standard",
    groupId = `group-${deviceId}`,
    facing: Facing | null = null,
  ): this {
    const ticket = this.request?.ticket;
    if (ticket === undefined) throw new Error("Nothing was requested.");
    this.request = null;
    this.live.add(ticket);
    return this.play({ type: "opened", ticket, device: { deviceId, groupId, facing } });
  }

  fail(problem: "busy" | "missing" | "denied" = "busy"): this {
    const ticket = this.request?.ticket;
    if (ticket === undefined) throw new Error("Nothing was requested.");
    this.request = null;
    return this.play({ type: "failed", ticket, problem });
  }

  choose(deviceId: string): this {
    return this.play({ type: "chosen", target: { deviceId, facing: null } });
  }

  flip(facing: Facing): this {
    return this.play({ type: "chosen", target: { deviceId: "", facing } });
  }

  list(listed: readonly string[], defaultGroupId: string | null = null): this {
    return this.play({ type: "devicesChanged", listed, defaultGroupId });
  }

  #perform(effect: SourceEffect): void {
    this.effects.push(effect);
    switch (effect.do) {
      case "open":
        expect(this.request, "one request at a time").toBeNull();
        expect(this.live.size, "a device is stopped before another one opens").toBe(0);
        this.request = { ticket: effect.ticket, ...effect.target };
        return;
      case "adopt":
        this.current = effect.ticket;
        return;
      case "discard":
        this.live.delete(effect.ticket);
        return;
      case "stopTrack":
        if (this.current !== null) this.live.delete(this.current);
        this.current = null;
        return;
      case "startBlackTimer":
        this.blackTimer = true;
        return;
      case "stopBlackTimer":
        this.blackTimer = false;
        return;
      case "remember":
        this.remembered.push(this.state.open?.deviceId ?? "");
        return;
      default:
    }
  }
}

const on: SourceEvent = { type: "turnedOn" };
const off: SourceEvent = { type: "turnedOff" };
const camera = (deviceId?: string): FakeBrowser => new FakeBrowser("camera", deviceId);
const microphone = (deviceId?: string): FakeBrowser => new FakeBrowser("microphone", deviceId);

describe("a camera", () => {
  it("that is turned off while the permission prompt is open leaves no live track", () => {
    const browser = camera().play(on, off).open();
    expect(browser.state.phase).toBe("off");
    expect(browser.live.size).toBe(0);
  });

  it("that is turned off and on during one prompt uses that prompt's answer", () => {
    const browser = camera().play(on, off, on).open();
    expect([browser.state.phase, browser.live.size]).toEqual(["on", 1]);
    expect(browser.effects.filter((effect) => effect.do === "open")).toHaveLength(1);
  });

  it("sends black briefly, then closes", () => {
    const browser = camera().play(on).open().play(off);
    expect([browser.state.phase, browser.live.size, browser.blackTimer]).toEqual(["stopping", 1, true]);
    browser.play({ type: "blackSent" });
    expect([browser.state.phase, browser.live.size]).toEqual(["off", 0]);
  });

  it("that is turned on again during that time stays open", () => {
    const browser = camera().play(on).open().play(off, on);
    expect([browser.state.phase, browser.live.size, browser.blackTimer]).toEqual(["on", 1, false]);
  });
});

describe("a choice of device", () => {
  it("the last one wins, whichever opens first", () => {
    const browser = camera().play(on).open("a").choose("b").choose("c").open("b");
    expect(browser.live.size).toBe(0);
    browser.open("c");
    expect([browser.state.open?.deviceId, browser.live.size]).toEqual(["c", 1]);
    expect(browser.remembered).toEqual(["c"]);
  });

  it("that can't be opened falls back to the previous device, with the reason", () => {
    const browser = camera().play(on).open("a").choose("b").fail("busy");
    expect(browser.request?.deviceId).toBe("a");
    browser.open("a");
    expect([browser.state.phase, browser.state.choiceProblem]).toEqual(["on", "busy"]);
    expect(browser.remembered).toEqual([]);
  });

  it("is not reported to the other side as an interruption", () => {
    const browser = camera().play(on).open("a").choose("b");
    expect(isSending(browser.state)).toBe(true);
    browser.open("b");
    expect(isSending(browser.state)).toBe(true);
  });

  it("made while muted opens when the microphone is unmuted", () => {
    const browser = microphone().play(on).open("a").play(off).choose("b");
    expect(browser.live.size).toBe(0);
    browser.play(on);
    expect(browser.request?.deviceId).toBe("b");
  });
});

describe("a phone with a camera on either side", () => {
  const front = (): FakeBrowser => camera().play(on).open("front", "phone", "user");

  it("closes one camera before it asks for the other one, and names the side that opened", () => {
    const browser = front().flip("environment");
    expect([browser.live.size, browser.request?.facing]).toEqual([0, "environment"]);
    browser.open("back", "phone", "environment");
    expect(browser.state.open).toMatchObject({ deviceId: "back", facing: "environment" });
    browser.flip("user").open("front", "phone", "user");
    expect([browser.state.open?.facing, browser.live.size]).toEqual(["user", 1]);
  });

  it("goes back to the former camera where the other one can't be opened", () => {
    const browser = front().flip("environment").fail("busy");
    expect(browser.request).toMatchObject({ deviceId: "front", facing: null });
    browser.open("front", "phone", "user");
    expect(browser.state).toMatchObject({ phase: "on", choiceProblem: "busy", open: { facing: "user" } });
  });

  it("keeps the side while the camera is off", () => {
    const browser = front().flip("environment").open("back", "phone", "environment");
    browser.play(off, { type: "blackSent" }, on);
    expect(browser.request?.facing).toBe("environment");
  });

  it("doesn't follow the system to another camera", () => {
    const browser = camera().list(["default", "back"], "group-a").play(on).flip("environment");
    browser.open("", "group-a").open("back", "group-b", "environment").list(["default", "back"], "group-c");
    expect([browser.request, browser.state.phase]).toEqual([null, "on"]);
  });
});

describe("devices that are plugged in and out", () => {
  it("an unplugged one is replaced by another, and used again when it is back", () => {
    const browser = microphone("headset").list(["headset", "built-in"]).play(on).open();
    browser.play({ type: "ended", listed: ["built-in"] });
    expect(browser.request?.deviceId).toBe("");
    browser.open("built-in").list(["headset", "built-in"]);
    expect(browser.request?.deviceId).toBe("headset");
  });

  it("the only one is reported as unplugged, and used again when it is back", () => {
    const browser = camera().list(["a"]).play(on).open("a").play({ type: "ended", listed: [] });
    expect([browser.state.phase, browser.state.problem]).toEqual(["failed", "unplugged"]);
    browser.list([]);
    expect(browser.request).toBeNull();
    browser.list(["a"]).open("a");
    expect(browser.state.phase).toBe("on");
  });

  it("one that is listed but can't be opened is requested only once", () => {
    const browser = camera().list(["a"]).play(on).fail("missing");
    browser.list(["a"]).list(["a"]);
    expect(browser.request).toBeNull();
    browser.list(["a", "b"]);
    expect(browser.request).not.toBeNull();
  });

  it("a refused permission is not requested again when a device is plugged in", () => {
    const browser = camera().list(["a"]).play(on).fail("denied").list(["a", "b"]);
    expect(browser.request).toBeNull();
  });

  it("a new default device is used if the person chose none", () => {
    const browser = microphone().list(["default", "x", "y"], "group-x").play(on).open("default", "group-x");
    browser.list(["default", "x", "y"], "group-y");
    expect(browser.request).not.toBeNull();
  });

  it("and ignored if the person chose one", () => {
    const browser = microphone("x").list(["default", "x", "y"], "group-x").play(on).open("x", "group-x");
    browser.list(["default", "x", "y"], "group-y");
    expect(browser.request).toBeNull();
  });

  it("a device that the system mutes counts as not sending until the system unmutes it", () => {
    const browser = camera().play(on).open().play({ type: "systemMuted", muted: true });
    expect(isSending(browser.state)).toBe(false);
    browser.play({ type: "systemMuted", muted: false });
    expect(isSending(browser.state)).toBe(true);
  });
});

describe("in any order of events", () => {
  const event = oneof(
    constantFrom<SourceEvent>(
      on,
      off,
      { type: "blackSent" },
      { type: "ended", listed: [] },
      { type: "ended", listed: ["a"] },
    ),
    constantFrom("a", "b", "c").map((deviceId) => ({ choose: deviceId })),
    constantFrom("open", "fail"),
    tuple(subarray(["a", "b", "default"]), constantFrom(null, "group-a", "group-b")).map(
      ([listed, defaultGroupId]): SourceEvent => ({ type: "devicesChanged", listed, defaultGroupId }),
    ),
  );

  const play = (browser: FakeBrowser, each: unknown): void => {
    if (each === "open" || each === "fail") {
      if (browser.request !== null) browser[each]();
      return;
    }
    const { choose } = each as { readonly choose?: string };
    if (choose !== undefined) return void browser.choose(choose);
    const next = each as SourceEvent;
    if (next.type === "blackSent" && !browser.blackTimer) return;
    if (next.type === "ended" && browser.current === null) return;
    browser.play(next);
  };

  it.each(["camera", "microphone"] as const)("a %s is live only while the page says so", (kind) => {
    assert(
      property(array(event, { maxLength: 30 }), (events) => {
        const browser = new FakeBrowser(kind);
        for (const each of events) play(browser, each);
        for (let answers = 0; browser.request !== null && answers < 10; answers += 1) browser.open();
        expect(browser.request).toBeNull();
        if (browser.blackTimer) browser.play({ type: "blackSent" });
        const { phase } = browser.state;
        expect(browser.live.size).toBe(phase === "on" || phase === "muted" ? 1 : 0);
        expect(phase).not.toBe("opening");
        browser.play({ type: "closed" });
        expect(browser.live.size).toBe(0);
      }),
    );
  });
});
