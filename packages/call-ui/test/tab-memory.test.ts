import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forgetCall, openTab, rememberTab, type TabMemory } from "../src/call/tab-memory.ts";

/** The browser's locks: each has one holder, and the others wait. */
class FakeLocks {
  readonly #held = new Set<string>();
  readonly #waiting: { readonly name: string; readonly grant: () => void }[] = [];

  async request(name: string, { signal }: { readonly signal: AbortSignal }, hold: () => Promise<void>) {
    await new Promise<void>((resolve, reject) => {
      if (!this.#held.has(name)) return resolve();
      this.#waiting.push({ name, grant: resolve });
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    });
    this.#held.add(name);
    return hold();
  }

  /** The page that holds it is gone. */
  release(name: string): void {
    this.#held.delete(name);
    this.#waiting.find((each) => each.name === name)?.grant();
  }

  get names(): readonly string[] {
    return [...this.#held];
  }
}

const ID = "i_0123456789012345678901";
const ADDRESS = { language: null, csg: "" };
const OF_THIS_TAB: TabMemory = {
  instanceId: "this-tab",
  isKnown: true,
  name: "Vera",
  place: `${ID}~code`,
  joined: true,
  language: "de",
  csg: "spring",
};

let locks = new FakeLocks();
const { signal } = new AbortController();

function startsBy(type: NavigationTimingType): void {
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([{ type } as PerformanceNavigationTiming]);
}

/** As a page that holds the lock already and remembers this tab. */
async function holdTab(): Promise<void> {
  rememberTab(ID, OF_THIS_TAB);
  void openTab(ID, ADDRESS, signal);
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  // The one of the platform doesn't follow fake timers.
  vi.spyOn(AbortSignal, "timeout").mockImplementation((afterMs) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException("Timed out.", "TimeoutError")), afterMs);
    return controller.signal;
  });
  locks = new FakeLocks();
  const stored = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
  vi.stubGlobal("navigator", { locks });
  startsBy("navigate");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("a page that opens", () => {
  it("is a new one to the platform where this tab knows no call", async () => {
    const tab = await openTab(ID, { language: "fr", csg: "blue" }, signal);
    expect(tab).toMatchObject({ isKnown: false, joined: false, name: "", language: "fr", csg: "blue" });
    expect(locks.names).toEqual([`ve-tab-${tab.instanceId}`]);
  });

  it("knows after a reload what it was, and what its first address said", async () => {
    rememberTab(ID, OF_THIS_TAB);
    expect(await openTab(ID, ADDRESS, signal)).toEqual(OF_THIS_TAB);
  });

  it("takes language and style from an address that says another", async () => {
    rememberTab(ID, OF_THIS_TAB);
    expect(await openTab(ID, { language: "es", csg: "autumn" }, signal)).toMatchObject({
      instanceId: "this-tab",
      language: "es",
      csg: "autumn",
    });
  });

  it.each([
    ["keeps its call on a slow reload, whose predecessor goes late", "reload", 1_500],
    ["keeps its call where its predecessor has just gone", "navigate", 300],
  ] as const)("%s", async (_what, type, releasedAfterMs) => {
    await holdTab();
    startsBy(type);
    const opened = openTab(ID, ADDRESS, signal);
    await vi.advanceTimersByTimeAsync(releasedAfterMs);
    locks.release("ve-tab-this-tab");
    expect(await opened).toEqual(OF_THIS_TAB);
  });

  it.each([
    ["a copy of a tab", "back_forward", 400],
    ["a copy of a tab that was reloaded", "reload", 2_000],
  ] as const)(
    "%s is another page to the platform, and was never in the call",
    async (_what, type, afterMs) => {
      await holdTab();
      startsBy(type);
      const opened = openTab(ID, ADDRESS, signal);
      await vi.advanceTimersByTimeAsync(afterMs);
      const copy = await opened;
      expect(copy).toEqual({ ...OF_THIS_TAB, instanceId: copy.instanceId, isKnown: false, joined: false });
      expect(copy.instanceId).not.toBe("this-tab");
      expect(locks.names).toEqual(["ve-tab-this-tab", `ve-tab-${copy.instanceId}`]);
    },
  );

  it("is the only one where the browser has no locks, or refuses them in a sandboxed frame", async () => {
    rememberTab(ID, OF_THIS_TAB);
    vi.stubGlobal("navigator", {});
    expect(await openTab(ID, ADDRESS, signal)).toEqual(OF_THIS_TAB);
    const refuse = (): Promise<never> => Promise.reject(new DOMException("Sandboxed.", "SecurityError"));
    vi.stubGlobal("navigator", { locks: { request: refuse } });
    expect(await openTab(ID, ADDRESS, signal)).toEqual(OF_THIS_TAB);
  });

  it("works where storage is blocked", async () => {
    const refuse = (): never => {
      throw new DOMException("Blocked.", "SecurityError");
    };
    vi.stubGlobal("sessionStorage", { getItem: refuse, setItem: refuse, removeItem: refuse });
    expect(await openTab(ID, ADDRESS, signal)).toMatchObject({ isKnown: false, joined: false });
  });

  it("begins anew after the end of its call, with the same name, language and style", async () => {
    rememberTab(ID, OF_THIS_TAB);
    forgetCall(ID, OF_THIS_TAB);
    const tab = await openTab(ID, ADDRESS, signal);
    expect(tab).toMatchObject({ isKnown: false, joined: false, name: "Vera", language: "de", csg: "spring" });
    expect(tab.instanceId).not.toBe("this-tab");
  });
});
