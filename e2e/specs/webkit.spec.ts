/** Every page in WebKit, and what works there without WebRTC: the desk and its queue, the forms, the company's site. */
import { askForCall, test as base, expect } from "../fixtures/desk.ts";
import { byName } from "../fixtures/platform.ts";
import { launchWebKit, type WebKitPage } from "../fixtures/webkit.ts";

const test = base.extend<{ readonly webkit: WebKitPage }>({
  webkit: async ({}, use) => {
    const browser = await launchWebKit();
    await use(browser.page);
    await browser.stop();
  },
});

const UNSUPPORTED = "This browser can't make video calls";

const PAGES = [
  { path: "/desk/", shows: "Sign in as the demo agent" },
  { path: "/demo/visitor", shows: "Talk to us on video" },
  { path: "/pin", shows: "Enter the six-digit PIN from your agent." },
  { path: "/ve/unknown", shows: UNSUPPORTED },
  { path: "/nextjs/single/smartvideo/", shows: UNSUPPORTED },
];

test("WebKit shows every page, as wide as its window", async ({ webkit, desk }) => {
  for (const { path, shows } of PAGES) {
    await webkit.resize(1280, 900);
    await webkit.goto(`${byName(desk)}${path}`);
    await webkit.shows(shows);
    expect(await webkit.sidewaysOverflow(), path).toBeLessThanOrEqual(0);
    await webkit.resize(390, 844);
    await expect.poll(() => webkit.width()).toBeLessThan(600);
    expect(await webkit.sidewaysOverflow(), path).toBeLessThanOrEqual(0);
  }
});

test("WebKit: the desk goes on the queue, a visitor rings, and a rejection is undone", async ({
  webkit,
  desk,
  visitorPage,
}) => {
  await webkit.goto(`${byName(desk)}/desk/`);
  await webkit.press("Sign in as the demo agent");
  await webkit.press("Take calls from the queue");
  await webkit.shows("No camera or microphone was found.");
  await webkit.press("Continue without camera and microphone");
  await webkit.shows("Visitors' calls ring here.");
  await askForCall(visitorPage, desk, "Clara Customer");
  await webkit.shows("Clara Customer");
  await webkit.press("Reject");
  await webkit.shows("Rejected: Clara Customer");
  await webkit.press("Undo");
  await webkit.button("Accept");
});

test("WebKit: the PIN form says that no call has the PIN", async ({ webkit, desk }) => {
  await webkit.goto(`${byName(desk)}/pin`);
  await webkit.fill("PIN", "123456");
  await webkit.press("Continue");
  await webkit.shows("This PIN doesn't match any call.");
});
