/**
 * Whether the path to the other side has gone silent; pure. A browser reports a dead path after 5 to 7 s. Sound sends 50 packets a
 * second, so its absence shows it within one, and an ICE restart costs a path that only paused nothing: the pair in use stays until
 * another one works. This is why Opus is used without DTX: while nobody speaks, it sends a packet every 400 ms, and one lost packet
 * would look like a dead path.
 */
export interface PathReading {
  /** Media packets that have arrived. */
  readonly packets: number;
  /** Answers to connectivity checks that have arrived: a path that gives them is not broken. */
  readonly responses: number;
  readonly roundTripMs: number | null;
  /** Changes with every ICE restart, by either side. */
  readonly generation: string;
}

export interface PathState {
  readonly last: PathReading;
  readonly lastMs: number;
  /** Packets of the latest readings that brought some. */
  readonly deltas: readonly number[];
  /** When packets last arrived. */
  readonly movedMs: number;
  /** So many arrived that their absence means something. */
  readonly flowed: boolean;
  /** A check was answered since: the path works, and the other side has stopped sending. */
  readonly answered: boolean;
  readonly restarts: number;
  readonly restartedMs: number;
  readonly recoveredMs: number;
}

const READ_MS = 200;
const READ_SILENT_MS = 100;
const SILENT_MS = 600;
/** The other side restarts first. It may be the one that hears nothing, or it may not notice. */
const FOLLOWER_WAITS_MS = 600;
const RECOVERING_MS = 2_000;
const DELTAS = 5;
/** A second of sound in packets of 60 ms has 17. */
const FLOWING_PACKETS = 12;
/** TURN repeats a lost request after 0.25, 0.5, 1, 2 s …: a new search soon finds a path that healed, a late repetition doesn't. */
const RESTART_EVERY_MS = 1_200;
/** A search over a relay takes about as many round trips. */
const ROUND_TRIPS_OF_A_SEARCH = 8;
/** Then the restarts of `peer-state.ts` take over, with their back-off. */
const MAX_RESTARTS = 8;
/** Readings that are farther apart come from a page that was asleep. */
const ASLEEP_MS = 1_000;

export interface PathStep {
  readonly state: PathState;
  /** `restart`: look for another path. `recovered`: media arrives again. */
  readonly event: "restart" | "recovered" | null;
}

export function startPath(reading: PathReading, nowMs: number): PathState {
  return {
    last: reading,
    lastMs: nowMs,
    deltas: [],
    movedMs: nowMs,
    flowed: false,
    answered: false,
    restarts: 0,
    restartedMs: Number.NEGATIVE_INFINITY,
    recoveredMs: Number.NEGATIVE_INFINITY,
  };
}

/**
 * The path is silent, or was until now. A browser begins a new path with a low estimate of what it carries: a complete frame gets
 * through sooner when it is small.
 */
export function isRecovering({ flowed, movedMs, recoveredMs }: PathState, nowMs: number): boolean {
  return (flowed && nowMs - movedMs >= SILENT_MS) || nowMs - recoveredMs < RECOVERING_MS;
}

/** When to read the path again, milliseconds. */
export function nextReadMs({ flowed, movedMs, lastMs }: PathState): number {
  return flowed && lastMs - movedMs >= READ_MS ? READ_SILENT_MS : READ_MS;
}

/** One step for a new reading. `expected`: the other side sends sound. `leads`: this side makes the offers. */
export function stepPath(
  state: PathState,
  reading: PathReading,
  { expected, leads }: { readonly expected: boolean; readonly leads: boolean },
  nowMs: number,
): PathStep {
  const delta = reading.packets - state.last.packets;
  if (delta < 0 || nowMs - state.lastMs > ASLEEP_MS) return { state: startPath(reading, nowMs), event: null };
  const isRestarted = reading.generation !== state.last.generation;
  const restartedMs = isRestarted ? nowMs : state.restartedMs;
  const answered = delta === 0 && (state.answered || reading.responses > state.last.responses);
  const next: PathState = { ...state, last: reading, lastMs: nowMs, restartedMs, answered };
  if (delta > 0) {
    const wasSilent = state.lastMs - state.movedMs >= SILENT_MS;
    const deltas = [...(wasSilent ? [] : state.deltas), delta].slice(-DELTAS);
    const arrived = deltas.reduce((sum, count) => sum + count, 0);
    const recovers = wasSilent && state.flowed;
    const recoveredMs = recovers ? nowMs : state.recoveredMs;
    return {
      state: {
        ...next,
        deltas,
        movedMs: nowMs,
        flowed: recovers || arrived >= FLOWING_PACKETS,
        restarts: 0,
        recoveredMs,
      },
      event: recovers ? "recovered" : null,
    };
  }
  if (!expected) return { state: { ...next, deltas: [], flowed: false }, event: null };
  const everyMs = Math.max(RESTART_EVERY_MS, ROUND_TRIPS_OF_A_SEARCH * (reading.roundTripMs ?? 0));
  const patienceMs = leads ? 0 : FOLLOWER_WAITS_MS;
  const isDue =
    state.flowed &&
    !answered &&
    nowMs - state.movedMs >= SILENT_MS + patienceMs &&
    nowMs - restartedMs >= everyMs + patienceMs &&
    state.restarts < MAX_RESTARTS;
  if (!isDue) return { state: next, event: null };
  return { state: { ...next, restarts: state.restarts + 1, restartedMs: nowMs }, event: "restart" };
}
