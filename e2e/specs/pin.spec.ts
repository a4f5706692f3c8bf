/** An agent reads a PIN out on the phone, and the customer types it. */
import { widgetFrame } from "../fixtures/agent-app.ts";
import { AGENT_PICTURE, VISITOR_PICTURE } from "../fixtures/pictures.ts";
import { startPlatform } from "../fixtures/platform.ts";
import { expectToSee } from "../fixtures/remote-media.ts";
import { startCall } from "../fixtures/talk.ts";
import { expect, test } from "../fixtures/test.ts";

test("a customer types the PIN once, arrives at the call, and is let back in after a reload", async ({
  agentPage,
  visitorPage,
  hostSite,
}) => {
  const platform = await startPlatform();
  try {
    await platform.set("enablePin=true");
    await startCall(agentPage, hostSite, platform);
    const { pin, visitorId } = await agentPage.evaluate(() => window.sdk.getCurrentCallState());
    const invitation = `${platform.url}/api/visitor/interactions/${visitorId}`;
    await expect.poll(async () => (await fetch(invitation)).json()).toMatchObject({ pinRequired: true });

    await visitorPage.goto(`${platform.url}/pin/${pin}`);
    expect(visitorPage.url()).toBe(`${platform.url}/pin`);
    await visitorPage.getByLabel("PIN").fill(pin);
    await visitorPage.getByRole("button", { name: "Continue" }).click();

    const join = visitorPage.getByRole("button", { name: "Join call" });
    await expect(join).toBeEnabled();
    await expect(visitorPage.getByLabel("PIN")).toHaveCount(0);
    // Nothing that a copied address would hand on.
    expect(new URL(visitorPage.url()).pathname).toMatch(/^\/visitor\/i_[\w-]{22}$/);
    await visitorPage.getByLabel("Your name").fill("Clara Customer");
    await join.click();
    await expectToSee(visitorPage, AGENT_PICTURE);

    await visitorPage.reload();
    await expectToSee(visitorPage, AGENT_PICTURE);
    await expectToSee(await widgetFrame(agentPage), VISITOR_PICTURE);
  } finally {
    await platform.stop();
  }
});
