/** The call without a mouse, on both sides: where the keyboard goes, that one sees it, and what a screen reader says. */
import type { Frame, Locator, Page } from "@playwright/test";
import { invitationLink } from "../fixtures/agent-app.ts";
import { AGENT_PICTURE, VISITOR_PICTURE } from "../fixtures/pictures.ts";
import { expectToSee } from "../fixtures/remote-media.ts";
import { FINISHED_CALL, startCall, story, talk } from "../fixtures/talk.ts";
import { expect, test } from "../fixtures/test.ts";
import { joinCall, openInvitation } from "../fixtures/visitor.ts";

const FARTHEST_STOP = 30;

/** Presses Tab until `target` has the focus; every stop on the way has to be seen. */
async function tabTo(page: Page, target: Locator, view: Page | Frame = page): Promise<void> {
  for (let stop = 0; stop < FARTHEST_STOP; stop += 1) {
    await page.keyboard.press("Tab");
    expect(await unseenFocus(view), "what has the focus and shows none").toBeNull();
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${FARTHEST_STOP} presses of Tab did not lead to ${String(target)}.`);
}

/** The focused element, where a person cannot see that it has the focus: no ring, transparent, or covered. */
function unseenFocus(view: Page | Frame): Promise<string | null> {
  return view.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    const hasRing = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    const isOpaque = focused.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const { left, top, width, height } = focused.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    const isOnTop = hit !== null && (focused.contains(hit) || hit.contains(focused));
    return hasRing && isOpaque && isOnTop ? null : focused.outerHTML;
  });
}

test("a visitor comes through the whole call by keyboard alone", async ({
  agentPage,
  visitorPage: page,
  hostSite,
  platform,
}) => {
  const widget = await startCall(agentPage, hostSite, platform);
  const button = (name: string): Locator => page.getByRole("button", { name, exact: true });
  await openInvitation(page, await invitationLink(agentPage));
  await tabTo(page, button("Mute"));
  await page.keyboard.press("Space");
  await expect(page.getByText("Muted")).toBeVisible();
  await page.keyboard.press("Space");
  await expect(button("Mute")).toHaveAttribute("aria-pressed", "false");
  await tabTo(page, page.getByLabel("Your name"));
  await page.keyboard.type("Clara Customer");
  await tabTo(page, button("Join call"));
  await page.keyboard.press("Enter");
  await expectToSee(page, AGENT_PICTURE);
  await expect(page.getByRole("heading", { name: "Call with Demo" })).toBeFocused();

  await tabTo(page, button("Chat"));
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Write a message")).toBeFocused();
  await page.keyboard.type("Good morning");
  await page.keyboard.press("Enter");
  await expect(widget.getByRole("button", { name: "Chat, 1 new" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(button("Chat")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(button("More")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "More" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button("More")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(button("Hang up")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "You ended the call" })).toBeFocused();
  await expect.poll(() => story(agentPage)).toEqual(FINISHED_CALL);
});

test("a visitor moves the own picture to another corner by the arrow keys", async ({
  agentPage,
  visitorPage: page,
  hostSite,
  platform,
}) => {
  await talk(agentPage, page, hostSite, platform);
  const own = page.getByRole("group", { name: "Your picture" });
  await tabTo(page, own);
  const before = await own.boundingBox();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(async () => (await own.boundingBox())?.y ?? 0).toBeLessThan((before?.y ?? 0) - 100);
  await expect.poll(async () => (await own.boundingBox())?.x ?? 0).toBeLessThan((before?.x ?? 0) - 100);
});

test("an agent invites, talks and hangs up in the widget by keyboard alone", async ({
  agentPage: page,
  visitorPage,
  hostSite,
  platform,
}) => {
  const widget = await startCall(page, hostSite, platform);
  const link = await invitationLink(page);
  await tabTo(page, widget.getByRole("button", { name: "Copy link" }), widget);
  await page.keyboard.press("Enter");
  await expect(widget.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await joinCall(visitorPage, link);
  await expectToSee(widget, VISITOR_PICTURE);
  await expect(widget.getByRole("heading", { name: "Call with Clara Customer" })).toBeFocused();
  await tabTo(page, widget.getByRole("button", { name: "Turn camera off" }), widget);
  await page.keyboard.press("Space");
  await expect(visitorPage.getByText(/camera is off/)).toBeVisible();
  await tabTo(page, widget.getByRole("button", { name: "Hang up" }), widget);
  await page.keyboard.press("Enter");
  await expect(visitorPage.getByText(/ended the call/)).toBeVisible();
});

test("an agent who types in the CRM goes on typing there when the visitor joins", async ({
  agentPage: page,
  visitorPage,
  hostSite,
  platform,
}) => {
  const widget = await startCall(page, hostSite, platform);
  await page.evaluate(() => {
    const notes = document.createElement("textarea");
    document.querySelector("h1")?.after(notes);
    notes.focus();
  });
  await page.keyboard.type("Rear wheel");
  await joinCall(visitorPage, await invitationLink(page));
  await expectToSee(widget, VISITOR_PICTURE);
  await page.keyboard.type(", front brake");
  await expect(page.locator("textarea")).toHaveValue("Rear wheel, front brake");
});

test("a screen reader says what is on the pages of a call, and what each control does", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  const widget = await startCall(agentPage, hostSite, platform);
  await expect(widget.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - button "Mute"
      - button "Turn camera off"
      - button "Hang up"
      - heading "Invite your visitor" [level=1]
      - paragraph: Send this link. The call starts when your visitor opens it and joins.
      - status: Nobody has opened the link yet
      - text: Link for your visitor
      - textbox "Link for your visitor": /http.*/
      - paragraph: This link contains localhost, so it opens only on this computer, not on your visitor's.
      - button "Copy link"
      - figure "Or scan it with a phone":
        - img "QR code of the link"
      - term: PIN
      - definition: /\\d{3} \\d{3}/
      - definition: Ask your visitor for it to check who is calling.
  `);
  await openInvitation(visitorPage, await invitationLink(agentPage));
  await expect(visitorPage.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - button "Mute"
      - button "Turn camera off"
      - button "Chat"
      - meter "Microphone level"
      - group: Devices
      - paragraph: Demo
      - heading "Demo invites you to a video call" [level=1]
      - paragraph: Check your video and sound, then join.
      - text: Your name (optional)
      - textbox "Your name (optional)"
      - button "Join call"
      - paragraph: Nobody can see or hear you before you join.
  `);
  await visitorPage.getByRole("button", { name: "Join call" }).click();
  await expectToSee(visitorPage, AGENT_PICTURE);
  await expect(visitorPage.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Call with Demo" [level=1]
      - status
      - text: Demo
      - timer "Duration": /0:\\d+/
      - status
      - group "Your picture. Drag it, or use the arrow keys, to move it to another corner."
      - group "Call controls":
        - button "Mute"
        - button "Turn camera off"
        - button "Share screen"
        - button "Chat"
        - button "More"
        - button "Hang up"
  `);
  await visitorPage.getByRole("button", { name: "More" }).click();
  await expect(visitorPage.getByRole("region", { name: "More" })).toMatchAriaSnapshot(`
    - region "More":
      - heading "Devices" [level=2]
      - button "Close"
      - combobox "Camera"
      - combobox "Microphone"
      - meter "Microphone level"
      - combobox "Speaker"
      - button "Test speaker"
      - button "Picture in picture"
      - button "Full screen"
      - paragraph: Connection is good
  `);
  await visitorPage.getByRole("button", { name: "Chat" }).click();
  await expect(visitorPage.getByRole("region", { name: "Chat" })).toMatchAriaSnapshot(`
    - region "Chat":
      - heading "Chat" [level=2]
      - button "Close chat"
      - log "Chat":
        - paragraph: Messages are not kept after the call.
      - textbox "Write a message"
      - button "Send" [disabled]
  `);
});
