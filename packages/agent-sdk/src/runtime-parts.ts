import type { Emit, IncomingCall } from "./events.ts";
import type { Logger } from "./options.ts";
import type { Settings } from "./settings.ts";

/** What everything from `init()` to `destroy()` is made with. */
export interface RuntimeParts {
  /** Its functions may be replaced by those of a later `init()`. */
  readonly settings: Settings;
  readonly logger: Logger;
  readonly emit: Emit;
  /** Aborted by `destroy()`. */
  readonly life: AbortSignal;
  /** What an incoming call's own functions do. */
  readonly accept: (...visitor: [visitorId: string, ...Parameters<IncomingCall["accept"]>]) => Promise<void>;
  readonly reject: (...visitor: [visitorId: string, ...Parameters<IncomingCall["reject"]>]) => Promise<void>;
}
