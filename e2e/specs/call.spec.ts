import type { Locator } from "@playwright/test";
import readCode from "qr/decode.js";
import {
  eventNames,
  genericOptions,
  invitationLink,
  openAgentApp,
  widgetFrame,
} from "../fixtures/agent-app.ts";
import { holdConnection } from "../fixtures/connection.ts";
import { drawSharedScreen } from "../fixtures/drawn-screen.ts";
import { AGENT_PICTURE, type Picture, VISITOR_PICTURE } from "../fixtures/pictures.ts";
import { expectToSee } from "../fixtures/remote-media.ts";
import { FINISHED_CALL, startCall, story, talk } from "../fixtures/talk.ts";
import { expect, test } from "../fixtures/test.ts";
import { joinCall } from "../fixtures/visitor.ts";

test("hanging up in the widget ends the call for the customer too", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  const widget = await talk(agentPage, visitorPage, hostSite, platform);
  await widget.getByRole("button", { name: "Hang up" }).click();
  await expect(visitorPage.getByText(/ended the call/i)).toBeVisible();
  await expect.poll(() => story(agentPage)).toEqual(FINISHED_CALL);
});

test("both share a screen at once, and see the other's screen and face until its owner stops", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  const agentScreen: Picture = ["yellow", "yellow", "blue", "blue"];
  const visitorScreen: Picture = ["green", "magenta", "green", "magenta"];
  await drawSharedScreen(agentPage, agentScreen);
  await drawSharedScreen(visitorPage, visitorScreen);
  const widget = await talk(agentPage, visitorPage, hostSite, platform);
  const share = { name: "Share screen" };
  await visitorPage.getByRole("button", share).click();
  await expectToSee(widget, visitorScreen, "remote-screen");
  await widget.getByRole("button", share).click();
  await expectToSee(visitorPage, agentScreen, "remote-screen");
  await expectToSee(widget, visitorScreen, "remote-screen");
  await expectToSee(visitorPage, AGENT_PICTURE);
  await expectToSee(widget, VISITOR_PICTURE);
  await visitorPage.getByRole("button", share).click();
  await expect(widget.getByTestId("remote-screen")).toBeHidden();
  await expectToSee(visitorPage, agentScreen, "remote-screen");
  await expectToSee(widget, VISITOR_PICTURE);
});

test("a phone's camera reads the invitation's link from its code", async ({
  agentPage,
  hostSite,
  platform,
}) => {
  const widget = await startCall(agentPage, hostSite, platform);
  const code = widget.getByRole("img", { name: "QR code of the link" });
  await expect(code).toHaveAttribute("aria-busy", "false");
  expect(readCode(await pixelsOf(code))).toBe(await invitationLink(agentPage));
});

test("endCall() ends the call for both, and the next call starts at once", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  await talk(agentPage, visitorPage, hostSite, platform);
  await agentPage.evaluate(() => window.sdk.endCall());
  await expect(visitorPage.getByText(/ended the call/i)).toBeVisible();
  expect(await story(agentPage)).toEqual(FINISHED_CALL);
  await agentPage.evaluate(() => window.sdk.call());
  expect(await agentPage.evaluate(() => window.sdk.getCurrentCallState().status)).toBe("PRE_CALL");
});

test("the host page knows the call: who, which, where, and what happened in it", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  await talk(agentPage, visitorPage, hostSite, platform);
  await agentPage.evaluate(() => window.sdk.endCall());
  const ended = await agentPage.evaluate(() => window.events.find(([name]) => name === "sessionEnded")?.[1]);
  expect(ended).toMatchObject({
    status: "FINISHED",
    inActiveSession: false,
    email: platform.demo.agentEmail,
    tennant_id: platform.demo.tenantId,
    visitorId: expect.stringMatching(/^i_[\w-]{22}$/),
    pin: expect.stringMatching(/^\d{6}$/),
    shortUrl: expect.stringMatching(new RegExp(`^${platform.url}/ve/`)),
    attributes: { totalVideoCalls: 1, totalTalkTime: expect.any(Number) },
  });
});

test.describe("call({customerId})", () => {
  test("carries an application's own reference", async ({ agentPage, hostSite, platform }) => {
    await openAgentApp(agentPage, hostSite);
    const state = await agentPage.evaluate(async (options) => {
      await window.sdk.init(options);
      await window.sdk.call({ customerId: "customer-123" });
      return window.sdk.getCurrentCallState();
    }, genericOptions(platform));
    expect(state).toMatchObject({ inActiveSession: true, attributes: { customerId: "customer-123" } });
    expect(state.visitorId).not.toBe("customer-123");
  });

  test("joins the interaction that it names", async ({ agentPage, visitorPage, hostSite, platform }) => {
    const created = await visitorPage.request.post(
      `${platform.url}/api/interactions/tenants/${platform.demo.tenantId}/interactions`,
      { data: { type: "OUTBOUND" }, headers: { origin: hostSite.url } },
    );
    const { interactionId, visitor } = await created.json();
    await joinCall(visitorPage, `${platform.url}${visitor.fullUrl}?name=Clara`, "Clara");
    await expect(visitorPage.getByText(/waiting/i).first()).toBeVisible();
    await openAgentApp(agentPage, hostSite);
    await agentPage.evaluate(
      async ({ options, customerId }) => {
        await window.sdk.init(options);
        await window.sdk.call({ customerId });
      },
      { options: genericOptions(platform), customerId: interactionId },
    );
    const widget = await widgetFrame(agentPage);
    await expectToSee(widget, VISITOR_PICTURE);
    await expectToSee(visitorPage, AGENT_PICTURE);
    expect(await agentPage.evaluate(() => window.sdk.getCurrentCallState().visitorId)).toBe(interactionId);
  });

  test("says that an unknown interaction is over, and leaves nothing open", async ({
    agentPage,
    hostSite,
    platform,
  }) => {
    await openAgentApp(agentPage, hostSite);
    const code = await agentPage.evaluate(async (options) => {
      await window.sdk.init(options);
      return window.sdk.call({ customerId: "i_AAAAAAAAAAAAAAAAAAAAAA" }).then(
        () => "no error",
        (error: { code: string }) => error.code,
      );
    }, genericOptions(platform));
    expect(code).toBe("CALL_ALREADY_FINISHED");
    expect(await eventNames(agentPage)).toContain("sessionFailed");
    await expect(agentPage.locator("iframe")).toHaveCount(0);
  });
});

test("the application reads in the call's state that a proxy blocks WebSockets, until it doesn't any more", async ({
  agentPage,
  hostSite,
  platform,
}) => {
  const connection = await holdConnection(agentPage);
  await startCall(agentPage, hostSite, platform);
  const cause = (): Promise<string | null> =>
    agentPage.evaluate(() => window.sdk.getCurrentCallState().unreachable ?? null);
  expect(await cause()).toBeNull();
  connection.cut();
  await expect.poll(cause, { timeout: 30_000 }).toBe("websockets-blocked");
  connection.mend();
  await expect.poll(cause).toBeNull();
});

test("a refused API key says so, and the page goes on", async ({ agentPage, hostSite, platform }) => {
  await openAgentApp(agentPage, hostSite);
  const code = await agentPage.evaluate(
    async (options) => {
      await window.sdk.init(options);
      return window.sdk.call().then(
        () => "no error",
        (error: { code: string }) => error.code,
      );
    },
    { ...genericOptions(platform), apiKey: "no-key-of-this-tenant" },
  );
  expect(code).toBe("AGENT_NOT_AUTHENTICATED");
});

test("token authentication starts a call as well", async ({ agentPage, hostSite, platform }) => {
  const { apiKey, externalId, agentEmail } = platform.demo;
  await openAgentApp(agentPage, hostSite);
  const answer = await agentPage.request.post(`${platform.url}/api/partners/impersonateCreate`, {
    data: { pak: apiKey, division: externalId, email: agentEmail },
  });
  const { token } = await answer.json();
  const email = await agentPage.evaluate(
    async ({ domain, agentToken }) => {
      await window.sdk.init({ authMethod: "token", token: agentToken, domain });
      await window.sdk.call();
      return window.sdk.getCurrentCallState().email;
    },
    { domain: platform.url, agentToken: token },
  );
  expect(email).toBe(agentEmail);
});

test("a mistyped link says that it leads to no call", async ({ visitorPage, platform }) => {
  await visitorPage.goto(`${platform.url}/ve/nosuchcode`);
  await expect(visitorPage.getByRole("heading", { name: /does not lead to a call/i })).toBeVisible();
});

/** What a camera would see of a drawing. */
async function pixelsOf(
  drawing: Locator,
): Promise<{ width: number; height: number; data: Uint8ClampedArray }> {
  const picture = (await drawing.screenshot()).toString("base64");
  const { width, height, data } = await drawing.page().evaluate(async (png) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const seen = context?.getImageData(0, 0, image.width, image.height);
    return { width: image.width, height: image.height, data: [...(seen?.data ?? [])] };
  }, picture);
  return { width, height, data: Uint8ClampedArray.from(data) };
}
