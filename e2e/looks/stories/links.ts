/** Links that don't lead into a call. */
import { type APIResponse, expect, type Route } from "@playwright/test";
import { visitorInteractionPath } from "@videoengager/protocol/rest/paths";
import type { TakeVisitorSeatResponse } from "@videoengager/protocol/rest/visitor-seat";
import { startPlatform } from "../../fixtures/platform.ts";
import { EVERY_LANGUAGE } from "../languages.ts";
import type { Story } from "../scene.ts";

const SEAT_TAKEN = {
  message: "Taken.",
  error: { code: "seat-taken", message: "Taken.", action: "", requestId: "" },
};

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
    languages: EVERY_LANGUAGE,
    async tell(scene) {
      const { gone, ended, controls } = scene.words;
      const { widget, link } = await scene.invite();
      const first = await scene.visit(link);
      const join = { name: scene.words.lobby.join };
      await expect(first.getByRole("button", join)).toBeEnabled();
      // A page that hasn't joined doesn't keep the seat.
      const second = await scene.visit(link);
      await expect(first.getByRole("heading", { name: ended.takenOver })).toBeFocused();
      await scene.show("visitor/link-taken-over", first);
      await second.getByRole("button", join).click();
      await expect(second.getByRole("button", { name: controls.hangUp })).toBeVisible();
      const third = await scene.visit(link);
      await expect(third.getByRole("heading", { name: gone.full })).toBeFocused();
      await scene.show("visitor/link-full", third);
      await third.getByRole("button", { name: gone.takeOver }).click();
      await expect(second.getByRole("heading", { name: ended.takenOver })).toBeFocused();
      await widget.getByRole("button", { name: controls.hangUp }).click();
      await expect(third.getByRole("heading", { name: gone.ended })).toBeVisible();
      await third.goto(link);
      await expect(third.getByRole("heading", { name: gone.ended })).toBeFocused();
      await scene.show("visitor/link-ended", third);
    },
  },
  {
    title: "a link that is opened too often from one address",
    async tell(scene) {
      const platform = await startPlatform();
      const strict = scene.at(platform);
      const visitor = await strict.person();
      const link = await strict.request(visitor);
      const place = visitorInteractionPath(new URL(link).pathname.split("/").at(-1) ?? "");
      const openAtOnce = (): Promise<APIResponse[]> =>
        Promise.all(Array.from({ length: 100 }, () => visitor.request.get(`${platform.url}${place}`)));
      let response: APIResponse | undefined;
      while (response === undefined) response = (await openAtOnce()).find((answer) => !answer.ok());
      const refusal = response;
      // Replays the real refusal for longer than the limit lasts.
      await visitor.route("**/api/visitor/**", (route) => route.fulfill({ response: refusal }));
      await visitor.goto(link);
      await expect(visitor.getByRole("heading", { name: scene.words.gone.rateLimited })).toBeFocused();
      await scene.show("visitor/link-too-often", visitor);
      await platform.stop();
    },
  },
  {
    title: "a page that waits for the platform's first answer, and loses its place with the second",
    async tell(scene) {
      const { link } = await scene.invite();
      const visitor = await scene.person({
        // Requests never time out, because the pictures take an unknown time.
        before: () => (AbortSignal.timeout = () => new AbortController().signal),
      });
      const questions: Route[] = [];
      await visitor.route("**/api/visitor/**", (route) => void questions.push(route), { times: 1 });
      await visitor.goto(link);
      await expect(visitor.getByRole("heading", { name: scene.words.starting.loading })).toBeVisible();
      await scene.show("visitor/starting", visitor);
      // The seat's token is invalid, and the platform refuses a new one.
      let taken = 0;
      await visitor.route(/\/seat$/, async (route) => {
        taken += 1;
        if (taken > 1) return route.fulfill({ status: 409, json: SEAT_TAKEN });
        const response = await route.fetch();
        const body = (await response.json()) as TakeVisitorSeatResponse;
        return route.fulfill({ response, json: { ...body, seat: { ...body.seat, seatToken: "none" } } });
      });
      for (const question of questions) await question.continue();
      await expect(visitor.getByRole("heading", { name: scene.words.ended.refused })).toBeFocused();
      await scene.show("visitor/lobby-place-lost", visitor);
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
