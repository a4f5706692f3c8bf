/**
 * Keeps one invariant: this node's rows are exactly its open sockets.
 *
 * - A socket that closed: its row is changed, with retries until that succeeds.
 * - A socket without a row, because the others expired this node while it was stopped or cut off: its session is stored again,
 *   and its seat is connected again unless another page or connection has it.
 * - A row without a socket: the session is deleted, and the seat becomes `closed`.
 */
import { loseConnection, reconnectSeat } from "../calls/seat-events.ts";
import type { RuleDeps } from "../deps.ts";
import type { Heart } from "./heart.ts";
import type { OpenSockets } from "./open-sockets.ts";

const INTERVAL_MS = 5_000;
/** Failed writes are retried at this interval. */
const RETRY_INTERVAL_MS = 500;

export class Reconciler {
  readonly #deps: RuleDeps;
  readonly #sockets: OpenSockets;
  readonly #heart: Heart;
  readonly #onFailure: (error: unknown) => void;
  #last: Promise<void> = Promise.resolve();
  #timers: NodeJS.Timeout[] = [];
  #stopped: boolean = false;
  #running: boolean = false;

  constructor(deps: RuleDeps, sockets: OpenSockets, heart: Heart, onFailure: (error: unknown) => void) {
    this.#deps = deps;
    this.#sockets = sockets;
    this.#heart = heart;
    this.#onFailure = onFailure;
  }

  start(): void {
    this.#timers = [
      setInterval(() => {
        if (!this.#running) void this.reconcile();
      }, INTERVAL_MS),
      setInterval(() => {
        if (!this.#running && this.#hasPendingWrites()) void this.writeClosed();
      }, RETRY_INTERVAL_MS),
    ];
  }

  /** Compares everything, in both directions. */
  reconcile(): Promise<void> {
    return this.#next(async () => {
      await this.#writeClosed();
      const rows = await this.#deps.presence.rowsOf(this.#deps.nodeId);
      await this.#restoreRows(rows);
      await this.#removeRows(rows);
    });
  }

  /** Writes the changes that are due for closed sockets. */
  writeClosed(): Promise<void> {
    return this.#next(() => this.#writeClosed());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#last;
  }

  /** One after the other: two at the same time could undo each other's writes. */
  #next(work: () => Promise<void>): Promise<void> {
    this.#last = this.#runAfter(this.#last, work);
    return this.#last;
  }

  async #runAfter(before: Promise<void>, work: () => Promise<void>): Promise<void> {
    await before;
    if (this.#stopped) return;
    this.#running = true;
    try {
      await this.#heart.fresh();
      await work();
    } catch (error) {
      this.#onFailure(error);
    }
    this.#running = false;
  }

  #hasPendingWrites(): boolean {
    return this.#sockets.closedSeats.size > 0 || this.#sockets.closedSessions.size > 0;
  }

  async #writeClosed(): Promise<void> {
    const { closedSeats, closedSessions } = this.#sockets;
    for (const [id, { seat, observed }] of closedSeats) {
      await loseConnection(this.#deps, seat, observed);
      closedSeats.delete(id);
    }
    for (const [id, session] of closedSessions) {
      await this.#deps.queue.removeSession(session.sessionId);
      closedSessions.delete(id);
      if (session.onQueue) this.#deps.announce.queueChanged(session.tenantId);
    }
  }

  async #restoreRows(rows: Rows): Promise<void> {
    const { seats, sessions } = this.#sockets;
    const storedSeats = new Set(rows.seats.map((seat) => seat.connectionId));
    const onQueue = new Map(rows.sessions.map((row) => [row.sessionId, row.onQueue]));
    const tenantIds = new Set<string>();
    for (const session of sessions.values()) {
      if (onQueue.get(session.sessionId) === session.onQueue) continue;
      await this.#deps.queue.putSession({ ...session, nodeId: this.#deps.nodeId });
      tenantIds.add(session.tenantId);
    }
    for (const seat of seats.values())
      if (!storedSeats.has(seat.connectionId)) await reconnectSeat(this.#deps, seat);
    for (const tenantId of tenantIds) this.#deps.announce.queueChanged(tenantId);
  }

  /** Checks the sockets after reading the rows: every row's socket was registered before the row was written. */
  async #removeRows(rows: Rows): Promise<void> {
    const { seats, sessions } = this.#sockets;
    for (const { interactionId, role, connectionId } of rows.seats) {
      if (seats.has(connectionId)) continue;
      await loseConnection(this.#deps, { interactionId, role, connectionId }, "closed");
    }
    for (const { sessionId } of rows.sessions)
      if (!sessions.has(sessionId)) await this.#deps.queue.removeSession(sessionId);
  }
}

type Rows = Awaited<ReturnType<RuleDeps["presence"]["rowsOf"]>>;
