/** The script that the platform serves: it sets `window.push` in whatever realm loads it (a hidden iframe of the SDK's). */
import type { PushScript } from "@videoengager/protocol/push/push-client";
import { createPushClient } from "./push-client.ts";
import { openSocket } from "./socket-transport.ts";

declare global {
  interface Window {
    push: PushScript;
  }
}

window.push = {
  create: () =>
    createPushClient({
      openTransport: openSocket,
      nowMs: () => performance.now(),
      pageTimeMs: () => Date.now(),
      random: Math.random,
      setTimer(work, delayMs) {
        const timer = setTimeout(work, delayMs);
        return () => clearTimeout(timer);
      },
    }),
};
