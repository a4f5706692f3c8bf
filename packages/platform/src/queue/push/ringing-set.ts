import type { InteractionId } from "@videoengager/protocol/ids";
import type { RingingCall } from "@videoengager/protocol/push/push-socket";

/** A ringing call and its JSON. */
export interface PreparedCall {
  readonly call: RingingCall;
  readonly json: string;
  /** Unique on this node; for comparing sets by numbers. */
  readonly serial: number;
}

/** Calls in queue order. Sets with the same calls in the same order are the same object, see {@link RingingSets}. */
export type RingingSet = ReadonlyMap<InteractionId, PreparedCall>;

export const NO_CALLS: RingingSet = new Map();

/**
 * The ringing calls of one tenant on this node. Agents with equal rights share one set, so that comparing what an agent was sent
 * with what rings now is comparing two references.
 */
export class RingingSets {
  #calls: Map<InteractionId, PreparedCall> = new Map();
  /** By a hash of the calls; the list resolves collisions. */
  #sets: Map<number, RingingSet[]> = new Map();
  #serial: number = 0;

  /** Which of these calls have not been passed to {@link prepare}. */
  missing(ids: Iterable<InteractionId>): InteractionId[] {
    return [...ids].filter((id) => !this.#calls.has(id));
  }

  prepare(call: RingingCall): void {
    this.#serial += 1;
    this.#calls.set(call.visitorId, { call, json: JSON.stringify(call), serial: this.#serial });
  }

  /**
   * The sets of these lists, in the same order. Reuses the sets of the previous call, and drops those that aren't used again. Leaves out
   * calls that were not prepared, because they have ended.
   */
  replace(lists: readonly (readonly InteractionId[])[]): readonly RingingSet[] {
    const calls = new Map<InteractionId, PreparedCall>();
    const sets = new Map<number, RingingSet[]>();
    const found = lists.map((ids) => {
      const prepared = ids.flatMap((id) => this.#calls.get(id) ?? []);
      if (prepared.length === 0) return NO_CALLS;
      for (const each of prepared) calls.set(each.call.visitorId, each);
      const hash = computeHash(prepared);
      const known = sets.get(hash)?.find((set) => isSame(set, prepared));
      if (known) return known;
      const set = this.#sets.get(hash)?.find((each) => isSame(each, prepared)) ?? toSet(prepared);
      const colliding = sets.get(hash);
      if (colliding) colliding.push(set);
      else sets.set(hash, [set]);
      return set;
    });
    this.#calls = calls;
    this.#sets = sets;
    return found;
  }
}

function toSet(prepared: readonly PreparedCall[]): RingingSet {
  return new Map(prepared.map((each) => [each.call.visitorId, each]));
}

function computeHash(prepared: readonly PreparedCall[]): number {
  let hash = 0;
  for (const { serial } of prepared) hash = (Math.imul(hash, 31) + serial) | 0;
  return hash;
}

function isSame(set: RingingSet, prepared: readonly PreparedCall[]): boolean {
  if (set.size !== prepared.length) return false;
  let index = 0;
  for (const each of set.values()) {
    if (each !== prepared[index]) return false;
    index += 1;
  }
  return true;
}
