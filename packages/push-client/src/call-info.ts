import type { CallInfo, CallInfoDelta, CallType, Timetable } from "@videoengager/protocol/push/push-client";
import { callSafely } from "./call-safely.ts";

/** What the application is told of its agent after every connect, unasked: the queue's floor and the timetable. */
export class CallInfoListeners {
  #set: ((info: CallInfo) => void) | null = null;
  #update: ((delta: CallInfoDelta) => void) | null = null;
  readonly #userInfo: Set<(key: string, value: unknown) => void> = new Set();
  #info: CallInfo | null = null;
  #timetable: Timetable | null = null;

  /** Whoever comes after the connect is told what is true now. */
  setCallbacks(set: (info: CallInfo) => void, update: (delta: CallInfoDelta) => void): void {
    this.#set = set;
    this.#update = update;
    const info = this.#info;
    if (info) callSafely(() => set(info));
    if (this.#timetable) this.#tellTimetable(this.#timetable);
  }

  onUserInfo(listener: (key: string, value: unknown) => void): void {
    this.#userInfo.add(listener);
    const timetable = this.#timetable;
    if (timetable) callSafely(() => listener("timetable", timetable));
  }

  connected(onQueueFor: readonly CallType[], timetable: Timetable): void {
    const floorOf = (type: CallType): number => (onQueueFor.includes(type) ? 1 : 0);
    const info: CallInfo = {
      groups: { floor: { chat: floorOf("chat"), video: floorOf("video"), screen: floorOf("screen") } },
    };
    this.#info = info;
    callSafely(() => this.#set?.(info));
    this.timetable(timetable);
  }

  timetable(timetable: Timetable): void {
    this.#timetable = timetable;
    this.#tellTimetable(timetable);
    for (const listener of this.#userInfo) callSafely(() => listener("timetable", timetable));
  }

  disconnected(): void {
    this.#info = null;
    this.#timetable = null;
  }

  #tellTimetable(timetable: Timetable): void {
    callSafely(() => this.#update?.({ mrg: { self: { set: { timetable } } } }));
  }
}
