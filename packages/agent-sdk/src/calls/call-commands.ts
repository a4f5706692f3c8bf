/** What an agent can do with those who ring: accept and reject, each with its conflicts (API 21). */
import { ensure, VideoEngagerAgentError } from "../errors.ts";
import { awaitAccepted } from "./await-accepted.ts";
import type { IncomingCalls } from "./incoming-calls.ts";
import type { Watch } from "./widget-port.ts";

export interface CallCommandsPort {
  readonly incoming: IncomingCalls;
  /** Throws where no call can start now. */
  readonly assertFree: () => void;
  /** Opens the widget for this visitor, and closes it where that fails. */
  readonly openWidget: (
    visitorId: string,
    awaitStart: (watch: Watch, signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ) => Promise<void>;
}

export async function acceptCall(
  { incoming, assertFree, openWidget }: CallCommandsPort,
  visitorId: unknown,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  assertFree();
  const entry = incoming.find(visitorId);
  entry.state = "held";
  const takeOff = (): void => incoming.remove(entry, "accepted");
  try {
    await openWidget(
      entry.visitorId,
      (watch, inner) => awaitAccepted(watch, entry, takeOff, timeoutMs, inner),
      signal,
    );
    takeOff();
  } catch (error) {
    entry.state = "ringing";
    if (entry.taken) incoming.remove(entry, "accepted-elsewhere");
    else if (VideoEngagerAgentError.is(error, "CALL_ALREADY_FINISHED")) incoming.remove(entry, "failed");
    throw error;
  }
}

export async function rejectCall(incoming: IncomingCalls, visitorId: unknown): Promise<void> {
  const entry = incoming.find(visitorId);
  ensure(entry.state !== "held", "OPERATION_CONFLICT");
  entry.state = "rejecting";
  incoming.reject(entry);
  // Whoever accepts in the same breath learns that the two contradict each other.
  await Promise.resolve();
  entry.state = "ringing";
}
