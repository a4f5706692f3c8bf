import { type EverySecond, SYSTEM_SECONDS } from "./every-second.ts";

/** How often each page gets an `alive` question. */
export const ALIVE_INTERVAL_MS: number = 5_000;
/** Pages are split into slots, one per second, so that not all of them answer at the same moment. */
const SLOTS: number = ALIVE_INTERVAL_MS / 1_000;

interface Asked<Page> {
  readonly page: Page;
  waiting: boolean;
  silentMs: number;
}

export interface AliveQuestions<Page> {
  /** How long this page can be silent. */
  silenceAllowedMs(page: Page): number;
  /** Sends the question. The page answers in its message handler: timers are unreliable in a background page. */
  ask(page: Page, answer: () => void): void;
  /** Called once, when the page was silent for too long. */
  onSilent(page: Page): void;
}

/**
 * Checks whether the pages of this node's sockets still answer. Silence is counted in unanswered questions, so a changed clock or
 * a suspended machine makes no page silent.
 */
export class AliveRounds<Page> {
  readonly #questions: AliveQuestions<Page>;
  readonly #slots: Set<Asked<Page>>[] = Array.from({ length: SLOTS }, () => new Set());
  readonly #stop: () => void;
  #slot: number = 0;
  #added: number = 0;

  constructor(questions: AliveQuestions<Page>, everySecond: EverySecond = SYSTEM_SECONDS) {
    this.#questions = questions;
    this.#stop = everySecond(() => this.#round());
  }

  /** How many pages have an unanswered question. */
  get unanswered(): number {
    let count = 0;
    for (const slot of this.#slots) for (const { waiting } of slot) if (waiting) count += 1;
    return count;
  }

  /** @returns stops asking this page */
  add(page: Page): () => void {
    const asked: Asked<Page> = { page, waiting: false, silentMs: 0 };
    const slot = this.#slots[this.#added % SLOTS];
    this.#added += 1;
    slot?.add(asked);
    return () => void slot?.delete(asked);
  }

  stop(): void {
    this.#stop();
  }

  #round(): void {
    this.#slot = (this.#slot + 1) % SLOTS;
    const slot = this.#slots[this.#slot];
    for (const asked of slot ?? []) {
      if (asked.waiting && asked.silentMs >= this.#questions.silenceAllowedMs(asked.page)) {
        slot?.delete(asked);
        this.#questions.onSilent(asked.page);
        continue;
      }
      asked.silentMs += ALIVE_INTERVAL_MS;
      if (asked.waiting) continue;
      asked.waiting = true;
      asked.silentMs = ALIVE_INTERVAL_MS;
      this.#questions.ask(asked.page, () => {
        asked.waiting = false;
        asked.silentMs = 0;
      });
    }
  }
}
