import type { DeskState } from "./desk-state.ts";

export interface QueueLook {
  /** The switch's position: the current state, not the requested one. */
  readonly isOn: boolean;
  readonly isBusy: boolean;
  readonly tone: "live" | "off" | "attention";
  readonly title: string;
  readonly detail: string;
}

/** Describes whether calls ring here, and why not. */
export function describeQueue(state: DeskState, nowMs: number): QueueLook {
  const { queue, online, call, heldBackUntilMs, text } = state;
  const words = text.queue;
  const isOn = queue === "on" || queue === "leaving";
  const isBusy = queue === "joining" || queue === "leaving";
  const look = (tone: QueueLook["tone"], title: string, detail: string): QueueLook => ({
    isOn,
    isBusy,
    tone,
    title,
    detail,
  });
  if (!online) return look("attention", words.lost, isOn ? words.lostOnQueue : words.lostOffQueue);
  if (queue === "joining") return look("off", words.joining, words.oneMoment);
  if (queue === "leaving") return look("off", words.leaving, words.oneMoment);
  if (queue === "off") return look("off", words.off, words.offDetail);
  if (call) return look("live", words.on, words.onInCall);
  if (isHeldBack(heldBackUntilMs, nowMs)) return look("attention", words.on, words.onInWrapUp);
  return look("live", words.on, words.onDetail);
}

/** Whether the platform holds calls back now. */
export function isHeldBack(untilMs: number | null, nowMs: number): untilMs is number {
  return untilMs !== null && untilMs > nowMs;
}
