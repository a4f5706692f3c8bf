import { randomUUID } from "node:crypto";
import type { WebSocket } from "ws";
import { openNamespace, untilMessage } from "./open-namespace.ts";
import { post } from "./post.ts";

/** A visitor's page, which has pressed Join: its socket, once the platform has it waiting. */
export async function waitingVisitor(url: string, interactionId: string): Promise<WebSocket> {
  const { seat } = await post<{ seat: { seatToken: string } }>(
    `${url}/api/visitor/interactions/${interactionId}/seat`,
    { instanceId: randomUUID() },
  );
  const socket = await openNamespace(url, "/signalling", { seatToken: seat.seatToken }, (text) =>
    text.startsWith('42/signalling,["room"'),
  );
  const joined = untilMessage(socket, (text) => text.startsWith("43/signalling,1["));
  socket.send(
    '42/signalling,1["join",{"displayName":"Vera","media":{"microphone":true,"camera":true,"screen":false}}]',
  );
  await joined;
  return socket;
}
