import type { HostPage } from "./host-page.ts";

/** One round of everything: sign in, join, call, end, go away. */
export function liveOnce(host: HostPage, options: unknown): Promise<void> {
  return host.run(async (given) => {
    const { sdk } = window;
    await sdk.init(given);
    await sdk.switchQueue();
    await sdk.call();
    await sdk.endCall();
    await sdk.destroy();
  }, options);
}
