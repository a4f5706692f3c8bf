/** Both sides write before anybody has joined, and nothing of it is lost on the way into the call. */
import type { Frame, Locator, Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { RealCall, seesOther } from "./real-call.ts";

const call = new RealCall();
beforeAll(() => call.start());
afterEach(() => call.closePeople());
afterAll(() => call.stop());

const chatButton = (view: Page | Frame) => view.getByRole("button", { name: "Chat", exact: true });
const field = (view: Page | Frame) => view.getByLabel("Write a message");
const log = (view: Page | Frame) => view.getByRole("log");

const expectFocus = (target: Locator): Promise<void> =>
  expect.poll(() => target.evaluate((element) => element === document.activeElement)).toBe(true);

async function write(view: Page | Frame, text: string): Promise<void> {
  await field(view).fill(text);
  await field(view).press("Enter");
}

describe("the chat before the call", () => {
  it("is there as soon as both pages are, and goes on in the call, the half-written message included", async () => {
    const { widget, link } = await call.invite();
    await widget.getByText("Nobody has opened the link yet").waitFor();
    expect(await chatButton(widget).count()).toBe(0);
    const visitor = await call.person();
    await visitor.goto(`${link}?name=Clara`);
    await chatButton(visitor).click();
    await expectFocus(field(visitor));
    await write(visitor, "Is there parking?");
    // The agent, who hasn't opened the chat, sees what was written, and answers.
    await widget.getByRole("status").getByRole("button", { name: "Is there parking?" }).click();
    await write(widget, "Yes, behind the house.");
    await log(visitor).getByText("Yes, behind the house.").waitFor();
    expect(await visitor.getByText("Not delivered yet").count()).toBe(0);

    await field(visitor).fill("And is it");
    await visitor.getByRole("button", { name: "Join call" }).click();
    await seesOther(visitor);
    await seesOther(widget);
    for (const view of [visitor, widget]) {
      await log(view).getByText("Is there parking?").waitFor();
      await log(view).getByText("Yes, behind the house.").waitFor();
    }
    expect(await field(visitor).inputValue()).toBe("And is it");
    await visitor.keyboard.press("Escape");
    await expectFocus(chatButton(visitor));
  }, 180_000);

  it("leaves the keyboard where somebody writes while the call starts", async () => {
    const { widget, link } = await call.invite();
    const visitor = await call.person();
    await visitor.goto(`${link}?name=Clara`);
    await chatButton(widget).click();
    await field(widget).pressSequentially("The door is ");
    await visitor.getByRole("button", { name: "Join call" }).click();
    await widget.getByTestId("remote-video").waitFor({ state: "attached" });
    await widget.page().keyboard.type("open");
    expect(await field(widget).inputValue()).toBe("The door is open");
  }, 180_000);
});

describe("what a visitor writes while nobody has taken the call", () => {
  it("is kept over a reload, and the agent who takes it sees it at once", async () => {
    const visitor = await call.request();
    expect(await chatButton(visitor).count()).toBe(0);
    await visitor.getByRole("button", { name: "Join call" }).click();
    await visitor.getByRole("button", { name: "Write a message" }).click();
    await visitor.getByText("Nobody is here to read this yet.").waitFor();
    await write(visitor, "It's about order 4711");
    await log(visitor).getByText("Not delivered yet").waitFor();
    await visitor.reload();
    await chatButton(visitor).click();
    await log(visitor).getByText("It's about order 4711").waitFor();

    const widget = await call.claim(visitor);
    await log(widget).getByText("It's about order 4711").waitFor();
    await visitor.getByText("Not delivered yet").waitFor({ state: "detached" });
    await seesOther(widget);
    await log(visitor).getByText("It's about order 4711").waitFor();
  }, 180_000);

  it("is not lost without a word where they leave before anybody comes", async () => {
    const visitor = await call.request();
    await visitor.getByRole("button", { name: "Join call" }).click();
    await visitor.getByRole("button", { name: "Write a message" }).click();
    await write(visitor, "Hello?");
    await visitor.getByRole("button", { name: "Leave" }).click();
    await visitor.getByText("Some of your messages weren't delivered.").waitFor();
    expect(await field(visitor).count()).toBe(0);
  }, 180_000);
});
