import { describe, expect, it } from "vitest";
import { chooseInvitationOrigin } from "../../src/calls/choose-invitation-origin.ts";

const LAN = "https://192.0.2.7:8080";

describe("an invitation made at this machine", () => {
  it("leads a phone in the local network to the platform", () => {
    expect(chooseInvitationOrigin("https://localhost:8080", ["https://localhost:8080", LAN])).toBe(LAN);
    expect(chooseInvitationOrigin("https://127.0.0.1:8080", ["https://localhost:8080", LAN])).toBe(LAN);
  });

  it("stays on this machine where a phone could not use its camera, or not come", () => {
    const own = ["http://localhost:8080", "http://192.0.2.7:8080"];
    expect(chooseInvitationOrigin("http://localhost:8080", own)).toBe("http://localhost:8080");
    expect(chooseInvitationOrigin("https://[::1]:8080", ["https://[::1]:8080"])).toBe("https://[::1]:8080");
  });

  it("keeps the name by which the agent reached the platform from elsewhere", () => {
    expect(chooseInvitationOrigin("https://video.example.com", [LAN])).toBe("https://video.example.com");
  });
});
