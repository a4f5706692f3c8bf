import { parseVisitorPageMessage } from "@videoengager/protocol/widget/parse-visitor-page-message";
import { describe, expect, it } from "vitest";

describe("a message of the visitor's page", () => {
  it.each([
    { type: "CallStarted" },
    { type: "callEstablished" },
    { type: "callEnded" },
    { type: "callEnded", data: { reason: "timeout", by: null } },
    { type: "popupClosed" },
    { type: "RemoteVideoStarted" },
    { type: "RemoteVideoStopped" },
    { type: "ResizePopup", data: { height: 480 } },
    { ve: 1, type: "unreachable", cause: "no-relay" },
    { ve: 1, type: "reachable" },
  ])("$type is understood", (message) => {
    expect(parseVisitorPageMessage(message)).toEqual(message);
  });

  it("keeps only the fields that are known", () => {
    expect(parseVisitorPageMessage({ type: "CallStarted", extra: 1 })).toEqual({ type: "CallStarted" });
  });

  it("of a newer page is understood as far as it is known", () => {
    expect(parseVisitorPageMessage({ ve: 1, type: "unreachable", cause: "sunspots" })).toEqual({
      ve: 1,
      type: "unreachable",
      cause: "unknown",
    });
    expect(parseVisitorPageMessage({ type: "callEnded", data: { reason: "bored", by: "robot" } })).toEqual({
      type: "callEnded",
      data: { reason: null, by: null },
    });
  });

  it.each([
    null,
    "CallStarted",
    [],
    {},
    { type: "constructor" },
    { type: "ResizePopup" },
    { type: "ResizePopup", data: { height: "tall" } },
    { type: "unreachable", cause: "no-relay" },
    { ve: 2, type: "reachable" },
  ])("is not %j", (data) => {
    expect(parseVisitorPageMessage(data)).toBeNull();
  });
});
