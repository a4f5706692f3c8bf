/** Devices that are changed, taken away and plugged in again in the middle of a call. */
import { rackCameras, SECOND_CAMERA, SECOND_PICTURE } from "../fixtures/camera-rack.ts";
import { VISITOR_PICTURE } from "../fixtures/pictures.ts";
import { expectToHear, expectToSee } from "../fixtures/remote-media.ts";
import { talk } from "../fixtures/talk.ts";
import { expect, test } from "../fixtures/test.ts";
import { VISITOR_TONE_HZ } from "../fixtures/tones.ts";

test("another camera and another microphone are taken while talking, and the other side sees and hears through them", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  const rack = await rackCameras(visitorPage, "two");
  const widget = await talk(agentPage, visitorPage, hostSite, platform);
  await visitorPage.getByRole("button", { name: "More" }).click();
  const camera = visitorPage.getByLabel("Camera", { exact: true });
  const first = await camera.inputValue();
  await camera.selectOption({ label: SECOND_CAMERA });
  await expectToSee(widget, SECOND_PICTURE);
  await camera.selectOption(first);
  await expectToSee(widget, VISITOR_PICTURE);

  const microphone = visitorPage.getByLabel("Microphone", { exact: true });
  const other = await microphone.evaluate((select: HTMLSelectElement) => {
    const choice = [...select.options].find(({ value }) => value !== select.value);
    return choice?.value ?? "";
  });
  expect(other).not.toBe("");
  expect(await rack.microphoneInUse()).not.toBe(other);
  await microphone.selectOption(other);
  await expect.poll(() => rack.microphoneInUse()).toBe(other);
  await expectToHear(widget, VISITOR_TONE_HZ);
});

test("a camera that is unplugged while talking is said so on both sides, and is back as soon as it is plugged in", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  const rack = await rackCameras(visitorPage, "one");
  const widget = await talk(agentPage, visitorPage, hostSite, platform);
  await rack.unplugFirst();
  const notice = visitorPage.getByText("Your camera was unplugged.");
  await expect(notice).toBeVisible();
  await expect(widget.getByText("Clara Customer's camera is off")).toBeVisible();
  await expectToHear(widget, VISITOR_TONE_HZ);
  await rack.plugFirst();
  await expectToSee(widget, VISITOR_PICTURE);
  await expect(notice).toBeHidden();
});

test("a camera that is unplugged gives its place to the other one", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  const rack = await rackCameras(visitorPage, "two");
  const widget = await talk(agentPage, visitorPage, hostSite, platform);
  await rack.unplugFirst();
  await expectToSee(widget, SECOND_PICTURE);
});
