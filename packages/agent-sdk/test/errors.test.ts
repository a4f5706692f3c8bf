import { describe, expect, it } from "vitest";
import {
  type VEErrorCode,
  VEErrorCodes,
  VEErrorDetails,
  VERSION,
  VideoEngagerAgentError,
} from "../src/index.ts";
import { REFERENCE_ERRORS } from "./fakes/reference-errors.ts";

describe("the error table", () => {
  it("has exactly the reference's 40 codes", () => {
    expect(REFERENCE_ERRORS).toHaveLength(40);
    expect(new Set(Object.keys(VEErrorCodes))).toEqual(new Set(REFERENCE_ERRORS.map(({ code }) => code)));
    expect(Object.keys(VEErrorCodes)).toHaveLength(40);
  });

  it.each(REFERENCE_ERRORS)("says of $code what the reference says", (row) => {
    const code = row.code as VEErrorCode;
    const { code: _code, causeCode, ...expected } = row;
    expect(VEErrorCodes[code]).toBe(code);
    expect(VEErrorDetails[code]).toMatchObject({ ...expected, name: code, code: causeCode });
    expect(new VideoEngagerAgentError(code)).toMatchObject({
      code,
      category: row.category,
      retryable: row.retryable,
      recoverable: row.recoverable,
      severity: row.severity,
      cause: { code: causeCode, name: code },
    });
  });
});

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
  it("is recognised in either form of its code", () => {
    const error = new VideoEngagerAgentError("SESSION_ALREADY_ACTIVE");
    expect(VideoEngagerAgentError.is(error, "SESSION_ALREADY_ACTIVE")).toBe(true);
    expect(VideoEngagerAgentError.is(error, "session|already-active")).toBe(true);
    expect(VideoEngagerAgentError.is(error, "CALL_NOT_STARTED")).toBe(false);
  });

  it("of another copy of the SDK is recognised, and nothing else is", () => {
    const foreign = Object.assign(new Error("x"), {
      name: "VideoEngagerAgentError",
      code: "CALL_NOT_STARTED",
      cause: { code: "call|not-started" },
    });
    expect(VideoEngagerAgentError.isVeError(foreign)).toBe(true);
    for (const other of [null, undefined, "x", {}, new Error("x"), { name: "VideoEngagerAgentError" }])
      expect(VideoEngagerAgentError.isVeError(other)).toBe(false);
  });

  it("keeps what was thrown below, but not in its JSON", () => {
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

  it("has a key of its own, and says what to do", () => {
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
