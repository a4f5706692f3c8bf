import { describe, expect, it } from "vitest";
import { classifyMediaError, isInAppBrowser, problemBeforeAsking } from "../src/devices/media-problem.ts";

const PHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1";
const IN_APP = `${PHONE} [FBAN/FBIOS;FBAV/500.0]`;

describe("a camera that can't be used", () => {
  it.each([
    ["denied", "NotAllowedError", "Permission denied"],
    ["denied-by-system", "NotAllowedError", "Permission denied by system"],
    ["dismissed", "NotAllowedError", "Permission dismissed"],
    ["missing", "NotFoundError", "Requested device not found"],
    ["missing", "OverconstrainedError", ""],
    ["busy", "NotReadableError", "Could not start video source"],
    ["failed", "TypeError", ""],
  ])("is %s after %s (%s)", (problem, name, message) => {
    expect(classifyMediaError(new DOMException(message, name), PHONE)).toBe(problem);
  });

  it("is known before a request: plain http, a browser inside an app, a page that delegates nothing", () => {
    const page = { isSecure: true, hasDevices: true, userAgent: PHONE, passedOn: null };
    expect(problemBeforeAsking(page)).toBeNull();
    expect(problemBeforeAsking({ ...page, passedOn: false })).toBe("not-allowed-here");
    expect(problemBeforeAsking({ ...page, hasDevices: false, isSecure: false })).toBe("insecure");
    expect(problemBeforeAsking({ ...page, hasDevices: false, userAgent: IN_APP })).toBe("in-app");
  });

  it("in an app's browser is distinguished from one that was refused", () => {
    expect(classifyMediaError(new DOMException("", "NotAllowedError"), IN_APP)).toBe("in-app");
    expect(isInAppBrowser(PHONE)).toBe(false);
  });
});
