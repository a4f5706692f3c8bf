import { nameCall } from "./describe-call.ts";
import type { DeskState } from "./desk-state.ts";

export interface TabLook {
  readonly title: string;
  readonly icon: "idle" | "ringing" | "live";
}

const NAME = "Agent desk";

/** What the browser's tab says, so that a ringing call is seen from another tab. */
export function describeTab({ ringing, call }: DeskState): TabLook {
  const [first] = ringing;
  if (first && !call)
    return {
      title:
        ringing.length > 1
          ? `${ringing.length} calls ringing · ${NAME}`
          : `${first.name} is calling · ${NAME}`,
      icon: "ringing",
    };
  if (call)
    return call.phase === "live"
      ? { title: `In a call with ${nameCall(call)} · ${NAME}`, icon: "live" }
      : { title: `${nameCall(call)} · ${NAME}`, icon: "live" };
  return { title: NAME, icon: "idle" };
}
