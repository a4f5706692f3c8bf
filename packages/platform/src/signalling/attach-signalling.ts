import { SIGNALLING_NAMESPACE } from "@videoengager/protocol/signalling/signalling-socket";
import type { Server } from "socket.io";
import type { LiveContext } from "../domain/live-context.ts";
import type { OriginRules } from "../domain/origins.ts";
import type { RateLimiter } from "../domain/rate-limiter.ts";
import { viewEnd, viewRoom } from "../domain/room-view.ts";
import type { Tokens } from "../domain/tokens.ts";
import { AliveRounds } from "../lib/alive-rounds.ts";
import type { ClientAddress } from "../lib/client-address.ts";
import { Coalesced } from "../lib/coalesced.ts";
import type { EverySecond } from "../lib/every-second.ts";
import { admitSeat } from "./admit-seat.ts";
import { handleSeat, QUESTIONS_TO_SEATS } from "./handle-seat.ts";
import { roomOf, type SignallingNamespace, type SignallingSocket } from "./signalling-namespace.ts";

export interface SignallingParts {
  readonly live: LiveContext;
  readonly tokens: Tokens;
  readonly origins: OriginRules;
  readonly addressOf: ClientAddress;
  readonly byAddress: RateLimiter;
  /** Whether other nodes share this platform. */
  readonly clustered: boolean;
  readonly everySecond: EverySecond;
  readonly onFailure: (error: unknown) => void;
}

export interface Signalling {
  /** Tells every seat of an interaction, on every node, what is true now. */
  roomChanged(interactionId: string): void;
  /** Tells every seat on this node anew. */
  refresh(): void;
  /** Tells the seats on this node whose call was ended by another process: an operator's, or a node that could not say so. */
  tellEnded(): Promise<void>;
  /** How many pages on this node owe an answer to the question whether they are there. */
  unansweredCount(): number;
  /** From then on a socket that closes is the node's doing, not its page's. */
  beginClosing(): void;
}

/** The relay between the two seats of an interaction. */
export function attachSignalling(io: Server, parts: SignallingParts): Signalling {
  const namespace = io.of(SIGNALLING_NAMESPACE) as unknown as SignallingNamespace;
  const { live } = parts;
  const alive = new AliveRounds(QUESTIONS_TO_SEATS, parts.everySecond);
  let closing = false;

  const tellRoom = new Coalesced(async (interactionId) => {
    const ids = namespace.adapter.rooms.get(roomOf(interactionId));
    if (!ids || closing) return;
    try {
      const room = await live.store.room(interactionId);
      for (const id of new Set(namespace.adapter.rooms.get(roomOf(interactionId)))) {
        const socket = namespace.sockets.get(id);
        if (socket) tellSeat(socket, room, live.clock.nowMs());
      }
    } catch (error) {
      parts.onFailure(error);
    }
  });

  namespace.use(async (socket, next) => {
    try {
      await admitSeat(parts, socket);
    } catch (error) {
      next(error instanceof Error ? error : new Error("refused"));
      return;
    }
    next();
  });
  namespace.on("connection", (socket) => {
    handleSeat(
      { live, namespace, alive, isClosing: () => closing, onFailure: parts.onFailure },
      socket,
    ).catch((error: unknown) => {
      parts.onFailure(error);
      socket.conn.close();
    });
  });
  namespace.on("roomChanged", (interactionId) => void tellRoom.run(interactionId));

  return {
    roomChanged(interactionId) {
      void tellRoom.run(interactionId);
      if (parts.clustered) namespace.serverSideEmit("roomChanged", interactionId);
    },
    refresh() {
      for (const socket of namespace.sockets.values()) void tellRoom.run(socket.data.seat.interactionId);
    },
    async tellEnded() {
      const ids = new Set<string>();
      for (const socket of namespace.sockets.values()) ids.add(socket.data.seat.interactionId);
      for (const id of await live.store.endedAmong([...ids])) void tellRoom.run(id);
    },
    unansweredCount: () => alive.unanswered,
    beginClosing() {
      closing = true;
      alive.stop();
    },
  };
}

type RoomNow = Awaited<ReturnType<LiveContext["store"]["room"]>>;

function tellSeat(socket: SignallingSocket, room: RoomNow, nowMs: number): void {
  const { seat } = socket.data;
  if (!room) {
    socket.disconnect(true);
    return;
  }
  const end = viewEnd(room.interaction);
  if (end) {
    socket.emit("ended", end);
    socket.disconnect(true);
    return;
  }
  const held = room[seat.role];
  if (held?.instanceId !== seat.instanceId) {
    socket.emit("takenOver");
    socket.disconnect(true);
    return;
  }
  socket.emit("room", viewRoom(room, seat.role, nowMs));
}
