import type { CallState, Emit, IncomingCall } from "./events.ts";
import type { Logger } from "./options.ts";
import type { Settings } from "./settings.ts";

/** The functions of the agent that an incoming call offers as its own. */
export interface AgentFunctions {
  acceptCall(visitorId: string, ...options: Parameters<IncomingCall["accept"]>): Promise<CallState>;
  rejectCall(visitorId: string, ...reason: Parameters<IncomingCall["reject"]>): Promise<void>;
}

/** What everything from `init()` to `destroy()` is made with. */
export interface RuntimeDeps {
  /** Its functions can be replaced by those of a later `init()`. */
  readonly settings: Settings;
  readonly logger: Logger;
  readonly emit: Emit;
  /** Aborted by `destroy()`. */
  readonly life: AbortSignal;
  /** For the functions of an incoming call. */
  readonly agent: AgentFunctions;
}
