import type { SignallingReply } from "@videoengager/protocol/signalling/signalling-socket";
import type { LiveContext } from "../domain/live-context.ts";
import { silenceAllowedMs } from "../domain/seat.ts";
import {
  connectSeat,
  hangUp,
  joinSeat,
  loseConnection,
  mediaFlows,
  type SeatConnection,
  setMedia,
} from "../domain/seat-events.ts";
import type { AliveQuestions, AliveRounds } from "../lib/alive-rounds.ts";
import { releaseHandshake } from "../lib/release-handshake.ts";
import { readCandidate, readDescription, readJoin, readMedia } from "./check-payload.ts";
import {
  roomOf,
  type SignallingNamespace,
  type SignallingSocket,
  seatRoomOf,
} from "./signalling-namespace.ts";

type Reply = (answer: SignallingReply) => void;

export interface SeatHandling {
  readonly live: LiveContext;
  readonly namespace: SignallingNamespace;
  readonly alive: AliveRounds<SignallingSocket>;
  readonly isClosing: () => boolean;
  readonly onFailure: (error: unknown) => void;
}

const OK: SignallingReply = { ok: true };

/** Everything that a connected seat may say. Messages of one socket take effect one after the other. */
export async function handleSeat(parts: SeatHandling, socket: SignallingSocket): Promise<void> {
  const { live } = parts;
  const { seat } = socket.data;
  releaseHandshake(socket);
  await socket.join([roomOf(seat.interactionId), seatRoomOf(seat.interactionId, seat.role)]);
  closeOthersOf(parts.namespace, socket);
  let last: Promise<unknown> = sitDown(live, seat);
  const inOrder = (work: () => Promise<SignallingReply>, reply?: unknown): void => {
    const answer: Reply = typeof reply === "function" ? (reply as Reply) : () => {};
    if (!socket.data.rate.take()) {
      answer({ ok: false, code: "rate-limited" });
      return;
    }
    last = last.then(work).then(answer, (error: unknown) => {
      parts.onFailure(error);
      answer({ ok: false, code: "internal" });
    });
  };

  socket.on("join", (as, reply) =>
    inOrder(async () => {
      const read = readJoin(as);
      if (!read) return invalid();
      return replyOf(await joinSeat(live, seat, read.displayName, read.media));
    }, reply),
  );
  socket.on("media", (state) =>
    inOrder(async () => {
      const media = readMedia(state);
      if (media) await setMedia(live, seat, media);
      return OK;
    }),
  );
  socket.on("mediaFlows", (reply) => inOrder(async () => replyOf(await mediaFlows(live, seat)), reply));
  socket.on("hangUp", (reply) =>
    inOrder(async () => {
      await hangUp(live, seat);
      return OK;
    }, reply),
  );
  relay(parts, socket);

  const stopAsking = parts.alive.add(socket);
  socket.on("disconnect", (reason) => {
    stopAsking();
    if (parts.isClosing()) return;
    const cause = socket.data.silent || reason === "ping timeout" ? "silent" : "closed";
    last.then(() => loseConnection(live, seat, cause)).catch(parts.onFailure);
  });
  await last;
}

async function sitDown(live: LiveContext, seat: SeatConnection): Promise<void> {
  // Where another has the seat by now, or the call is over, the room's next word tells this page.
  if (!(await connectSeat(live, seat))) live.announce.roomChanged(seat.interactionId);
}

/** A page has one socket: of one that it opened before, the network may not have told yet that it is gone. */
function closeOthersOf(namespace: SignallingNamespace, { id, data: { seat } }: SignallingSocket): void {
  for (const otherId of namespace.adapter.rooms.get(seatRoomOf(seat.interactionId, seat.role)) ?? []) {
    const other = namespace.sockets.get(otherId);
    if (other && otherId !== id && other.data.seat.instanceId === seat.instanceId) other.disconnect(true);
  }
}

/** Passes descriptions and candidates on to the other seat, and keeps nothing. */
function relay({ namespace }: SeatHandling, socket: SignallingSocket): void {
  const { seat, rate } = socket.data;
  const other = seatRoomOf(seat.interactionId, seat.role === "agent" ? "visitor" : "agent");
  socket.on("description", (payload) => {
    const message = rate.take() ? readDescription(payload) : null;
    if (message?.from === seat.instanceId) namespace.to(other).emit("description", message);
  });
  socket.on("candidate", (payload) => {
    const message = rate.take() ? readCandidate(payload) : null;
    if (message?.from === seat.instanceId) namespace.to(other).emit("candidate", message);
  });
}

function replyOf(done: boolean): SignallingReply {
  return done ? OK : { ok: false, code: "taken-over" };
}

function invalid(): SignallingReply {
  return { ok: false, code: "invalid-request" };
}

export const QUESTIONS_TO_SEATS: AliveQuestions<SignallingSocket> = {
  silenceAllowedMs: (socket) => silenceAllowedMs(socket.data.seat.role),
  ask: (socket, answer) => void socket.emit("alive", answer),
  onSilent(socket) {
    socket.data.silent = true;
    socket.conn.close();
  },
};
