import { VideoEngagerAgentError } from "../api/errors.ts";
import type { CallState } from "../api/events.ts";
import type { Opening } from "../call/await-opening.ts";
import type { Calls } from "../call/calls.ts";
import type { Running } from "../lib/operation.ts";
import { type AcceptState, createAcceptMachine } from "./accept-machine.ts";
import type { IncomingCalls, RingingEnd } from "./incoming-calls.ts";

/** Opens the widget for a ringing visitor (API 21) and removes the entry from the list once it is known who has the call. */
export async function acceptCall(
  visitorId: unknown,
  incoming: IncomingCalls,
  calls: Calls,
  running: Running,
): Promise<CallState> {
  calls.assertFree();
  const entry = incoming.find(visitorId);
  const opening: Opening<AcceptState, { readonly end: RingingEnd }> = {
    machine: createAcceptMachine(entry.visitorId),
    subscribe(feed) {
      const watcher = (end: RingingEnd): void => feed({ end });
      entry.watchers.add(watcher);
      // Between two attempts to open the widget nobody listens.
      if (entry.end) watcher(entry.end);
      return () => entry.watchers.delete(watcher);
    },
    onState({ isOurs }) {
      if (isOurs) incoming.remove(entry, "accepted");
    },
  };
  entry.state = "held";
  try {
    const state = await calls.start({ customerId: entry.visitorId }, opening, running);
    incoming.remove(entry, "accepted");
    return state;
  } catch (error) {
    entry.state = "ringing";
    if (entry.end?.type === "elsewhere") incoming.remove(entry, "accepted-elsewhere");
    else if (VideoEngagerAgentError.is(error, "CALL_ALREADY_FINISHED")) incoming.remove(entry, "failed");
    throw error;
  }
}
