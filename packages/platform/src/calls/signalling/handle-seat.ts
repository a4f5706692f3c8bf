import type { IceServersReply, SignallingReply } from "@videoengager/protocol/signalling/signalling-socket";
import { type CallQualityStore, MAX_BATCH_BYTES, MIN_BATCH_INTERVAL_MS } from "../../archive/call-quality.ts";
import type { NodeBus, NodeMessages } from "../../cluster/node-messages.ts";
import type { RuleDeps } from "../../deps.ts";
import { releaseHandshake } from "../../lib/release-handshake.ts";
import { TokenBucket } from "../../lib/token-bucket.ts";
import type { AliveQuestions, AliveRounds } from "../../presence/alive-rounds.ts";
import type { SocketContext } from "../../server/socket-context.ts";
import { type IceGrants, nameRelayUser } from "../ice-servers.ts";
import { silenceAllowedMs } from "../seat.ts";
import { connectSeat, hangUp, joinSeat, mediaFlows, type SeatConnection, setMedia } from "../seat-events.ts";
import {
  type MediaPath,
  readCandidate,
  readChat,
  readDescription,
  readHello,
  readJoin,
  readMedia,
  readMediaPath,
  readStats,
} from "./check-payload.ts";
import {
  nameRoom,
  nameSeatRoom,
  type SignallingNamespace,
  type SignallingSocket,
} from "./signalling-namespace.ts";

type Reply<Answer> = (answer: Answer | Refused) => void;
type Refused = Extract<SignallingReply, { ok: false }>;

export interface SeatHandling {
  readonly deps: RuleDeps;
  readonly namespace: SignallingNamespace;
  readonly nodeBus: NodeBus;
  readonly alive: AliveRounds<SignallingSocket>;
  readonly iceGrants: IceGrants;
  readonly presence: SocketContext["presence"];
  readonly callQuality: CallQualityStore;
  /** A page has reported its statistics. */
  readonly onMediaReport: (path: MediaPath) => void;
  readonly isClosing: () => boolean;
  readonly onFailure: (error: unknown) => void;
}

const OK: SignallingReply = { ok: true };

/** Handles all messages of a connected seat. Messages of one socket take effect one after the other. */
export async function handleSeat(parts: SeatHandling, socket: SignallingSocket): Promise<void> {
  const { deps } = parts;
  const { seat } = socket.data;
  releaseHandshake(socket);
  await socket.join([nameRoom(seat.interactionId), nameSeatRoom(seat.interactionId, seat.role)]);
  closeOtherSockets(parts.namespace, socket);
  const { sockets, reconciler } = parts.presence;
  sockets.openSeat(seat);
  let last: Promise<unknown> = connectOrNotify(deps, seat);
  const inOrder = <Answer = SignallingReply>(work: () => Promise<Answer>, reply?: unknown): void => {
    const answer: Reply<Answer> = typeof reply === "function" ? (reply as Reply<Answer>) : () => {};
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
      return toReply(await joinSeat(deps, seat, read.displayName, read.media));
    }, reply),
  );
  socket.on("media", (state) =>
    inOrder(async () => {
      const media = readMedia(state);
      if (media) await setMedia(deps, seat, media);
      return OK;
    }),
  );
  socket.on("mediaFlows", (reply) => inOrder(async () => toReply(await mediaFlows(deps, seat)), reply));
  socket.on("hangUp", (reply) =>
    inOrder(async () => {
      await hangUp(deps, seat);
      return OK;
    }, reply),
  );
  socket.on("iceServers", (reply) =>
    inOrder<IceServersReply>(async () => ({ ok: true, ...parts.iceGrants(nameRelayUser(seat)) }), reply),
  );
  relay(parts, socket);
  keepStats(parts, socket);

  const stopAsking = parts.alive.add(socket);
  socket.on("disconnect", (reason) => {
    stopAsking();
    if (parts.isClosing()) return;
    const cause = socket.data.silent || reason === "ping timeout" ? "silent" : "closed";
    // Messages in progress still count. Then the row is changed, with retries until that succeeds.
    void last
      .catch(() => {})
      .then(() => {
        sockets.closeSeat(seat, cause);
        return reconciler.writeClosed();
      });
  });
  await last;
}

async function connectOrNotify(deps: RuleDeps, seat: SeatConnection): Promise<void> {
  // If another page has the seat now, or the call has ended, the next `room` notification tells this page.
  if (!(await connectSeat(deps, seat))) deps.announce.roomChanged(seat.interactionId);
}

/** A page has one socket. The network may not have reported yet that an earlier one is closed. */
function closeOtherSockets(namespace: SignallingNamespace, { id, data: { seat } }: SignallingSocket): void {
  for (const otherId of namespace.adapter.rooms.get(nameSeatRoom(seat.interactionId, seat.role)) ?? []) {
    const other = namespace.sockets.get(otherId);
    if (other && otherId !== id && other.data.seat.instanceId === seat.instanceId) other.disconnect(true);
  }
}

/**
 * Relays the pages' messages to the other seat and stores nothing. A seat on this node gets them directly, independent of Redis.
 * They are published as well, because the page may have just reconnected to another node.
 */
function relay({ namespace, nodeBus }: SeatHandling, socket: SignallingSocket): void {
  const { seat, rate } = socket.data;
  const room = nameSeatRoom(seat.interactionId, seat.role === "agent" ? "visitor" : "agent");
  const pass = (signal: NodeMessages["signal"]): void => {
    if (signal.message.from !== seat.instanceId) return;
    emitSignal(namespace, signal);
    nodeBus.publish("signal", signal);
  };
  socket.on("description", (payload) => {
    const message = rate.take() ? readDescription(payload) : null;
    if (message) pass({ room, event: "description", message });
  });
  socket.on("candidate", (payload) => {
    const message = rate.take() ? readCandidate(payload) : null;
    if (message) pass({ room, event: "candidate", message });
  });
  socket.on("hello", (payload) => {
    const message = rate.take() ? readHello(payload) : null;
    if (message) pass({ room, event: "hello", message });
  });
  socket.on("chat", (payload) => {
    const message = rate.take() ? readChat(payload) : null;
    if (message) pass({ room, event: "chat", message });
  });
}

/** Stores the page's measurements. Drops what exceeds a page's normal rate, so that the stored size is bounded. */
function keepStats(
  { deps, callQuality, onMediaReport, onFailure }: SeatHandling,
  socket: SignallingSocket,
): void {
  const { seat, rate } = socket.data;
  // The second of the burst is the last batch when a call ends.
  const batches = new TokenBucket(2, 1_000 / MIN_BATCH_INTERVAL_MS, () => deps.clock.nowMs());
  socket.on("stats", (payload) => {
    const samples = rate.take() ? readStats(payload) : null;
    if (samples === null || JSON.stringify(samples).length > MAX_BATCH_BYTES || !batches.take()) return;
    onMediaReport(readMediaPath(payload));
    const batch = { role: seat.role, sentAtMs: deps.clock.nowMs(), samples };
    callQuality.add(seat.interactionId, batch).catch(onFailure);
  });
}

/** To the sockets of one seat on this node. */
export function emitSignal(namespace: SignallingNamespace, signal: NodeMessages["signal"]): void {
  const seat = namespace.local.to(signal.room);
  switch (signal.event) {
    case "description":
      seat.emit("description", signal.message);
      return;
    case "candidate":
      seat.emit("candidate", signal.message);
      return;
    case "hello":
      seat.emit("hello", signal.message);
      return;
    case "chat":
      seat.emit("chat", signal.message);
  }
}

function toReply(done: boolean): SignallingReply {
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
