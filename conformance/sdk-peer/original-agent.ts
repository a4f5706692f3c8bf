import { expect, type Page } from "@playwright/test";
import { browserCode } from "../platform-peer/browser-code.ts";
import type { HostServer } from "../sdk-spec/host-server.ts";
import type { RunningPlatform } from "./running-platform.ts";

const SDK_SOURCE = new URL("./browser/original-sdk.ts", import.meta.url);

/** One agent's page with the SDK of section 10. */
export class OriginalAgent {
  readonly page: Page;
  readonly platform: RunningPlatform;

  private constructor(page: Page, platform: RunningPlatform) {
    this.page = page;
    this.platform = platform;
  }

  static async open(page: Page, server: HostServer, platform: RunningPlatform): Promise<OriginalAgent> {
    await page.goto(`${server.origin}/`);
    await page.addScriptTag({ content: browserCode(SDK_SOURCE) });
    return new OriginalAgent(page, platform);
  }

  async signIn(email = this.platform.tenant.agentEmail): Promise<void> {
    const { origin, tenant } = this.platform;
    await this.page.evaluate((signIn) => window.original.init(signIn), { origin, ...tenant, email });
  }

  /** Signs in, waits for the pushed timetable, and joins. */
  async goOnQueue(email?: string): Promise<void> {
    await this.signIn(email);
    await this.note("timetable");
    await this.page.evaluate(() => window.original.switchQueue());
  }

  notes(
    what?: string,
  ): Promise<readonly { readonly what: string; readonly detail?: unknown; readonly atMs: number }[]> {
    return this.page.evaluate(
      (wanted) => window.original.notes.filter((note) => wanted === undefined || note.what === wanted),
      what,
    );
  }

  /** Waits for the `count`th note of this kind and returns its detail. */
  async note(what: string, count = 1): Promise<unknown> {
    await expect
      .poll(async () => (await this.notes(what)).length, { message: what, timeout: 10_000 })
      .toBeGreaterThanOrEqual(count);
    return (await this.notes(what))[count - 1]?.detail;
  }

  /** Waits for a status of the widget and returns the complete message. */
  async widgetSays(status: string): Promise<Record<string, unknown>> {
    const find = async (): Promise<Record<string, unknown> | undefined> =>
      (await this.notes("widget"))
        .map(({ detail }) => detail as Record<string, unknown>)
        .find((message) => message.status === status);
    await expect.poll(find, { message: status, timeout: 15_000 }).toBeDefined();
    return (await find())!;
  }

  waiting(): Promise<readonly string[]> {
    return this.page.evaluate(() => [...window.original.entries.keys()]);
  }
}
