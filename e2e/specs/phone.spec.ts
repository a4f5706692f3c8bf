/** A visitor with a phone: touch, small windows, both orientations. */
import type { BrowserContext, Locator, Page } from "@playwright/test";
import { invitationLink } from "../fixtures/agent-app.ts";
import { rackCameras, SECOND_PICTURE } from "../fixtures/camera-rack.ts";
import { VISITOR_PICTURE } from "../fixtures/pictures.ts";
import { expectToSee, expectToSeeSomething } from "../fixtures/remote-media.ts";
import { startCall } from "../fixtures/talk.ts";
import { test as base, expect } from "../fixtures/test.ts";
import { joinCall, openInvitation } from "../fixtures/visitor.ts";

const SIZES = {
  upright: { width: 390, height: 844 },
  landscape: { width: 844, height: 390 },
} as const;

const test = base.extend<{ readonly openPhone: (size: keyof typeof SIZES) => Promise<Page> }>({
  openPhone: async ({ visitorBrowser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (size) => {
      const context = await visitorBrowser.newContext({
        viewport: SIZES[size],
        hasTouch: true,
        isMobile: true,
        deviceScaleFactor: 2,
      });
      contexts.push(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

const MIRRORED = "matrix(-1, 0, 0, 1, 0, 0)";

/** Whether a tap in the middle of an element would reach it. */
function isReachable(button: Locator): Promise<boolean> {
  return button.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return hit !== null && element.contains(hit);
  });
}

/** Taps a control; where the controls have faded, a tap on the picture brings them back first. */
async function wakeAndTap(phone: Page, control: Locator): Promise<void> {
  await expect(async () => {
    if (await phone.locator("main[data-quiet=true]").isVisible()) await phone.touchscreen.tap(150, 300);
    await control.tap({ timeout: 2_000 });
  }).toPass();
}

for (const size of ["upright", "landscape"] as const)
  test(`${size}: a tap that brings the controls back presses nothing, and no panel covers mute and hang up`, async ({
    agentPage,
    openPhone,
    hostSite,
    platform,
  }) => {
    const phone = await openPhone(size);
    const widget = await startCall(agentPage, hostSite, platform);
    await joinCall(phone, await invitationLink(agentPage));
    await expectToSee(widget, VISITOR_PICTURE);
    await expectToSeeSomething(phone);

    const hangUp = phone.getByRole("button", { name: "Hang up" });
    const mute = phone.getByRole("button", { name: "Mute", exact: true });
    await expect(phone.locator("main[data-quiet=true]")).toBeVisible({ timeout: 30_000 });
    const box = await hangUp.boundingBox();
    if (box === null) throw new Error("Hang up has no box.");
    await phone.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    await expect(phone.locator("main[data-quiet=false]")).toBeVisible();
    await expect(hangUp).toBeVisible();

    for (const panel of ["More", "Chat"]) {
      const opener = phone.getByRole("button", { name: panel, exact: true });
      await opener.tap();
      await expect(opener).toHaveAttribute("aria-expanded", "true");
      await expect.poll(() => isReachable(mute)).toBe(true);
      await expect.poll(() => isReachable(hangUp)).toBe(true);
      await opener.tap();
    }

    // Awake, the same tap hangs up.
    await mute.tap();
    await expect(mute).toHaveAttribute("aria-pressed", "true");
    await hangUp.tap();
    await expect(phone.getByRole("heading", { name: "You ended the call" })).toBeVisible();
  });

test("an upright phone shows the whole of a landscape picture", async ({
  agentPage,
  openPhone,
  hostSite,
  platform,
}) => {
  const phone = await openPhone("upright");
  await startCall(agentPage, hostSite, platform);
  await joinCall(phone, await invitationLink(agentPage));
  await expectToSeeSomething(phone);
  await expect(phone.getByTestId("remote-video")).toHaveCSS("object-fit", "contain");
});

test("the camera can be switched to the phone's other side and back, and only the one that faces the person is mirrored", async ({
  agentPage,
  openPhone,
  hostSite,
  platform,
}) => {
  const phone = await openPhone("upright");
  await rackCameras(phone, "phone");
  const widget = await startCall(agentPage, hostSite, platform);
  const switchCamera = phone.getByRole("button", { name: "Switch camera" });
  const own = phone.getByTestId("own-video");
  await openInvitation(phone, await invitationLink(agentPage));
  await expect(own).toHaveCSS("transform", MIRRORED);
  await switchCamera.tap();
  await expect(own).toHaveCSS("transform", "none");
  await phone.getByRole("button", { name: "Join call" }).tap();
  await expectToSee(widget, SECOND_PICTURE);
  await wakeAndTap(phone, switchCamera);
  await expect(own).toHaveCSS("transform", MIRRORED);
  await expectToSee(widget, VISITOR_PICTURE);
});

test("a shared screen can be enlarged, moved and shown whole again", async ({
  agentPage,
  openPhone,
  hostSite,
  platform,
}) => {
  const phone = await openPhone("upright");
  const widget = await startCall(agentPage, hostSite, platform);
  await joinCall(phone, await invitationLink(agentPage));
  await expectToSee(widget, VISITOR_PICTURE);
  await widget.getByRole("button", { name: "Share screen" }).click();
  const screen = phone.getByTestId("remote-screen");
  await expect(screen).toBeVisible();
  const width = async (): Promise<number> => (await screen.boundingBox())?.width ?? 0;
  const whole = await width();
  await expect(phone.locator("main[data-quiet=true]")).toBeVisible({ timeout: 30_000 });
  await wakeAndTap(phone, phone.getByRole("button", { name: "Zoom in" }));
  await expect.poll(width).toBeGreaterThan(2 * whole);
  await wakeAndTap(phone, phone.getByRole("button", { name: "Show all" }));
  await expect.poll(width).toBe(whole);
});
