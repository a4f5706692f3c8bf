import { readFileSync } from "node:fs";
import type { PlatformPeer } from "../platform-peer/platform-peer.ts";
import { compileExample } from "./compile-example.ts";
import type { HostPage } from "./host-page.ts";
import { pageAround } from "./host-server.ts";

const TEXT = readFileSync(new URL("./reference-examples.txt", import.meta.url), "utf8");

/** The code of one example, with hosts, keys and addresses replaced by the peer's. */
export function exampleCode(title: string, peer: PlatformPeer): string {
  const [, language, code] = TEXT.split(`## ${title}\n`)[1]!.match(/```(\w+)\n([\s\S]*?)```/)!;
  return compileExample(language!, code!)
    .replaceAll(/'(your-domain|tenant-[ab])\.videome\.leadsecure\.com'/g, `'${peer.domain}'`)
    .replaceAll(/'(your|tenant-a)-api-key'/g, `'${peer.apiKey}'`)
    .replaceAll("[email protected]", "agent@example.com")
    .replaceAll("https://cdn.videoengager.com/agent/latest/index.js", "/sdk/index.iife.js");
}

export interface ExampleSurroundings {
  /** Code that runs before the example and sets up what it expects. */
  readonly before?: string;
  /** Code that runs after the example and gives the test access to its definitions. */
  readonly after?: string;
  readonly body?: string;
  /** Changes the example's code. The test explains why. */
  readonly change?: (code: string) => string;
}

/** Opens a page with one example. */
export async function openExample(
  host: HostPage,
  peer: PlatformPeer,
  title: string,
  { before = "", after = "", body = "", change = (code) => code }: ExampleSurroundings = {},
): Promise<void> {
  const code = change(exampleCode(title, peer));
  const module = `<script>window.keep = {}</script><script type="module">${before}\n${code}\n${after}</script>`;
  const page = code.includes("<html>") ? code : pageAround(`${body}${module}`);
  host.server.pages.set("/example", page);
  await host.page.goto(`${host.server.origin}/example`);
}

/** Gives the tests the same SDK that the example imported. */
export async function joinExample(host: HostPage): Promise<void> {
  await host.page.addScriptTag({ url: "/harness.js" });
  await host.page.evaluate(async () => {
    const address = "/sdk/index.js";
    window.sdk = (await import(address)) as typeof window.sdk;
    window.harness.listen(window.sdk);
  });
}
