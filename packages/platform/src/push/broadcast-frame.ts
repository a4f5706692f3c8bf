/**
 * One message to many sockets, written as one WebSocket frame that is built once.
 *
 * Socket.IO's own broadcast builds the frame once as well, but hands it to each socket through the bookkeeping of a
 * packet: two objects, four events and a callback for each of 2,000 agents who wait to hear the phone. A socket whose
 * transport has nothing under way needs none of that: what was said before is with the operating system, what is said
 * after comes after. Every other socket gets the message as Socket.IO sends it.
 *
 * This reaches into `engine.io` and `ws`. Where what it finds there is not what it knows, it takes the ordinary way, and
 * `broadcast-frame.int.test.ts` fails.
 */
import type { PushServerEvents } from "@videoengager/protocol/push/push-socket";
import type { PushNamespace, PushSocket } from "./push-namespace.ts";

type Broadcast = "ringing" | "ringingEnded";
type MessageOf<Event extends Broadcast> = Parameters<PushServerEvents[Event]>[0];

/** The part of `engine.io`'s socket, its WebSocket transport and `ws` that a frame is written by. */
interface Connection {
  readonly readyState: string;
  readonly writeBuffer: readonly unknown[];
  readonly transport: {
    readonly name: string;
    readonly writable: boolean;
    readonly perMessageDeflate: unknown;
    readonly socket: {
      readonly readyState: number;
      readonly _sender: { sendFrame(list: readonly Buffer[]): void };
    };
  };
}

const WEB_SOCKET_OPEN = 1;

/** Tells every socket; returns how many of them were written to directly. */
export function broadcastFrame<Event extends Broadcast>(
  namespace: PushNamespace,
  sockets: readonly PushSocket[],
  event: Event,
  message: MessageOf<Event>,
): number {
  const frame = frameOf(`42${namespace.name},${JSON.stringify([event, message])}`);
  const others: string[] = [];
  for (const socket of sockets) if (!writeDirectly(socket, frame)) others.push(socket.id);
  if (others.length > 0) namespace.local.to(others).emit(event, ...([message] as never));
  return sockets.length - others.length;
}

function writeDirectly(socket: PushSocket, frame: Buffer): boolean {
  const connection = socket.conn as unknown as Connection;
  if (!socket.connected || !isIdle(connection)) return false;
  connection.transport.socket._sender.sendFrame([frame]);
  return true;
}

/** Nothing is queued, nothing is compressed, and the socket is open. */
function isIdle({ readyState, writeBuffer, transport }: Connection): boolean {
  return (
    readyState === "open" &&
    writeBuffer.length === 0 &&
    transport.name === "websocket" &&
    transport.writable &&
    !transport.perMessageDeflate &&
    transport.socket.readyState === WEB_SOCKET_OPEN &&
    typeof transport.socket._sender?.sendFrame === "function"
  );
}

/** An unmasked text frame (RFC 6455, section 5.2), header and payload in one piece. */
function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  const final = 0x81;
  if (length < 126) return Buffer.concat([Buffer.from([final, length]), payload]);
  const header = Buffer.alloc(length < 65_536 ? 4 : 10);
  header[0] = final;
  if (length < 65_536) {
    header[1] = 126;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = 127;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, payload]);
}
