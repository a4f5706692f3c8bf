import { SIGNALLING_NAMESPACE } from "@videoengager/protocol/signalling/signalling-socket";
import { Counter } from "prom-client";
import type { Server } from "socket.io";
import type { Deps } from "../../deps.ts";
import { Coalesced } from "../../lib/coalesced.ts";
import { AliveRounds } from "../../presence/alive-rounds.ts";
import { admitSockets } from "../../server/admit-sockets.ts";
import type { SocketContext } from "../../server/socket-context.ts";
import type { Room } from "../call-store.ts";
import { viewEnd, viewRoom } from "../room-view.ts";
import { admitSeat } from "./admit-seat.ts";
import { emitSignal, handleSeat, QUESTIONS_TO_SEATS } from "./handle-seat.ts";
import { nameRoom, type SignallingNamespace, type SignallingSocket } from "./signalling-namespace.ts";

export interface Signalling {
  /** Sends the current state to every seat of an interaction, on every node. */
  roomChanged(interactionId: string): void;
  /** Sends the current state to every seat on this node. */
  refresh(): void;
  /** Notifies the seats on this node whose call another process ended: a command, or a node that could not announce it. */
  notifyEnded(): Promise<void>;
  /** How many pages on this node haven't answered `alive`. */
  unansweredCount(): number;
  /** From then on the node closes sockets, not the pages. */
  beginClosing(): void;
}

/** The relay between the two seats of an interaction. */
export function attachSignalling(io: Server, deps: Deps, context: SocketContext): Signalling {
  const namespace = io.of(SIGNALLING_NAMESPACE) as unknown as SignallingNamespace;
  const alive = new AliveRounds(QUESTIONS_TO_SEATS, context.everySecond);
  const reports = new Counter({
    name: "media_reports_total",
    help: "Statistics that pages on this node sent, one per page for each 30 s of a call, by the path of their media: direct, or relayed by a TURN server",
    labelNames: ["path"],
    registers: [deps.metrics],
  });
  let closing = false;

  const sendRoom = new Coalesced(async (interactionId) => {
    const ids = namespace.adapter.rooms.get(nameRoom(interactionId));
    if (!ids || closing) return;
    try {
      const room = await deps.calls.roomById(interactionId);
      for (const id of new Set(namespace.adapter.rooms.get(nameRoom(interactionId)))) {
        const socket = namespace.sockets.get(id);
        if (socket) sendState(socket, room, deps.clock.nowMs());
      }
    } catch (error) {
      context.onFailure(error);
    }
  });

  namespace.use(
    admitSockets((socket: SignallingSocket) => admitSeat(deps, context, socket), {
      onFailure: context.onFailure,
      onRefused: ({ request }, { data: { code: reason }, tenantId }) =>
        context.onRefused({ part: "signalling", request, reason, tenantId }),
    }),
  );
  namespace.on("connection", (socket) => {
    handleSeat(
      {
        deps,
        namespace,
        alive,
        nodeBus: context.nodeBus,
        iceGrants: deps.iceGrants,
        presence: context.presence,
        callQuality: deps.callQuality,
        onMediaReport: (path) => reports.inc({ path }),
        isClosing: () => closing,
        onFailure: context.onFailure,
      },
      socket,
    ).catch((error: unknown) => {
      context.onFailure(error);
      socket.conn.close();
    });
  });
  context.nodeBus.handle("roomChanged", ({ interactionId }) => void sendRoom.run(interactionId));
  context.nodeBus.handle("signal", (signal) => emitSignal(namespace, signal));

  return {
    roomChanged(interactionId) {
      void sendRoom.run(interactionId);
      context.nodeBus.publish("roomChanged", { interactionId });
    },
    refresh() {
      for (const socket of namespace.sockets.values()) void sendRoom.run(socket.data.seat.interactionId);
    },
    async notifyEnded() {
      // Whatever ends an interaction deletes its seats. As many rows as sockets: nothing has ended.
      if ((await deps.calls.countConnectedSeats(deps.nodeId)) === namespace.sockets.size) return;
      const ids = new Set<string>();
      for (const socket of namespace.sockets.values()) ids.add(socket.data.seat.interactionId);
      for (const id of await deps.calls.endedAmong([...ids])) void sendRoom.run(id);
    },
    unansweredCount: () => alive.unanswered,
    beginClosing() {
      closing = true;
      alive.stop();
    },
  };
}

function sendState(socket: SignallingSocket, room: Room | null, nowMs: number): void {
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
