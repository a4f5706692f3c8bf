import { visitorInteractionPath } from "@videoengager/protocol/rest/paths";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTenantStore } from "../../src/identity/tenants.sql.ts";
import { type InProcessPlatform, startPlatform } from "../fixtures/in-process-platform.ts";
import { askForVisitorSeat, openVisitorPage, openWidget } from "../fixtures/seat-page.ts";

let platform: InProcessPlatform;
let token: string;
let nowMs = Date.now();
let addresses = 0;

beforeAll(async () => {
  platform = await startPlatform({
    settings: { enablePin: true, locale: "fr" },
    env: { RATE_LIMIT_FACTOR: "10", TRUST_PROXY: "127.0.0.1" },
    clock: { nowMs: () => nowMs },
    limitClock: { nowMs: () => nowMs },
  });
  token = await platform.signIn("ann@example.org");
});
afterAll(() => platform.close());

interface Page {
  readonly status: number;
  readonly html: string;
  readonly location: string | null;
  readonly headers: Headers;
}

/** Sends the form as a browser does. */
async function type(pin: string, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
  return page("/pin", {
    method: "POST",
    body: new URLSearchParams({ pin }),
    headers: { origin: platform.url, ...headers },
  });
}

async function page(path: string, init: RequestInit = {}): Promise<Page> {
  const answer = await fetch(`${platform.url}${path}`, { redirect: "manual", ...init });
  return {
    status: answer.status,
    html: await answer.text(),
    location: answer.headers.get("location"),
    headers: answer.headers,
  };
}

const from = (address: string): Readonly<Record<string, string>> => ({ "x-forwarded-for": address });

/** An address that nobody has tried anything from. */
function anotherAddress(): string {
  addresses += 1;
  return `198.51.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`;
}

const invite = async (): Promise<{ interactionId: string; pin: string }> =>
  (await openWidget(platform, token)).opened.interaction;

const wrongPin = (pin: string): string => String((Number(pin) + 1) % 1_000_000).padStart(6, "0");
const placeIn = (location: string | null): string => location?.split("/").at(-1) ?? "";

describe("a visitor with a PIN", () => {
  it("types it once and arrives at the call, which asks for no PIN again", async () => {
    const { interactionId, pin } = await invite();
    const arrived = await type(pin);
    expect(arrived.status).toBe(303);
    expect(arrived.location).not.toContain(pin);
    const place = placeIn(arrived.location);
    expect((await page(arrived.location ?? "")).status).toBe(200);
    const { body } = await platform.request<{ interactionId: string; pinRequired: boolean }>(
      "GET",
      visitorInteractionPath(place),
    );
    expect(body).toMatchObject({ interactionId, pinRequired: false });
    const visitor = await openVisitorPage(platform, place);
    await visitor.join("Vera");
    await visitor.sees((room) => room.state === "connecting" && room.interactionId === interactionId);
  });

  it("may group the digits, and type them as they are written in Arabic", async () => {
    const { pin } = await invite();
    expect((await type(` ${pin.slice(0, 3)} ${pin.slice(3)} `)).status).toBe(303);
    const arabic = pin.replaceAll(/\d/g, (digit) => String.fromCharCode(0x06_60 + Number(digit)));
    expect((await type(arabic)).status).toBe(303);
  });

  it("is asked again after ten minutes in the lobby, and by the plain link", async () => {
    const { interactionId, pin } = await invite();
    const place = placeIn((await type(pin)).location);
    expect((await askForVisitorSeat(platform, interactionId)).error?.code).toBe("pin-required");
    nowMs += 11 * 60_000;
    expect((await askForVisitorSeat(platform, place)).error?.code).toBe("pin-required");
  });

  it("is led from a link that holds the digits to the form without them", async () => {
    const { pin } = await invite();
    const led = await page(`/pin/${pin}`);
    expect([led.status, led.location]).toEqual([302, "/pin"]);
    expect(led.headers.get("cache-control")).toBe("no-store");
  });

  it("reads what is wrong with it, and never sees the digits in the response", async () => {
    const { pin } = await invite();
    const headers = { ...from(anotherAddress()), "accept-language": "en" };
    const unknown = await type(wrongPin(pin), headers);
    expect(unknown.status).toBe(404);
    expect(unknown.html).toContain("This PIN doesn&#39;t match any call.");
    expect(unknown.html).not.toContain(wrongPin(pin));
    const short = await type("12345", headers);
    expect(short.status).toBe(400);
    expect(short.html).toContain("A PIN has six digits.");
    expect(short.html).toContain('aria-invalid="true"');
  });

  it("does not find a call that has ended, nor one that a visitor asked for", async () => {
    const widget = await openWidget(platform, token);
    await widget.hangUp();
    await widget.hasEnded();
    expect((await type(widget.opened.interaction.pin, from(anotherAddress()))).status).toBe(404);
    const requested = await platform.requestCall();
    const room = await platform.app.deps.database.db
      .selectFrom("interactions")
      .select("pin")
      .where("id", "=", requested)
      .executeTakeFirstOrThrow();
    expect((await type(room.pin, from(anotherAddress()))).status).toBe(404);
  });

  it("cannot use the PIN of a call that wrong ones have locked", async () => {
    const { interactionId, pin } = await invite();
    for (let count = 0; count < 5; count += 1)
      await askForVisitorSeat(platform, interactionId, { pin: wrongPin(pin) });
    expect((await type(pin, from(anotherAddress()))).status).toBe(404);
    nowMs += 15 * 60_000;
    expect((await type(pin, from(anotherAddress()))).status).toBe(303);
  });
});

describe("somebody who guesses PINs", () => {
  it("is stopped after five wrong ones, all at once too, while others are let in", async () => {
    const { pin } = await invite();
    const address = anotherAddress();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => type(wrongPin(pin), { ...from(address), "accept-language": "en" })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
    const refused = await type(pin, { ...from(address), "accept-language": "en" });
    expect(refused.status).toBe(429);
    expect(refused.html).toContain("Too many wrong PINs. Try again in 3 minutes");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await type(pin, from(anotherAddress()))).status).toBe(303);
  });

  it("is not taken for an attacker where many type the right one from one address", async () => {
    const address = anotherAddress();
    const { pin } = await invite();
    for (let count = 0; count < 12; count += 1) expect((await type(pin, from(address))).status).toBe(303);
  });

  it("is stopped at a hundred a tenant, from however many addresses", async () => {
    nowMs += 15 * 60_000;
    const { pin } = await invite();
    let found = 0;
    for (let count = 0; count < 120; count += 1)
      if ((await type(wrongPin(pin), from(anotherAddress()))).status === 404) found += 1;
    expect(found).toBe(100);
    nowMs += 15 * 60_000;
    expect((await type(pin, from(anotherAddress()))).status).toBe(303);
  });
});

describe("many visitors behind one address", () => {
  let office: InProcessPlatform;
  beforeAll(async () => {
    office = await startPlatform({
      settings: { enablePin: true },
      env: { RATE_LIMIT_FACTOR: "0.1" },
      limitClock: { nowMs: () => 0 },
    });
  });
  afterAll(() => office.close());

  it("open and send 600 forms a minute, and still have five wrong PINs", async () => {
    const widget = await openWidget(office, await office.signIn("ann@example.org"));
    const { pin } = widget.opened.interaction;
    const status = async (typed: string | null): Promise<number> => {
      const form = typed === null ? {} : { method: "POST", body: new URLSearchParams({ pin: typed }) };
      const headers = { origin: office.url };
      return (await fetch(`${office.url}/pin`, { ...form, headers, redirect: "manual" })).status;
    };
    const statuses = async (count: number, typed: string | null): Promise<readonly number[]> => {
      const answers: number[] = [];
      for (let sent = 0; sent < count; sent += 1) answers.push(await status(typed));
      return answers;
    };
    // A tenth of the default limits, which nothing refills.
    expect(await statuses(61, null)).toEqual([...Array<number>(60).fill(200), 429]);
    expect(await statuses(6, wrongPin(pin))).toEqual([...Array<number>(5).fill(404), 429]);
    expect(await statuses(1, pin)).toEqual([429]);
    await widget.hangUp();
  });

  it("send as many right PINs as forms", async () => {
    const another = await startPlatform({
      settings: { enablePin: true },
      env: { RATE_LIMIT_FACTOR: "0.1" },
      limitClock: { nowMs: () => 0 },
    });
    const widget = await openWidget(another, await another.signIn("ann@example.org"));
    const body = new URLSearchParams({ pin: widget.opened.interaction.pin });
    const init = { method: "POST", body, headers: { origin: another.url }, redirect: "manual" } as const;
    const answers: number[] = [];
    for (let sent = 0; sent < 61; sent += 1) answers.push((await fetch(`${another.url}/pin`, init)).status);
    expect(answers).toEqual([...Array<number>(60).fill(303), 429]);
    await another.close();
  });
});

describe("the PIN form", () => {
  it("speaks the visitor's language, else the company's", async () => {
    expect(
      (await page("/pin", { headers: { "accept-language": "de-AT,de;q=0.9,en;q=0.8" } })).html,
    ).toContain('<html lang="de" dir="ltr">');
    expect((await page("/pin", { headers: { "accept-language": "pt" } })).html).toContain('lang="fr"');
    const asked = await page("/pin?lang=ar", { headers: { "accept-language": "de" } });
    expect(asked.html).toContain('<html lang="ar" dir="rtl">');
    expect(asked.html).toContain('action="/pin?lang=ar"');
  });

  it("runs no script, holds no style, and may be framed by the company's web sites alone", async () => {
    const { html, headers } = await page("/pin");
    expect(html).not.toMatch(/<script|style=|<style|\son\w+=/);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toMatch(/frame-ancestors 'self' /);
    const style = await page("/static/pin.css");
    expect(style.headers.get("content-type")).toContain("text/css");
    expect(style.html).toContain("--color-accent");
  });

  it("takes no PIN from a foreign web site", async () => {
    const { pin } = await invite();
    expect((await type(pin, { origin: "https://evil.example" })).status).toBe(403);
    expect((await type(pin, { origin: "null" })).status).toBe(403);
  });

  it("escapes a company's name and logo", async () => {
    const tenants = createTenantStore(platform.app.deps.database, platform.app.deps.clock);
    await tenants.change(platform.tenantId, {
      name: `<b>"A&B"</b>`,
      settings: { branding: { logo: `https://a.example/"><script>` } },
    });
    nowMs += 6_000;
    const { html } = await page("/pin");
    expect(html).toContain("&lt;b&gt;&quot;A&amp;B&quot;&lt;/b&gt;");
    expect(html).not.toContain("<script>");
  });

  it("belongs to the company of the host name if there are several, and to none at an unknown host name", async () => {
    const tenants = createTenantStore(platform.app.deps.database, platform.app.deps.clock);
    const { pin } = await invite();
    await tenants.add({ id: "other", name: "Other", allowsLoopbackOrigins: false });
    await tenants.change("other", { host: new URL(platform.url).hostname });
    nowMs += 6_000;
    expect((await type(pin, from(anotherAddress()))).status).toBe(404);
    await tenants.change("other", { host: "other.example" });
    nowMs += 6_000;
    const unknown = await page("/pin", { headers: { "accept-language": "en" } });
    expect(unknown.status).toBe(404);
    expect(unknown.html).toContain("isn&#39;t set up for PIN entry");
    expect((await type(pin, from(anotherAddress()))).status).toBe(404);
    await tenants.change(platform.tenantId, { host: new URL(platform.url).hostname });
    nowMs += 6_000;
    expect((await type(pin, from(anotherAddress()))).status).toBe(303);
  });
});
