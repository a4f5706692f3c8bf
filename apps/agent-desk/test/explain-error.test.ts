import { VideoEngagerAgentError } from "videoengager-agent-sdk";
import { expect, it } from "vitest";
import { explainError } from "../src/agent/explain-error.ts";
import { en } from "../src/text/en.ts";

it.each([
  [{}, "The video didn't start within two minutes. If the call is still ringing, accept it again."],
  [
    { cause: "udp-blocked" },
    "The video didn't start within two minutes. If the call is still ringing, accept it again. A firewall or VPN is probably blocking video calls. Turn off your VPN or try another network.",
  ],
])("an accepted call that never connects is explained with its cause: %j", (context, expected) => {
  expect(explainError(new VideoEngagerAgentError("OPERATION_TIMEOUT", { context }), "accept", en)).toBe(
    expected,
  );
});
