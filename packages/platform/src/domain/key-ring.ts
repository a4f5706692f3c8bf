import { randomBytes } from "node:crypto";
import type { Clock } from "./clock.ts";

export interface SigningKey {
  readonly id: string;
  /** 32 random bytes. */
  readonly secret: Uint8Array;
  readonly createdAtMs: number;
  /** From then on it signs nothing; it verifies until the last token that it signed has ended. */
  readonly retiredAtMs: number | null;
}

/** The port to wherever signing keys are kept, encrypted. */
export interface SigningKeyStore {
  list(): Promise<readonly SigningKey[]>;
  /** Adds `key` and retires every other one that is in use, in one step. */
  replaceCurrent(key: SigningKey): Promise<void>;
  /** Adds `key` unless there is one in use already (another node was first). */
  addFirst(key: SigningKey): Promise<void>;
  removeRetiredBefore(timeMs: number): Promise<void>;
}

const DAY_MS = 24 * 60 * 60_000;
/** A key signs for so long. */
export const KEY_LIFE_MS: number = 30 * DAY_MS;
/** Longer than any token lives. */
const KEPT_AFTER_RETIREMENT_MS = DAY_MS;
/** A node asks again for a key that it doesn't know at most this often: a forged key id costs nothing more. */
const RELOAD_PAUSE_MS = 1_000;

/**
 * The keys that sign tokens: one signs, those before it still verify, so that no rotation signs anybody out. Another
 * node's new key is read when the first token that it signed arrives.
 */
export class KeyRing {
  readonly #store: SigningKeyStore;
  readonly #clock: Clock;
  #keys: ReadonlyMap<string, SigningKey> = new Map();
  #loadedAtMs = -Infinity;

  constructor(store: SigningKeyStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Reads the keys, makes the first, replaces one that has signed for long enough. Call at start, and now and then. */
  async refresh(): Promise<void> {
    await this.#load();
    const current = this.#current();
    const nowMs = this.#clock.nowMs();
    if (!current) await this.#store.addFirst(this.#newKey());
    else if (nowMs - current.createdAtMs >= KEY_LIFE_MS) await this.#store.replaceCurrent(this.#newKey());
    else return;
    await this.#store.removeRetiredBefore(nowMs - KEPT_AFTER_RETIREMENT_MS);
    await this.#load();
  }

  /** Replaces the signing key now. */
  async rotate(): Promise<void> {
    await this.#store.replaceCurrent(this.#newKey());
    await this.#load();
  }

  /** The key that signs. Call `refresh` first. */
  current(): SigningKey {
    const current = this.#current();
    if (!current) throw new Error("The key ring holds no signing key: it was never refreshed.");
    return current;
  }

  async find(keyId: string): Promise<SigningKey | null> {
    const known = this.#keys.get(keyId);
    if (known) return known;
    if (this.#clock.nowMs() - this.#loadedAtMs < RELOAD_PAUSE_MS) return null;
    await this.#load();
    return this.#keys.get(keyId) ?? null;
  }

  #current(): SigningKey | null {
    const usable = [...this.#keys.values()].filter((key) => key.retiredAtMs === null);
    return usable.toSorted((a, b) => b.createdAtMs - a.createdAtMs)[0] ?? null;
  }

  async #load(): Promise<void> {
    this.#loadedAtMs = this.#clock.nowMs();
    this.#keys = new Map((await this.#store.list()).map((key) => [key.id, key]));
  }

  #newKey(): SigningKey {
    return {
      id: `k_${randomBytes(9).toString("base64url")}`,
      secret: randomBytes(32),
      createdAtMs: this.#clock.nowMs(),
      retiredAtMs: null,
    };
  }
}
