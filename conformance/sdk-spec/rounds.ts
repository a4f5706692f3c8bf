import type { HostPage } from "./host-page.ts";

/** One round: sign in, join the queue, call, end the call, destroy. */
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
