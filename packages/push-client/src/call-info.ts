import type {
  CallInfo,
  CallInfoDelta,
  CallType,
  Timetable,
  WaitingCalls,
} from "@videoengager/protocol/push/push-client";
import { callSafely } from "./call-safely.ts";

/** The call info that the application gets after every connect: queue status, number of waiting visitors, timetable. */
export class CallInfoListeners {
  #set: ((info: CallInfo) => void) | null = null;
  #update: ((delta: CallInfoDelta) => void) | null = null;
  readonly #userInfo: Set<(key: string, value: unknown) => void> = new Set();
  #info: CallInfo | null = null;
  #timetable: Timetable | null = null;

  /** A callback that is set after the connect gets the current state. */
  setCallbacks(set: (info: CallInfo) => void, update: (delta: CallInfoDelta) => void): void {
    this.#set = set;
    this.#update = update;
    const info = this.#info;
    if (info) callSafely(() => set(info));
    if (this.#timetable) this.#updateTimetable(this.#timetable);
  }

  onUserInfo(listener: (key: string, value: unknown) => void): void {
    this.#userInfo.add(listener);
    const timetable = this.#timetable;
    if (timetable) callSafely(() => listener("timetable", timetable));
  }

  connected(onQueueFor: readonly CallType[], timetable: Timetable, waiting: WaitingCalls): void {
    const floorOf = (type: CallType): number => (onQueueFor.includes(type) ? 1 : 0);
    const info: CallInfo = {
      groups: { floor: { chat: floorOf("chat"), video: floorOf("video"), screen: floorOf("screen") } },
      waiting,
    };
    this.#info = info;
    callSafely(() => this.#set?.(info));
    this.timetable(timetable);
  }

  timetable(timetable: Timetable): void {
    this.#timetable = timetable;
    this.#updateTimetable(timetable);
    for (const listener of this.#userInfo) callSafely(() => listener("timetable", timetable));
  }

  waiting(waiting: WaitingCalls): void {
    if (!this.#info || sameWaiting(this.#info.waiting, waiting)) return;
    this.#info = { ...this.#info, waiting };
    callSafely(() => this.#update?.({ mrg: { waiting: { set: waiting } } }));
  }

  disconnected(): void {
    this.#info = null;
    this.#timetable = null;
  }

  #updateTimetable(timetable: Timetable): void {
    callSafely(() => this.#update?.({ mrg: { self: { set: { timetable } } } }));
  }
}

function sameWaiting(a: WaitingCalls | undefined, b: WaitingCalls): boolean {
  return a?.count === b.count && a.longestSinceMs === b.longestSinceMs;
}
