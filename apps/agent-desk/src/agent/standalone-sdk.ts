import * as sdk from "videoengager-agent-sdk";

/** The part of the public SDK that takes calls from the queue. */
interface StandaloneSdk {
  acceptCall(visitorId: string): Promise<void>;
  rejectCall(visitorId: string): Promise<void>;
  switchQueue(onQueue: boolean): Promise<unknown>;
  isOnQueue(): boolean;
  isOnline(): boolean;
  getDisplayName(): string;
  agentSettings(): { readonly callWrapUp: number };
}

/** Null with an SDK that only starts calls. */
export const standaloneSdk: StandaloneSdk | null =
  "acceptCall" in sdk ? (sdk as unknown as StandaloneSdk) : null;
