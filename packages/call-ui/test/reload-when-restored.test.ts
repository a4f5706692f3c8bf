import { afterEach, expect, it, vi } from "vitest";
import { reloadWhenRestored } from "../src/reload-when-restored.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each([
  ["restored from the browser's cache is loaded again", true, 1],
  ["shown for the first time is not", false, 0],
])("a page that is %s", (_title, persisted, reloads) => {
  const window = new EventTarget();
  const reload = vi.fn();
  vi.stubGlobal("window", window);
  vi.stubGlobal("location", { reload });
  reloadWhenRestored();
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted }));
  expect(reload).toHaveBeenCalledTimes(reloads);
});
