import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { readTarget } from "../src/api/options.ts";
import { requestCall } from "../src/call/request-call.ts";

const target = { origin: "https://calls.example", tenant: "t 1" };
const never = new AbortController().signal;

function answerWith(status: number, body: unknown): ReturnType<typeof vi.fn<typeof fetch>> {
  const answering = vi.fn<typeof fetch>(async () => Response.json(body, { status }));
  vi.stubGlobal("fetch", answering);
  return answering;
}

beforeEach(() => vi.stubGlobal("document", new EventTarget()));
afterEach(() => vi.unstubAllGlobals());

it("sends what the call is about, and adds who the visitor is to the address of the page", async () => {
  const asked = answerWith(200, { visitor: { fullUrl: "/visitor/i_1~c" } });
  const address = await requestCall(
    target,
    {
      name: "Ana Lopez",
      email: "ana+1@example.com",
      phone: "",
      language: "es",
      customData: { subject: "A repair" },
      visitorData: { contract: "7" },
    },
    never,
  );
  expect(address).toBe(
    "https://calls.example/visitor/i_1~c?name=Ana+Lopez&email=ana%2B1%40example.com&lang=es",
  );
  const [url, init] = asked.mock.calls[0]!;
  expect(url).toBe("https://calls.example/api/interactions/tenants/t%201/interactions");
  expect(JSON.parse(init?.body as string)).toEqual({
    customData: { subject: "A repair" },
    visitorData: { contract: "7" },
  });
});

it.each([
  [403, "origin-not-allowed", "origin-not-allowed"],
  [404, "not-found", "unknown-tenant"],
  [400, "invalid-request", "data-refused"],
  [413, "payload-too-large", "data-refused"],
  [503, "not-ready", "busy"],
  [500, "internal", "failed"],
])("answer %i %s is the error %s, in the platform's words", async (status, code, expected) => {
  answerWith(status, { error: { code, message: "It says what happened.", action: "It says what to do." } });
  await expect(requestCall(target, {}, never)).rejects.toMatchObject({
    name: "VisitorCallError",
    code: expected,
    message: "It says what happened. It says what to do.",
    remedy: "It says what to do.",
  });
});

it("says when to try again", async () => {
  answerWith(429, { error: { code: "rate-limited", message: "m", action: "a", retryAfterMs: 60_000 } });
  await expect(requestCall(target, {}, never)).rejects.toMatchObject({
    code: "rate-limited",
    retryAfterMs: 60_000,
  });
});

it("an answer that isn't the platform's is an error in its own words", async () => {
  vi.stubGlobal("fetch", async () => new Response("<html>", { status: 502 }));
  await expect(requestCall(target, {}, never)).rejects.toMatchObject({ code: "failed" });
});

it.each(["https://evil.example/visitor/1", "//evil.example/", "javascript:alert(1)", 7])(
  "opens no page of another origin: %s",
  async (fullUrl) => {
    answerWith(200, { visitor: { fullUrl } });
    await expect(requestCall(target, {}, never)).rejects.toMatchObject({ code: "failed" });
  },
);

it("a platform that can't be reached keeps the browser's error as the cause", async () => {
  const cause = new TypeError("Failed to fetch");
  vi.stubGlobal("fetch", () => Promise.reject(cause));
  await expect(requestCall(target, {}, never)).rejects.toMatchObject({ code: "platform-unreachable", cause });
});

it("is stopped by its signal", async () => {
  const stop = new AbortController();
  vi.stubGlobal(
    "fetch",
    (_url: string, { signal }: RequestInit) =>
      new Promise((_resolve, reject) =>
        signal?.addEventListener("abort", () => reject(new Error("aborted"))),
      ),
  );
  const request = requestCall(target, {}, stop.signal);
  stop.abort();
  await expect(request).rejects.toMatchObject({ code: "ended" });
});

it.each([
  ["video.example.com", "https://video.example.com"],
  ["https://video.example.com/path?x", "https://video.example.com"],
  ["localhost:8080", "http://localhost:8080"],
  ["calls.localhost:8080", "http://calls.localhost:8080"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ["https://localhost:8443", "https://localhost:8443"],
])("the domain %s is the origin %s", (domain, origin) => {
  expect(readTarget({ domain, tenant: "t" })).toEqual({ origin, tenant: "t" });
});

it("a page of the platform itself can use http on any host", () => {
  const own = "http://192.168.1.7:8080";
  vi.stubGlobal("location", { origin: own });
  expect(readTarget({ domain: own, tenant: "t" }).origin).toBe(own);
});

it.each([
  { domain: "", tenant: "t" },
  { domain: "http://video.example.com", tenant: "t" },
  { domain: "https://user:secret@video.example.com", tenant: "t" },
  { domain: "video.example.com", tenant: " " },
])("refuses %j", (options) => {
  expect(() => readTarget(options)).toThrow(expect.objectContaining({ code: "invalid-options" }) as Error);
});
