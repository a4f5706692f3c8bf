import { invitationLink } from "../fixtures/agent-app.ts";
import { LoadedFiles } from "../fixtures/first-load.ts";
import { startCall } from "../fixtures/talk.ts";
import { expect, test } from "../fixtures/test.ts";

/** Brotli bytes until the two browsers are connected and the call's view is there for Join: measured, and 3 % for what is still to come. */
const MAX_BYTES = { widget: 71_500, visitor: 68_000, translation: 5_000 };

/** Everything that a page needs for a call is there. */
const expectLoaded = (files: LoadedFiles): Promise<void> =>
  expect.poll(() => files.has("open-socket") && files.has("call-view")).toBe(true);

for (const [locale, ready, translation] of [
  ["en-GB", "Your connection is ready.", 0],
  ["de-DE", "Ihre Verbindung steht.", MAX_BYTES.translation],
] as const)
  test(`both pages load little until they are connected; the visitor's browser is in ${locale}`, async ({
    agentPage,
    visitorBrowser,
    hostSite,
    platform,
  }) => {
    const widget = new LoadedFiles(agentPage);
    await startCall(agentPage, hostSite, platform);
    const context = await visitorBrowser.newContext({ locale });
    const visitorPage = await context.newPage();
    const visitor = new LoadedFiles(visitorPage);
    await visitorPage.goto(await invitationLink(agentPage));
    await expect(visitorPage.getByText(ready)).toBeVisible();
    await Promise.all([expectLoaded(visitor), expectLoaded(widget)]);
    expect(widget.names).toContain("widget.html");
    expect(visitor.names).toContain("visitor.html");
    expect(widget.bytes).toBeLessThan(MAX_BYTES.widget);
    expect(visitor.bytes).toBeLessThan(MAX_BYTES.visitor + translation);
    await context.close();
  });
