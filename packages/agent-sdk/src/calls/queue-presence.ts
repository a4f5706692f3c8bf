/**
 * Whether this page is on the calls queue (API 15, 15a):
 *
 * 1. It starts off the queue; only its own decision, by `switch`, puts it there.
 * 2. The decision survives a lost connection: it is stated again on every new one.
 * 3. Joining needs a timetable that permits it; until it is known, joining waits. Leaving is always possible.
 */
import type { PushCallback, Timetable } from "@videoengager/protocol/push/push-client";
import { VideoEngagerAgentError } from "../errors.ts";
import { decide, until } from "../lib/operation.ts";

const RESTATE_AFTER_MS = 5_000;

export interface QueuePresencePort {
  join(callback: PushCallback): void;
  leave(callback: PushCallback): void;
  /** Of `isOnQueue`. */
  onChange(isOnQueue: boolean): void;
  /** Keeps the decision for a reload. */
  remember(isDecided: boolean): void;
  onError(error: unknown): void;
}

export interface QueuePresence {
  readonly isOnQueue: () => boolean;
  setOnline(isOnline: boolean): void;
  setTimetable(timetable: Timetable): void;
  /** The platform counts this session to the queue. */
  heardOnQueue(): void;
  /** Takes up a decision that was made before a reload. */
  resume(): void;
  /** Joins or leaves; without a target, the other of the two. One after the other. */
  switch(target: boolean | undefined, signal: AbortSignal): Promise<void>;
  stop(): void;
}

export function createQueuePresence(port: QueuePresencePort): QueuePresence {
  let online = false;
  let timetable: Timetable | undefined;
  let isDecided = false;
  let isStated = false;
  let onQueue = false;
  let last: Promise<unknown> = Promise.resolve();
  let retry: ReturnType<typeof setTimeout> | undefined;
  const waiting = new Set<() => void>();

  const setOnQueue = (value: boolean): void => {
    if (onQueue === value) return;
    onQueue = value;
    port.onChange(value);
  };
  const decideFor = (value: boolean): void => {
    isDecided = value;
    port.remember(value);
  };
  const tell = (method: "join" | "leave"): Promise<void> =>
    new Promise((resolve, reject) => {
      port[method]((error) => (error ? reject(error) : resolve()));
    });

  const restate = async (): Promise<void> => {
    clearTimeout(retry);
    if (!online || !isDecided || isStated || !timetable || timetable === "off") return;
    isStated = true;
    try {
      await tell("join");
      if (isDecided) setOnQueue(true);
      else await tell("leave");
    } catch (error) {
      port.onError(error);
      isStated = false;
      if (!isDecided) return;
      setOnQueue(false);
      retry = setTimeout(restate, RESTATE_AFTER_MS);
    }
  };
  const changed = (): void => {
    for (const check of waiting) check();
    void restate();
  };

  const awaitTimetable = (signal: AbortSignal): Promise<void> =>
    decide<void>(signal, ({ resolve, reject }) => {
      const refuse = (message: string, context: Record<string, unknown>): void =>
        reject(new VideoEngagerAgentError("VE_UNHANDLED_ERROR", { message, context }));
      const check = (): void => {
        if (!online) refuse("The agent is offline. Try again when it is online.", { isOnline: false });
        else if (timetable === "off") refuse("The timetable is off: the queue is closed now.", { timetable });
        else if (timetable) resolve();
      };
      waiting.add(check);
      check();
      return () => waiting.delete(check);
    });

  const join = async (signal: AbortSignal): Promise<void> => {
    await awaitTimetable(signal);
    try {
      isStated = true;
      await until(tell("join"), signal);
    } catch (error) {
      isStated = false;
      // An answer that was only late would leave the agent on the queue.
      if (online) tell("leave").catch(() => {});
      throw error;
    }
    decideFor(true);
    setOnQueue(true);
  };
  const leave = async (signal: AbortSignal): Promise<void> => {
    const wasDecided = isDecided;
    decideFor(false);
    isStated = false;
    try {
      if (online) await until(tell("leave"), signal);
    } catch (error) {
      if (online) {
        decideFor(wasDecided);
        throw error;
      }
    }
    setOnQueue(false);
  };

  return {
    isOnQueue: () => onQueue,
    setOnline(value) {
      online = value;
      isStated = false;
      changed();
    },
    setTimetable(value) {
      if (value === "off") isStated = false;
      timetable = value;
      changed();
    },
    heardOnQueue() {
      if (!isDecided && !isStated) tell("leave").catch(port.onError);
    },
    resume() {
      decideFor(true);
      void restate();
    },
    switch(target, signal) {
      const run = async (): Promise<void> => {
        signal.throwIfAborted();
        const wanted = target ?? !onQueue;
        if (wanted !== onQueue || wanted !== isDecided) await (wanted ? join(signal) : leave(signal));
      };
      const done = last.then(run, run);
      last = done.catch(() => {});
      return done;
    },
    stop() {
      clearTimeout(retry);
      isDecided = false;
      if (onQueue) port.remember(false);
    },
  };
}
