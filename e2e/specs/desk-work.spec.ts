/** What an agent at the desk needs for a day's work: the reason of a call, keys on every keyboard, wrap-up and notes. */
import type { Locator, Page } from "@playwright/test";
import {
  answerCall,
  askForCall,
  expect,
  goOnQueue,
  inCall,
  setWrapUp,
  signIn,
  test,
} from "../fixtures/desk.ts";

const past = (page: Page): Locator => page.getByRole("region", { name: "Past calls" });

/** A key press as a browser reports it on another keyboard layout. */
async function pressOnLayout(page: Page, key: string, code: string): Promise<void> {
  await page.evaluate((init) => document.body.dispatchEvent(new KeyboardEvent("keydown", init)), {
    key,
    code,
    bubbles: true,
  });
}

test("the reason of a call stays visible in the call, after a reload, in past calls and in a new browser", async ({
  agentPage: page,
  agentBrowser,
  visitorPage,
  desk: platform,
}) => {
  await answerCall(page, visitorPage, platform);
  await expect(page.getByRole("main").getByText("A repair")).toBeVisible();
  page.once("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(inCall(page)).toBeVisible();
  await expect(page.getByRole("main").getByText("A repair")).toBeVisible();
  await page.getByRole("button", { name: "Hang up" }).click();
  await expect(past(page)).toContainText("A repair");
  const elsewhere = await agentBrowser.newContext();
  const other = await elsewhere.newPage();
  await signIn(other, platform);
  await expect(past(other)).toContainText("A repair");
  await elsewhere.close();
});

test("the keys work on a Cyrillic layout, and a rejection can be undone", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  await goOnQueue(page, platform);
  await askForCall(visitorPage, platform, "Clara Customer");
  const accept = page.getByRole("button", { name: "Accept Clara Customer" });
  await expect(accept).toBeVisible();
  await pressOnLayout(page, "к", "KeyR");
  await expect(page.getByText("Rejected: Clara Customer")).toBeVisible();
  await expect(accept).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(accept).toBeVisible();
  await pressOnLayout(page, "ф", "KeyA");
  await expect(inCall(page)).toBeVisible();
});

test("the switch shows that calls are held back, also after a reload, until the agent is ready", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  await setWrapUp(platform, 290);
  await answerCall(page, visitorPage, platform);
  await page.getByRole("button", { name: "Hang up" }).click();
  const heldBack = page.getByRole("switch").getByText("No calls ring until wrap-up is over.");
  await expect(heldBack).toBeVisible();
  await page.reload();
  await expect(heldBack).toBeVisible();
  await askForCall(visitorPage, platform, "Dieter Delivery");
  await expect(page.getByText(/In the queue: 1 · Longest wait: 0:\d\d/)).toBeVisible();
  await expect(heldBack).toBeVisible();
  await page.getByRole("button", { name: "Ready now" }).click();
  await expect(page.getByRole("button", { name: "Accept Dieter Delivery" })).toBeVisible();
  await expect(page.getByRole("switch").getByText("Visitors' calls ring here.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("switch").getByText("Visitors' calls ring here.")).toBeVisible();
});

test("an agent in a call sees how many wait and how long", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  await answerCall(page, visitorPage, platform);
  const tab = await visitorPage.context().newPage();
  await askForCall(tab, platform, "Dieter Delivery");
  await expect(page.getByText(/In the queue: 1 · Longest wait: 0:\d\d/)).toBeVisible();
});

test("notes and outcome are in another browser, and can be changed there", async ({
  agentPage: page,
  agentBrowser,
  visitorPage,
  desk: platform,
}) => {
  await answerCall(page, visitorPage, platform);
  await page.getByRole("button", { name: "Hang up" }).click();
  // This tenant has no wrap-up time.
  await expect(page.getByRole("switch").getByText("Visitors' calls ring here.")).toBeVisible();
  await page.getByLabel("Note").fill("A rear wheel");
  await page.getByLabel("Outcome").selectOption("Follow-up needed");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  const elsewhere = await agentBrowser.newContext();
  const other = await elsewhere.newPage();
  await signIn(other, platform);
  await expect(past(other)).toContainText("A rear wheel");
  await expect(past(other)).toContainText("Follow-up needed");
  await other.getByRole("button", { name: "Edit note Clara Customer" }).click();
  await other.getByLabel("Note").fill("A rear wheel, sent");
  await other.getByLabel("Outcome").selectOption("Resolved");
  await expect(other.getByText("Saved", { exact: true })).toBeVisible();
  await elsewhere.close();
  await page.reload();
  await expect(past(page)).toContainText("A rear wheel, sent");
  await expect(past(page)).toContainText("Resolved");
});

test("the microphone that is chosen in the desk's check is the call's", async ({
  agentPage: page,
  desk: platform,
}) => {
  await page.addInitScript(() => {
    const opened: string[] = [];
    Object.assign(window, { opened });
    const devices = navigator.mediaDevices;
    const getUserMedia = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (constraints) => {
      const stream = await getUserMedia(constraints);
      opened.push(...stream.getAudioTracks().map(({ label }) => label));
      return stream;
    };
  });
  await signIn(page, platform);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Check camera and microphone" }).click();
  const check = page.getByRole("dialog", { name: "Check your camera and microphone" });
  await expect(check.getByRole("meter")).toBeVisible();
  await check.getByLabel("Microphone", { exact: true }).selectOption("Fake Audio Input 2");
  await check.getByRole("button", { name: "Test speaker" }).click();
  await check.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Start a call" }).click();
  const widget = page.frameLocator("iframe[title]:visible");
  const ofWidget = (): Promise<unknown> =>
    widget.locator("html").evaluate(() => (Reflect.get(window, "opened") as string[]).at(-1));
  await expect.poll(ofWidget).toBe("Fake Audio Input 2");
});

test("the ring tone has its own volume and device, which a test plays and a reload keeps", async ({
  agentPage: page,
  desk: platform,
}) => {
  await page.addInitScript(() => {
    const outputs: string[] = [];
    const volumes: number[] = [];
    Object.assign(window, { outputs, volumes });
    window.AudioContext = class extends AudioContext {
      #gain: GainNode | null = null;
      override createGain(): GainNode {
        this.#gain = super.createGain();
        return this.#gain;
      }
      override createBufferSource(): AudioBufferSourceNode {
        if (this.#gain) volumes.push(this.#gain.gain.value);
        return super.createBufferSource();
      }
      async setSinkId(id: string): Promise<void> {
        outputs.push(id);
      }
    };
  });
  const lastOf = (name: "outputs" | "volumes"): Promise<unknown> =>
    page.evaluate((list) => (Reflect.get(window, list) as unknown[]).at(-1), name);
  await signIn(page, platform);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByLabel("Volume").fill("30");
  const output = page.getByLabel("Rings on");
  await output.selectOption({ index: 1 });
  const chosen = await output.inputValue();
  await page.getByRole("button", { name: "Test the ring tone" }).click();
  expect(chosen).not.toBe("");
  await expect.poll(() => lastOf("outputs")).toBe(chosen);
  expect(await lastOf("volumes")).toBeCloseTo(0.3);
  await page.reload();
  await page.getByRole("button", { name: "Settings" }).click();
  await expect(page.getByLabel("Volume")).toHaveValue("30");
  await expect(page.getByLabel("Rings on")).toHaveValue(chosen);
});

test("an agent in another tab gets a sound and a notification when the invited visitor arrives", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  await page.context().grantPermissions(["notifications"]);
  await page.addInitScript(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    window.Notification = class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        told.push(title);
      }
    };
    window.AudioContext = class extends AudioContext {
      override createOscillator(): OscillatorNode {
        told.push("a note");
        return super.createOscillator();
      }
    };
    Object.defineProperty(Document.prototype, "visibilityState", { get: () => "hidden" });
  });
  await signIn(page, platform);
  await page.getByRole("button", { name: "Start a call" }).click();
  const widget = page.frameLocator("iframe[title]:visible");
  const link = await widget.getByRole("textbox").first().inputValue();
  // The page calls an agent back only after 3 s of waiting.
  await expect.poll(() => widget.locator("html").evaluate(() => performance.now())).toBeGreaterThan(5_000);
  await visitorPage.goto(link);
  const told = (): Promise<string[]> =>
    widget.locator("html").evaluate(() => Reflect.get(window, "told") as string[]);
  await expect.poll(told).toContain("a note");
  expect((await told()).filter((each) => each !== "a note")).toHaveLength(1);
});

test("the desk says who is in a call that the agent started, during the call and after it", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  await signIn(page, platform);
  await page.getByRole("button", { name: "Start a call" }).click();
  const widget = page.frameLocator("iframe[title]:visible");
  await visitorPage.goto(await widget.getByRole("textbox").first().inputValue());
  await visitorPage.getByLabel("Your name").fill("Ana");
  await visitorPage.getByRole("button", { name: "Join call" }).click();
  await expect(inCall(page)).toBeVisible();
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toHaveText("Ana");
  await expect(page).toHaveTitle("In a call with Ana · Agent desk");
  await visitorPage.getByRole("button", { name: "Hang up" }).click();
  await expect(page.getByText(/^You talked with Ana for \d+/)).toBeVisible();
  await expect(past(page).getByRole("listitem").first()).toContainText("Ana");
});

test("an agent in another tab sees by title and icon that the invited visitor has joined", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  await page.addInitScript(() => {
    let isHidden = true;
    Object.defineProperty(document, "hidden", { get: () => isHidden });
    Object.assign(window, {
      comeBack: () => {
        isHidden = false;
        document.dispatchEvent(new Event("visibilitychange"));
      },
    });
  });
  await signIn(page, platform);
  await page.getByRole("button", { name: "Start a call" }).click();
  await expect(page).toHaveTitle("Your visitor · Agent desk");
  const widget = page.frameLocator("iframe[title]:visible");
  await visitorPage.goto(await widget.getByRole("textbox").first().inputValue());
  await visitorPage.getByRole("button", { name: "Join call" }).click();
  await expect(page).toHaveTitle("Your visitor is here · Agent desk");
  const icon = page.locator("link[rel=icon]");
  await expect(icon).toHaveAttribute("href", "/desk/favicon-ringing.svg");
  await page.evaluate(() => (Reflect.get(window, "comeBack") as () => void)());
  await expect(page).toHaveTitle("In a call · Agent desk");
  await expect(icon).toHaveAttribute("href", "/desk/favicon-live.svg");
});
