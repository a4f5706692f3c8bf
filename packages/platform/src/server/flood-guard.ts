import { TokenBucket } from "../lib/token-bucket.ts";

/** More than any page sends: all candidates of a call at once, then answers to `alive`. */
const BURST = 500;
const PER_SECOND = 100;

/** A connection of `engine.io`, below every namespace. */
export interface Connection {
  on(event: "packet", listener: () => void): void;
  close(discard?: boolean): void;
}

/**
 * Closes a connection that sends more packets than any page would. All packets count: known and unknown events, connects to namespaces,
 * pings and answers. Handlers have their own, lower limits per event.
 *
 * @param onClosed runs once for each connection that was closed
 */
export function closeOnFlood(connection: Connection, onClosed: () => void): void {
  const bucket = new TokenBucket(BURST, PER_SECOND, () => performance.now());
  let closed = false;
  connection.on("packet", () => {
    if (closed || bucket.take()) return;
    closed = true;
    connection.close(true);
    onClosed();
  });
}
