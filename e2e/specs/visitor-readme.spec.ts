/** The visitor library's README as a reader copies it: its page policies and its three lines. */
import { readFileSync } from "node:fs";
import { codeIn, headerIn } from "../fixtures/readme.ts";
import { callInWindow, callUs, expectState, inlinePage, openShop } from "../fixtures/shop.ts";
import { expect, test } from "../fixtures/test.ts";

const README = readFileSync(new URL("../../packages/visitor-sdk/README.md", import.meta.url), "utf8");

for (const [policy, state] of [
  ["same-origin", "ended page-closed visitor"],
  ["same-origin-allow-popups", "preparing"],
] as const)
  test(`with Cross-Origin-Opener-Policy: ${policy} a popup is ${state}, as the README says`, async ({
    visitorPage: shop,
    hostSite,
    platform,
  }) => {
    const headers = { "cross-origin-opener-policy": policy };
    await openShop(shop, hostSite, platform, { open: "popup" }, headers);
    const popup = await callInWindow(shop);
    await expect(popup.getByRole("button", { name: "Join call" })).toBeEnabled();
    await expectState(shop, state);
  });

test("in a page that isolates itself a call opens inline", async ({
  visitorPage: shop,
  hostSite,
  platform,
}) => {
  const headers = {
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-opener-policy": "same-origin",
  };
  await openShop(shop, hostSite, platform, { open: "inline" }, headers);
  await callUs(shop).click();
  await expectState(shop, "preparing");
  expect(await shop.evaluate(() => crossOriginIsolated)).toBe(true);
});

test("in a page with the README's policies a call opens inline, with the camera", async ({
  visitorPage: shop,
  hostSite,
  platform,
}) => {
  await openShop(
    shop,
    hostSite,
    platform,
    { open: "inline" },
    {
      "content-security-policy": headerIn(README, "Content-Security-Policy", platform.url),
      "permissions-policy": headerIn(README, "Permissions-Policy", platform.url),
    },
  );
  await callUs(shop).click();
  const visitor = await inlinePage(shop);
  await expect(visitor.locator("video").first()).toBeVisible();
  await visitor.getByRole("button", { name: "Join call" }).click();
  await expectState(shop, "waiting");
  expect(await shop.evaluate(() => window.refused)).toEqual([]);
});

for (const [directive, permits] of [
  ["connect-src", /(?<=connect-src 'self')[^;]*/],
  ["frame-src", /(?<=frame-src)[^;]*/],
] as const)
  test(`where ${directive} lacks the platform, the call is refused as the README says`, async ({
    visitorPage: shop,
    hostSite,
    platform,
  }) => {
    const policy = headerIn(README, "Content-Security-Policy", platform.url);
    const less = policy.replace(permits, directive === "frame-src" ? " 'none'" : "");
    expect(less).not.toBe(policy);
    await openShop(shop, hostSite, platform, { open: "inline" }, { "content-security-policy": less });
    await callUs(shop).click();
    await expectState(shop, "refused blocked-by-page");
    await expect(shop.locator("iframe")).toHaveCount(0);
  });

test("the README's three lines open a call", async ({ visitorPage: shop, hostSite, platform }) => {
  const code = codeIn(README, 'import { createVisitor } from "videoengager-visitor";')
    .replace("your-platform.example", platform.url)
    .replace("your-tenant-id", platform.demo.tenantId);
  hostSite.serve(
    "/three-lines",
    `<!doctype html><html><head><title>Shop</title></head><body><button>Call us</button>
<script type="module">${code}</script></body></html>`,
  );
  const lines: string[] = [];
  shop.on("console", (message) => lines.push(message.text()));
  await shop.goto(`${hostSite.url}/three-lines`);
  const popup = await callInWindow(shop);
  await popup.getByRole("button", { name: "Join call" }).click();
  await expect.poll(() => lines).toContain("The call is waiting");
});
