/** The main job, over http and over https. */
import { AGENT_PICTURE } from "../fixtures/pictures.ts";
import {
  expectSilence,
  expectToHear,
  expectToSee,
  expectToSeeNothing,
  remoteSight,
} from "../fixtures/remote-media.ts";
import { FINISHED_CALL, story, talk } from "../fixtures/talk.ts";
import { expect, test } from "../fixtures/test.ts";
import { AGENT_TONE_HZ, VISITOR_TONE_HZ } from "../fixtures/tones.ts";

test("an agent and a customer see and hear each other, mute, hide, and the customer hangs up", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  const widget = await talk(agentPage, visitorPage, hostSite, platform);
  await expectToHear(visitorPage, AGENT_TONE_HZ);
  await expectToHear(widget, VISITOR_TONE_HZ);

  await widget.getByRole("button", { name: "Mute" }).click();
  await expectSilence(visitorPage, AGENT_TONE_HZ);
  await visitorPage.getByRole("button", { name: "Mute" }).click();
  await expectSilence(widget, VISITOR_TONE_HZ);
  await widget.getByRole("button", { name: "Mute" }).click();
  await expectToHear(visitorPage, AGENT_TONE_HZ);

  await widget.getByRole("button", { name: /camera off/i }).click();
  await expectToSeeNothing(visitorPage);
  await visitorPage.getByRole("button", { name: /camera off/i }).click();
  await expectToSeeNothing(widget);
  await widget.getByRole("button", { name: /camera o/i }).click();
  await expectToSee(visitorPage, AGENT_PICTURE);

  await visitorPage.getByRole("button", { name: "Hang up" }).click();
  await expect(visitorPage.getByText(/you ended the call/i)).toBeVisible();
  expect(await remoteSight(visitorPage)).toBe("no call");
  await expect.poll(() => story(agentPage)).toEqual(FINISHED_CALL);
  await expect(agentPage.locator("iframe")).toHaveCount(0);
});
