/** The script that the platform serves. It sets `window.push` in the realm that loads it: the SDK's hidden iframe. */
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
      onNetworkBack: (callback) => addEventListener("online", callback),
    }),
};
