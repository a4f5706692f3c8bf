import type { AgentFunctions } from "./agent-functions.ts";
import type { Emit } from "./events.ts";
import type { Logger } from "./options.ts";
import type { Settings } from "./settings.ts";

/** What everything from `init()` to `destroy()` is made with. */
export interface RuntimeDeps {
  /** Its functions can be replaced by those of a later `init()`. */
  readonly settings: Settings;
  readonly logger: Logger;
  readonly emit: Emit;
  /** Aborted by `destroy()`. */
  readonly life: AbortSignal;
  /** For the functions of an incoming call. */
  readonly agent: Pick<AgentFunctions, "acceptCall" | "rejectCall">;
}
