import type { WebSocket } from "ws";
import { openNamespace, untilMessage } from "./open-namespace.ts";
import type { Platform } from "./start-platform.ts";

export const RINGING: string = '42/push,["ringing",';

export interface Agent {
  readonly userId: string;
  readonly token: string;
}

/** `count` results, 50 at a time. */
export async function inBatches<Value>(
  count: number,
  make: (index: number) => Promise<Value>,
): Promise<Value[]> {
  const made: Value[] = [];
  for (let start = 0; start < count; start += 50)
    made.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(50, count - start) }, (_, offset) => make(start + offset)),
      )),
    );
  return made;
}

/** Connects an agent and joins the queue. */
export async function connectAgent({ url, demo }: Platform, agent: Agent): Promise<WebSocket> {
  const socket = await openNamespace(url, "/push", { tenantId: demo.tenantId, ...agent });
  await joinQueue(socket);
  return socket;
}

/** Makes the platform derive who rings; repeated, nothing changes. */
export async function joinQueue(socket: WebSocket): Promise<void> {
  const answered = untilMessage(socket, (text) => text.startsWith("43/push,1["));
  socket.send('42/push,1["setQueue",{"onQueue":true,"callTypes":["video"]}]');
  await answered;
}

/** When each socket got a message that `isIt` accepts, in milliseconds from the call. */
export function receivedBy(
  sockets: readonly WebSocket[],
  isIt: (text: string) => boolean,
  timeoutMs = 60_000,
): Promise<number[]> {
  const startMs = performance.now();
  return Promise.all(
    sockets.map(
      (socket) =>
        new Promise<number>((resolve, reject) => {
          const late = setTimeout(() => reject(new Error("A connection got no message.")), timeoutMs);
          const listen = (data: Buffer): void => {
            if (!isIt(data.toString())) return;
            clearTimeout(late);
            socket.off("message", listen);
            resolve(performance.now() - startMs);
          };
          socket.on("message", listen);
        }),
    ),
  );
}
