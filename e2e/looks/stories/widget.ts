/** The agent's widget, on its way into a call. */
import { expect } from "@playwright/test";
import { holdTimers } from "../hold-time.ts";
import { EVERY_LANGUAGE } from "../languages.ts";
import type { Story } from "../scene.ts";

export const WIDGET_STORIES: readonly Story[] = [
  {
    title: "the agent signs in by hand",
    languages: EVERY_LANGUAGE,
    async tell(scene) {
      const { signIn, apiKey, email, signInButton, signInRefused } = scene.words.widget;
      const agent = await scene.person();
      const widget = await scene.widget(agent, {});
      await expect(widget.getByRole("heading", { name: signIn })).toBeVisible();
      await scene.show("widget/sign-in", agent, { view: widget });
      await widget.getByLabel(email).fill("nobody@demo.example");
      await widget.getByLabel(apiKey).fill("no-key-of-this-tenant");
      await widget.getByRole("button", { name: signInButton }).click();
      await expect(widget.getByRole("alert")).toHaveText(signInRefused);
      await scene.show("widget/sign-in-refused", agent, { view: widget });
    },
  },
  {
    title: "the agent signs in with Genesys Cloud",
    async tell(scene) {
      const { title, button, problems } = scene.words.genesys;
      const agent = await scene.person({
        before: () => {
          window.open = () => null;
        },
      });
      const begun = {
        popupPath: "/genesys/sign-in/state",
        secret: "secret",
        expiresAtMs: Date.now() + 600_000,
      };
      await agent.route("**/api/widget/genesys", (route) => route.fulfill({ json: begun }));
      await agent.route("**/api/widget/genesys/result", (route) =>
        route.fulfill({ json: { status: "pending" } }),
      );
      const widget = await scene.widget(agent, { environment: "mypurecloud.de" });
      await expect(widget.getByRole("heading", { name: title })).toBeVisible();
      await expect(widget.getByRole("button", { name: button })).toBeEnabled();
      await scene.show("widget/genesys", agent, { view: widget });
      await widget.getByRole("button", { name: button }).click();
      await expect(widget.getByRole("alert")).toHaveText(problems["popup-blocked"]);
      await scene.show("widget/genesys-blocked", agent, { view: widget });
    },
  },
  {
    title: "a widget that gets into no call",
    async tell(scene) {
      const { widget: words, gone, starting } = scene.words;
      const agent = await scene.person();
      await agent.route("**/api/widget/start", () => new Promise(() => {}));
      const slow = await scene.widget(agent);
      await expect(slow.getByText(starting.signingIn)).toBeVisible();
      await scene.show("widget/starting", agent, { view: slow });
      await agent.unroute("**/api/widget/start");
      const refused = await scene.widget(agent, { ...scene.credential, pak: "no-key-of-this-tenant" });
      await expect(refused.getByRole("heading", { name: words.notAuthenticated })).toBeVisible();
      await scene.show("widget/not-authenticated", agent, { view: refused });
      const over = await scene.widget(agent, {
        ...scene.credential,
        veinteraction: "i_AAAAAAAAAAAAAAAAAAAAAA",
      });
      await expect(over.getByRole("heading", { name: gone.ended })).toBeVisible();
      await scene.show("widget/gone", agent, { view: over });
    },
  },
  {
    title: "a platform that does not answer the widget",
    async tell(scene) {
      const agent = await scene.person();
      await agent.route("**/api/widget/start", (route) => route.abort("connectionrefused"));
      const widget = await scene.widget(agent);
      const heading = widget.getByRole("heading", { name: scene.words.gone.unreachable });
      await expect(heading).toBeVisible({ timeout: 90_000 });
      await scene.show("widget/unreachable", agent, { view: widget });
    },
  },
  {
    title: "a visitor whom another agent took first",
    async tell(scene) {
      const visitor = await scene.person();
      const link = await scene.request(visitor);
      await visitor.goto(link);
      await scene.join(visitor);
      await expect(visitor.getByRole("timer")).toBeVisible();
      const veinteraction = new URL(visitor.url()).pathname.split("/").at(-1) ?? "";
      const [quick, late] = [await scene.person(), await scene.person()];
      const first = await scene.widget(quick, {
        ...scene.credential,
        email: "ana@demo.example",
        veinteraction,
      });
      await expect(first.getByTestId("remote-video")).toBeAttached();
      const second = await scene.widget(late, {
        ...scene.credential,
        email: "ben@demo.example",
        veinteraction,
      });
      await expect(second.getByRole("heading", { name: scene.words.widget.claimedElsewhere })).toBeVisible();
      await scene.show("widget/claimed-elsewhere", late, { view: second });
    },
  },
  {
    title: "the agent invites, and somebody comes to the door",
    languages: EVERY_LANGUAGE,
    async tell(scene) {
      const { invite } = scene.words;
      const { agent, widget, link } = await scene.invite();
      await expect(widget.getByRole("status").filter({ hasText: invite.nobodyYet })).toBeVisible();
      await expect(widget.getByRole("img", { name: invite.qr })).toBeVisible();
      await scene.show("widget/inviting", agent, { view: widget });
      const copied = await holdTimers(widget, 2_500);
      await widget.getByRole("button", { name: invite.copy }).click();
      await expect(widget.getByRole("button", { name: invite.copied })).toBeVisible();
      await scene.show("widget/copied", agent, { view: widget });
      await copied.release();
      await expect(widget.getByRole("button", { name: invite.copy })).toBeVisible();
      const visitor = await scene.visit(link);
      await expect(widget.getByText(invite.opened(null))).toBeVisible();
      await scene.show("widget/at-the-door", agent, { view: widget });
      await visitor.context().close();
      await expect(widget.getByText(invite.left)).toBeVisible();
      await scene.show("widget/door-closed", agent, { view: widget });
    },
  },
  {
    title: "a visitor who leaves while the agent's browser still asks for the camera",
    async tell(scene) {
      const visitor = await scene.person();
      await visitor.goto(await scene.request(visitor));
      await scene.join(visitor);
      await expect(visitor.getByRole("timer")).toBeVisible();
      const agent = await scene.person({
        before: () => (navigator.mediaDevices.getUserMedia = () => new Promise(() => {})),
      });
      const veinteraction = new URL(visitor.url()).pathname.split("/").at(-1) ?? "";
      const widget = await scene.widget(agent, { ...scene.credential, veinteraction });
      const { waiting } = scene.words;
      await expect(visitor.getByRole("heading", { name: waiting.connecting("Demo") })).toBeVisible();
      await scene.show("visitor/waiting-connecting", visitor);
      await visitor.getByRole("button", { name: waiting.leave }).click();
      await expect(
        widget.getByRole("heading", { name: scene.words.ended.byOther("Clara Customer") }),
      ).toBeVisible();
      await scene.show("widget/ended-unconnected", agent, { view: widget });
    },
  },
  {
    title: "the agent refuses camera and microphone",
    async tell(scene) {
      const { agent, widget } = await scene.invite({ devices: "denied" });
      await expect(widget.getByTestId("media-advice")).toContainText(scene.words.problems.both.denied);
      await scene.show("widget/inviting-camera-refused", agent, { view: widget });
    },
  },
];
