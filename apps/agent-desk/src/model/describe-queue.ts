import type { DeskState } from "./desk-state.ts";

export interface QueueLook {
  /** What the switch stands at: what is true now, not what was asked for. */
  readonly isOn: boolean;
  readonly isBusy: boolean;
  readonly tone: "live" | "off" | "attention";
  readonly title: string;
  readonly detail: string;
}

/** What is true about being rung, in words. */
export function describeQueue({ queue, online, call, wrapUp }: DeskState, nowMs: number): QueueLook {
  const isOn = queue === "on" || queue === "leaving";
  const isBusy = queue === "joining" || queue === "leaving";
  if (!online)
    return {
      isOn,
      isBusy,
      tone: "attention",
      title: "Connection lost",
      detail: isOn
        ? "Nothing rings here now. You are back on the queue as soon as the connection is."
        : "Trying again by itself. A call that is running goes on.",
    };
  if (queue === "joining")
    return { isOn, isBusy, tone: "off", title: "Going on the queue", detail: "One moment." };
  if (queue === "leaving")
    return { isOn, isBusy, tone: "off", title: "Leaving the queue", detail: "One moment." };
  if (queue === "off")
    return { isOn, isBusy, tone: "off", title: "Off the queue", detail: "No visitor's call rings here." };
  if (call)
    return {
      isOn,
      isBusy,
      tone: "live",
      title: "On the queue",
      detail: "Nobody rings during a call.",
    };
  if (wrapUp && wrapUp.untilMs > nowMs)
    return {
      isOn,
      isBusy,
      tone: "live",
      title: "On the queue",
      detail: "Nobody rings until wrap-up is over.",
    };
  return { isOn, isBusy, tone: "live", title: "On the queue", detail: "Visitors' calls ring here." };
}
