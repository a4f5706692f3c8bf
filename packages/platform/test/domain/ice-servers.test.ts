import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { createIceServers } from "../../src/domain/ice-servers.ts";

it("gives TURN credentials that end, and never the secret", () => {
  const turn = { urls: ["turn:turn.example.com"], secret: "s3cret" };
  const servers = createIceServers(
    { stunUrls: ["stun:stun.example.com"], turn },
    { nowMs: () => 1_000_000 },
    60_000,
  );
  expect(servers).toEqual([
    { urls: ["stun:stun.example.com"] },
    {
      urls: ["turn:turn.example.com"],
      username: "1060:videoengager",
      credential: createHmac("sha1", "s3cret").update("1060:videoengager").digest("base64"),
    },
  ]);
  expect(JSON.stringify(servers)).not.toContain("s3cret");
  expect(createIceServers({ stunUrls: [], turn: null }, { nowMs: () => 0 }, 1)).toEqual([]);
});
