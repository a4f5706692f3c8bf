import { describe, expect, it } from "vitest";
import { VEErrorDetails, VERSION, VideoEngagerAgentError } from "../src/index.ts";

const REMEDY =
  /\b(Call|Check|Pass|Use|Add|Return|Wait|Start|Remove|Continue|Try|See|must|pass|[Ss]tart it again)\b/;

it.each(Object.values(VEErrorDetails))(
  "describes $name in sentences that name a remedy",
  ({ name, description }) => {
    const words = name.toLowerCase().replaceAll("_", " ");
    expect(description.toLowerCase()).not.toContain(words);
    expect(description.split(/\s+/).length).toBeGreaterThanOrEqual(5);
    expect(description).toMatch(/^(init\(\)|[`A-Z]).*\.$/);
    expect(description).toMatch(REMEDY);
  },
);

describe("an error", () => {
  it("is recognised by its code in both spellings", () => {
    const error = new VideoEngagerAgentError("SESSION_ALREADY_ACTIVE");
    expect(VideoEngagerAgentError.is(error, "SESSION_ALREADY_ACTIVE")).toBe(true);
    expect(VideoEngagerAgentError.is(error, "session|already-active")).toBe(true);
    expect(VideoEngagerAgentError.is(error, "CALL_NOT_STARTED")).toBe(false);
  });

  it("of another copy of the SDK is recognised; no other value is", () => {
    const foreign = Object.assign(new Error("x"), {
      name: "VideoEngagerAgentError",
      code: "CALL_NOT_STARTED",
      cause: { code: "call|not-started" },
    });
    expect(VideoEngagerAgentError.isVeError(foreign)).toBe(true);
    for (const other of [null, undefined, "x", {}, new Error("x"), { name: "VideoEngagerAgentError" }])
      expect(VideoEngagerAgentError.isVeError(other)).toBe(false);
  });

  it("keeps the original error, but not in its JSON", () => {
    const originalError = new Error("token=secret");
    const error = new VideoEngagerAgentError("VE_UNHANDLED_ERROR", {
      originalError,
      context: { path: "/x" },
    });
    expect(error.cause.originalError).toBe(originalError);
    expect(JSON.stringify(error)).not.toContain("secret");
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      name: "VideoEngagerAgentError",
      code: "VE_UNHANDLED_ERROR",
      message: error.message,
      context: { path: "/x" },
      version: VERSION,
      cause: { code: "ve|unhandled-error" },
    });
  });

  it("has a unique idempotency key, and a message that says what to do", () => {
    const [one, two] = [
      new VideoEngagerAgentError("OPERATION_TIMEOUT"),
      new VideoEngagerAgentError("OPERATION_TIMEOUT"),
    ];
    expect(one.idempotencyKey).not.toBe(two.idempotencyKey);
    expect(new VideoEngagerAgentError("WIDGET_CONTAINER_NOT_FOUND").message).toBe(
      "No element has the id in `options.containerId`. Add the element to the page before the call.",
    );
  });
});
