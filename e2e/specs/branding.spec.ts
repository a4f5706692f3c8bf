/** What a tenant's branding makes of a page that a person moves about in. */
import { tenantSettingsPath } from "@videoengager/protocol/rest/paths";
import { startPlatform } from "../fixtures/platform.ts";
import { expect, test } from "../fixtures/test.ts";

const BACKGROUND = [246, 236, 228];
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80">
  <rect width="80" height="80" fill="rgb(${BACKGROUND.join(",")})"/></svg>`;

test("the tenant's background is behind the end of a page that is longer than a phone's window", async ({
  visitorPage: page,
  hostSite,
}) => {
  const platform = await startPlatform();
  const address = "https://brand.example/background.svg";
  await platform.set(`branding.backgroundUrl=${address}`);
  await page.route(address, (route) => route.fulfill({ contentType: "image/svg+xml", body: PICTURE }));
  const settings = `${platform.url}${tenantSettingsPath(platform.demo.tenantId)}`;
  await expect.poll(async () => (await page.request.get(settings)).text()).toContain(address);
  const created = await page.request.post(
    `${platform.url}/api/interactions/tenants/${platform.demo.tenantId}/interactions`,
    { data: { type: "OUTBOUND" }, headers: { origin: hostSite.url } },
  );
  const { visitor } = (await created.json()) as { readonly visitor: { readonly fullUrl: string } };
  const size = { width: 320, height: 480 };
  await page.setViewportSize(size);
  await page.goto(`${platform.url}${visitor.fullUrl}`);
  await page.locator("summary").click();
  await page.getByLabel("Speaker").scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(100);
  const corner = { x: size.width - 2, y: size.height - 2, width: 1, height: 1 };
  const png = (await page.screenshot({ clip: corner })).toString("base64");
  const colour = await page.evaluate(async (data) => {
    const image = Object.assign(new Image(), { src: `data:image/png;base64,${data}` });
    await image.decode();
    const context = document.createElement("canvas").getContext("2d");
    context?.drawImage(image, 0, 0);
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
  }, png);
  expect(colour).toEqual(BACKGROUND);
  await platform.stop();
});
