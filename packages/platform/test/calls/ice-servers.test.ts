import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createIceGrants, nameRelayUser } from "../../src/calls/ice-servers.ts";

const turn = { urls: ["turn:turn.example.com"], secret: "s3cret" };
const CONFIG = { stunUrls: ["stun:stun.example.com"], turn, turnCredentialLifeS: 900 };

describe("createIceGrants", () => {
  it("gives each seat separate relay credentials that last 15 minutes, and never the secret", () => {
    const grant = createIceGrants(CONFIG, { nowMs: () => 1_000_000 });
    const user = nameRelayUser({ interactionId: "i_1", role: "visitor" });
    expect(grant(user)).toEqual({
      iceServers: [
        { urls: ["stun:stun.example.com"] },
        {
          urls: ["turn:turn.example.com"],
          username: "1900:i_1-visitor",
          credential: createHmac("sha1", "s3cret").update("1900:i_1-visitor").digest("base64"),
        },
      ],
      expiresAtMs: 1_900_000,
    });
    expect(JSON.stringify(grant(user))).not.toContain("s3cret");
    expect(grant("another")).not.toEqual(grant(user));
  });

  it("gives servers that never expire where there is no TURN server", () => {
    const grant = createIceGrants({ ...CONFIG, stunUrls: [], turn: null }, { nowMs: () => 0 });
    expect(grant("somebody")).toEqual({ iceServers: [], expiresAtMs: null });
  });
});
