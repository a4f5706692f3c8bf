import { type CallContext, getWaiting, on } from "videoengager-agent-sdk";
import type { CallReport, DeskAction } from "../model/desk-action.ts";

type CallState = Parameters<Parameters<typeof on<"callStateUpdated">>[1]>[0];

/**
 * Dispatches the SDK's events as actions. Call it once after each `init()`: a new listener receives the calls that already
 * ring, and `destroy()` removes all listeners.
 */
export function reportSdkEvents(dispatch: (action: DeskAction) => void): void {
  on("isOnline", (online) => dispatch({ type: "onlineChanged", online }));
  on("inCallsQueue", (onQueue) => dispatch({ type: "queueChanged", queue: onQueue ? "on" : "off" }));
  on("incomingCall", ({ visitorId, displayName, customData, context }) =>
    dispatch({
      type: "rang",
      visitor: {
        visitorId,
        name: readName(context, displayName),
        waitingSinceMs: readWaitingSince(context),
        customData: customData ?? {},
      },
    }),
  );
  on("acceptedElsewhere", ({ visitorId, deviceId }) => {
    // Fires before `callRemoved`, which doesn't say whether the other device belongs to this agent.
    if (deviceId !== undefined)
      dispatch({ type: "ringingEnded", visitorId, reason: "accepted-by-you-elsewhere", atMs: Date.now() });
  });
  on("callRemoved", (visitorId, { reason }) =>
    dispatch({ type: "ringingEnded", visitorId, reason, atMs: Date.now() }),
  );
  const { count, longestSinceMs } = getWaiting();
  dispatch({ type: "waitingCounted", queueLength: { count, longestSinceMs } });
  on("waitingChanged", (queueLength) => dispatch({ type: "waitingCounted", queueLength }));
  on("callStateUpdated", (state) =>
    dispatch({ type: "callReported", report: toReport(state), atMs: Date.now() }),
  );
  on("sessionEnded", () => dispatch({ type: "callEnded", atMs: Date.now() }));
}

/** Our platform sends the exact name, empty if the visitor gave none. The SDK's `displayName` is then "Visitor", in every language. */
function readName({ from }: CallContext, displayName: string): string {
  return typeof from.name === "string" ? from.name.trim() : displayName;
}

/** Our platform says since when a visitor has waited. Another platform may not. */
function readWaitingSince(context: Readonly<Record<string, unknown>>): number {
  const nowMs = Date.now();
  const { waitingSinceMs } = context;
  return typeof waitingSinceMs === "number" ? Math.min(waitingSinceMs, nowMs) : nowMs;
}

function toReport({ status, visitorId, attributes }: CallState): CallReport {
  const { customerId, visitorName } = attributes;
  return {
    status,
    visitorId,
    reference: typeof customerId === "string" ? customerId : "",
    name: typeof visitorName === "string" ? visitorName : "",
  };
}
