import { afterEach, expect, it, vi } from "vitest";
import { requestVideoCall } from "../src/request-video-call.js";

const request = {
  platform: "https://calls.example",
  tenantId: "t_1",
  name: "Ana Lopez",
  customData: { subject: "A repair" },
};

function answerWith(status: number, body: unknown): ReturnType<typeof vi.fn<typeof fetch>> {
  const answering = vi.fn<typeof fetch>(async () => Response.json(body, { status }));
  vi.stubGlobal("fetch", answering);
  return answering;
}

afterEach(() => vi.unstubAllGlobals());

it("requests a call from the platform, and returns the visitor's page with the visitor's name", async () => {
  const asked = answerWith(201, {
    interactionId: "i_1",
    visitor: { fullUrl: "/visitor/i_1", shortUrl: "/ve/abc" },
  });
  expect(await requestVideoCall(request)).toBe("https://calls.example/visitor/i_1?name=Ana+Lopez");
  const [address, options] = asked.mock.calls[0]!;
  expect(address).toBe("https://calls.example/api/interactions/tenants/t_1/interactions");
  expect(options).toMatchObject({
    method: "POST",
    body: JSON.stringify({ type: "OUTBOUND", customData: { subject: "A repair" } }),
  });
});

it("omits an empty name from the URL", async () => {
  answerWith(201, { visitor: { fullUrl: "/visitor/i_1" } });
  expect(await requestVideoCall({ ...request, name: "" })).toBe("https://calls.example/visitor/i_1");
});

it("fails with the platform's message", async () => {
  answerWith(403, { error: { code: "origin-not-allowed", message: "This web site may not ask for calls." } });
  await expect(requestVideoCall(request)).rejects.toThrow("This web site may not ask for calls.");
});
