/**
 * Sends one message to many sockets as one WebSocket frame that is built once.
 *
 * Socket.IO's own broadcast builds the frame once as well, but passes it to each socket as a packet: two objects, four events and a
 * callback for each of 2,000 agents. A socket whose transport is idle doesn't need that: what was sent before is with the operating
 * system, and what is sent later comes later. Every other socket gets the message through Socket.IO.
 *
 * A client that doesn't read makes the server buffer. {@link isCongested} finds it, and the caller sends it nothing until it has
 * caught up.
 *
 * This uses internals of `engine.io` and `ws`. Where they are not as expected, the message goes through Socket.IO, and
 * `broadcast-frame.int.test.ts` fails.
 */
import type { PushServerEvents } from "@videoengager/protocol/push/push-socket";
import type { PushNamespace, PushSocket } from "./push-namespace.ts";

type Broadcast = "ringing" | "session";

/** Bytes that the server buffers for one client before it counts as congested. */
export const MAX_BUFFERED_BYTES: number = 262_144;
/** Messages that wait in Socket.IO for one client before it counts as congested. */
const MAX_BUFFERED_PACKETS = 64;

/** The parts of `engine.io`'s socket, its WebSocket transport and `ws` that this module uses. */
interface Connection {
  readonly readyState: string;
  readonly writeBuffer: readonly unknown[];
  readonly transport: {
    readonly name: string;
    readonly writable: boolean;
    readonly perMessageDeflate: unknown;
    readonly socket?: {
      readonly readyState: number;
      readonly bufferedAmount: number;
      readonly _sender?: { sendFrame?(list: readonly Buffer[]): void };
    };
  };
}

const WEB_SOCKET_OPEN = 1;

/**
 * Sends to every socket.
 *
 * @param json the event's argument
 * @returns how many sockets were written to directly
 */
export function broadcastFrame(
  namespace: PushNamespace,
  sockets: readonly PushSocket[],
  event: Broadcast,
  json: string,
): number {
  const frame = encodeFrame(`42${namespace.name},["${event}",${json}]`);
  const others: string[] = [];
  for (const socket of sockets) if (!writeDirectly(socket, frame)) others.push(socket.id);
  if (others.length > 0) {
    const [message] = [JSON.parse(json)] as Parameters<PushServerEvents[Broadcast]>;
    namespace.local.to(others).emit(event, ...([message] as never));
  }
  return sockets.length - others.length;
}

/** Whether the client reads more slowly than the server writes. */
export function isCongested(socket: PushSocket): boolean {
  const { writeBuffer, transport } = socket.conn as unknown as Connection;
  return (
    writeBuffer.length > MAX_BUFFERED_PACKETS || (transport.socket?.bufferedAmount ?? 0) > MAX_BUFFERED_BYTES
  );
}

function writeDirectly(socket: PushSocket, frame: Buffer): boolean {
  const connection = socket.conn as unknown as Connection;
  if (!socket.connected || !isIdle(connection)) return false;
  connection.transport.socket?._sender?.sendFrame?.([frame]);
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
    transport.socket?.readyState === WEB_SOCKET_OPEN &&
    typeof transport.socket._sender?.sendFrame === "function"
  );
}

/** An unmasked text frame (RFC 6455, section 5.2), header and payload in one piece. */
function encodeFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const headerLength = readHeaderLength(length);
  const frame = Buffer.allocUnsafe(headerLength + length);
  frame[0] = 0x81; // the last frame of a text message
  if (headerLength === 2) frame[1] = length;
  else if (headerLength === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, headerLength);
  return frame;
}

function readHeaderLength(length: number): 2 | 4 | 10 {
  if (length < 126) return 2;
  return length < 65_536 ? 4 : 10;
}
