import { randomBytes } from "node:crypto";
import type { Clock } from "../lib/clock.ts";

export interface SigningKey {
  readonly id: string;
  /** 32 random bytes. */
  readonly secret: Uint8Array;
  readonly createdAtMs: number;
  /** When it stopped signing. It still verifies until the last token that it signed has expired. */
  readonly retiredAtMs: number | null;
}

/** Stores signing keys, encrypted. */
export interface SigningKeyStore {
  list(): Promise<readonly SigningKey[]>;
  /** Adds `key` and retires all others that sign, in one transaction. */
  replaceCurrent(key: SigningKey): Promise<void>;
  /** Adds `key` and deletes all others, in one transaction. */
  replaceAll(key: SigningKey): Promise<void>;
  /** Adds `key` unless a signing key exists (another node was first). */
  addFirst(key: SigningKey): Promise<void>;
  removeRetiredBefore(timeMs: number): Promise<void>;
}

const DAY_MS = 24 * 60 * 60_000;
/** How long a key signs. */
export const KEY_LIFE_MS: number = 30 * DAY_MS;
/** How long a retired key is kept: longer than any token lives. */
export const KEPT_AFTER_RETIREMENT_MS: number = DAY_MS;
/** How long a node uses the keys that it has read. Another node's rotation takes effect after this time. */
export const KEY_RING_MAX_AGE_MS: number = 4_000;
/** A node re-reads the keys for an unknown key id at most this often, so a forged id costs nothing more. */
const RELOAD_PAUSE_MS = 1_000;

/**
 * The keys for tokens. One signs; retired ones still verify, so a rotation signs nobody out. Every node re-reads them
 * within {@link KEY_RING_MAX_AGE_MS}. While the database can't be read, a node continues with the keys that it has.
 */
export class KeyRing {
  readonly #store: SigningKeyStore;
  readonly #clock: Clock;
  readonly #load: () => Promise<void>;
  #keys: ReadonlyMap<string, SigningKey> = new Map();
  #readAtMs = -Infinity;

  constructor(store: SigningKeyStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#load = asyncOnce(() => this.#read());
  }

  /** Reads the keys, creates the first, replaces one that is too old, removes retired ones. Call at start and hourly. */
  async refresh(): Promise<void> {
    await this.#read();
    const signing = this.#signing();
    const nowMs = this.#clock.nowMs();
    if (!signing) await this.#store.addFirst(this.#newKey());
    else if (nowMs - signing.createdAtMs >= KEY_LIFE_MS) await this.#store.replaceCurrent(this.#newKey());
    await this.#store.removeRetiredBefore(nowMs - KEPT_AFTER_RETIREMENT_MS);
    await this.#read();
  }

  /**
   * Replaces the signing key now.
   *
   * @param how `retire`: tokens that earlier keys signed stay valid until they expire; `revoke`: they end at once
   */
  async rotate(how: "retire" | "revoke"): Promise<void> {
    const key = this.#newKey();
    await (how === "revoke" ? this.#store.replaceAll(key) : this.#store.replaceCurrent(key));
    await this.#read();
  }

  /** The key that signs. Call `refresh` once before. */
  async current(): Promise<SigningKey> {
    await this.#readIfOld();
    const signing = this.#signing();
    if (!signing) throw new Error("The key ring has no signing key: call refresh() first.");
    return signing;
  }

  async find(keyId: string): Promise<SigningKey | null> {
    await this.#readIfOld();
    const known = this.#keys.get(keyId);
    if (known || !this.#isOlderThan(RELOAD_PAUSE_MS)) return known ?? null;
    await this.#load();
    return this.#keys.get(keyId) ?? null;
  }

  #signing(): SigningKey | null {
    const signing = [...this.#keys.values()].filter((key) => key.retiredAtMs === null);
    return signing.toSorted((a, b) => b.createdAtMs - a.createdAtMs)[0] ?? null;
  }

  async #readIfOld(): Promise<void> {
    if (!this.#isOlderThan(KEY_RING_MAX_AGE_MS)) return;
    try {
      await this.#load();
    } catch (error) {
      if (this.#keys.size === 0) throw error;
    }
  }

  #isOlderThan(ageMs: number): boolean {
    // A clock that was set back must not keep old keys alive.
    return Math.abs(this.#clock.nowMs() - this.#readAtMs) >= ageMs;
  }

  async #read(): Promise<void> {
    this.#readAtMs = this.#clock.nowMs();
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

/** Shares one run among all calls that come while it is in progress. */
function asyncOnce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };
}
