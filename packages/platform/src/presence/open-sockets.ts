import type { SeatConnection } from "../calls/seat-events.ts";
import type { AgentSession } from "../queue/queue-store.ts";

/** Why a seat's socket closed. */
export type Observed = "closed" | "silent";

type OpenSession = Omit<AgentSession, "nodeId">;

/**
 * This node's seats and sessions with an open socket, and those whose socket closed but whose row wasn't changed yet. `Reconciler`
 * makes the database match.
 */
export class OpenSockets {
  readonly seats: Map<string, SeatConnection> = new Map();
  /** By session id. The sessions' live objects, so their queue state is current. */
  readonly sessions: Map<string, OpenSession> = new Map();
  /** Pending writes, by the id of the connection or session. */
  readonly closedSeats: Map<string, { readonly seat: SeatConnection; readonly observed: Observed }> =
    new Map();
  readonly closedSessions: Map<string, OpenSession> = new Map();

  openSeat(seat: SeatConnection): void {
    this.seats.set(seat.connectionId, seat);
  }

  closeSeat(seat: SeatConnection, observed: Observed): void {
    this.seats.delete(seat.connectionId);
    this.closedSeats.set(seat.connectionId, { seat, observed });
  }

  openSession(session: OpenSession): void {
    this.sessions.set(session.sessionId, session);
  }

  closeSession(session: OpenSession): void {
    this.sessions.delete(session.sessionId);
    this.closedSessions.set(session.sessionId, session);
  }
}
