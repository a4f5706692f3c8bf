/** What a link can lead to, other than a call. */
import { expect } from "@playwright/test";
import type { Story } from "../scene.ts";

export const LINK_STORIES: readonly Story[] = [
  {
    title: "a link that leads nowhere",
    async tell(scene) {
      const visitor = await scene.visit(`${scene.platform.url}/ve/nosuchcode`);
      await expect(visitor.getByRole("heading", { name: scene.words.gone.notFound })).toBeFocused();
      await scene.show("visitor/link-unknown", visitor);
    },
  },
  {
    title: "a link that was used: by somebody else, and for a call that is over",
    async tell(scene) {
      const { gone, ended, controls } = scene.words;
      const { widget, link } = await scene.invite();
      const first = await scene.visit(link);
      await expect(first.getByRole("button", { name: scene.words.lobby.join })).toBeEnabled();
      const second = await scene.visit(link);
      await expect(second.getByRole("heading", { name: gone.full })).toBeFocused();
      await scene.show("visitor/link-full", second);
      await second.getByRole("button", { name: gone.takeOver }).click();
      await expect(first.getByRole("heading", { name: ended.takenOver })).toBeFocused();
      await scene.show("visitor/link-taken-over", first);
      await widget.getByRole("button", { name: controls.hangUp }).click();
      await expect(second.getByRole("heading", { name: gone.ended })).toBeVisible();
      await second.goto(link);
      await expect(second.getByRole("heading", { name: gone.ended })).toBeFocused();
      await scene.show("visitor/link-ended", second);
    },
  },
  {
    title: "a platform that goes away while the page loads",
    async tell(scene) {
      const { link } = await scene.invite();
      const visitor = await scene.person();
      await visitor.route("**/api/visitor/**", (route) => route.abort("connectionrefused"));
      await visitor.goto(link);
      await expect(visitor.getByRole("heading", { name: scene.words.gone.unreachable })).toBeFocused();
      await scene.show("visitor/link-unreachable", visitor);
    },
  },
];
