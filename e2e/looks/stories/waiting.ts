/** A visitor's own request, until somebody takes it or nobody does. */
import { expect } from "@playwright/test";
import { tenantSettingsPath } from "@videoengager/protocol/rest/paths";
import { holdConnection } from "../../fixtures/connection.ts";
import { startPlatform } from "../../fixtures/platform.ts";
import { holdTime } from "../hold-time.ts";
import { EVERY_LANGUAGE } from "../languages.ts";
import type { Story } from "../scene.ts";

/** As short as a tenant may have it. */
const WAITING_TIME_S = 10;

export const WAITING_STORIES: readonly Story[] = [
  {
    title: "a visitor waits for whoever is free",
    languages: EVERY_LANGUAGE,
    async tell(scene) {
      const { waiting } = scene.words;
      const visitor = await scene.person({ clock: true });
      const connection = await holdConnection(visitor);
      await visitor.goto(await scene.request(visitor));
      await scene.join(visitor);
      await expect(visitor.getByRole("heading", { name: waiting.title })).toBeVisible();
      await expect(visitor.getByText(waiting.reconnecting)).toBeHidden();
      // Messages carry the platform's time, which would correct the held clock.
      connection.holdNews();
      await holdTime(visitor, visitor.getByRole("timer"), 3);
      await scene.show("visitor/waiting", visitor);
      connection.cut();
      await expect(visitor.getByText(waiting.reconnecting)).toBeVisible();
      await scene.show("visitor/waiting-offline", visitor);
    },
  },
  {
    title: "a visitor writes while nobody has taken the call",
    async tell(scene) {
      const { chat, waiting } = scene.words;
      const visitor = await scene.person({ clock: true });
      const connection = await holdConnection(visitor);
      await visitor.goto(await scene.request(visitor));
      await scene.join(visitor);
      await expect(visitor.getByText(waiting.reconnecting)).toBeHidden();
      await visitor.getByRole("button", { name: chat.write }).click();
      await scene.write(visitor, "It's about order 4711: the rear wheel arrived bent.");
      await expect(visitor.getByText(chat.notDelivered)).toBeVisible();
      connection.holdNews();
      await holdTime(visitor, visitor.getByRole("timer"), 3);
      await scene.show("visitor/waiting-chat", visitor);
    },
  },
  {
    title: "a visitor joins while the agent's page is away",
    async tell(scene) {
      const { widget, link, connection: agentsConnection } = await scene.invite();
      const visitor = await scene.person({ clock: true });
      const connection = await holdConnection(visitor);
      await visitor.goto(link);
      await expect(visitor.getByText(scene.words.lobby.connectionReady)).toBeVisible();
      // A page that closes would say goodbye, and end the call soon after.
      agentsConnection.cut();
      await expect(widget.getByText(scene.words.trouble.websocketsBlocked)).toBeVisible();
      await scene.join(visitor);
      await expect(visitor.getByText(scene.words.waiting.agentAwayText)).toBeVisible();
      connection.holdNews();
      await holdTime(visitor, visitor.getByRole("timer"), 3);
      await scene.show("visitor/waiting-agent-away", visitor);
    },
  },
  {
    title: "nobody takes a visitor's call",
    async tell(scene) {
      const platform = await startPlatform();
      await platform.set(`visitorWaitingS=${WAITING_TIME_S}`);
      const hurried = scene.at(platform);
      const visitor = await hurried.person();
      const settings = `${platform.url}${tenantSettingsPath(platform.demo.tenantId)}`;
      await expect
        .poll(async () => (await visitor.request.get(settings)).text())
        .toContain(`"visitorWaitingTime":${WAITING_TIME_S}`);
      await visitor.goto(await hurried.request(visitor));
      await hurried.join(visitor);
      const nobody = visitor.getByRole("heading", { name: scene.words.ended.timeout });
      await expect(nobody).toBeFocused({ timeout: 2 * WAITING_TIME_S * 1_000 });
      await scene.show("visitor/waiting-nobody-came", visitor);
      await platform.stop();
    },
  },
];
