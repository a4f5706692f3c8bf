import { type EverySecond, SYSTEM_SECONDS } from "./every-second.ts";

/** How often each page is asked whether it is there. */
export const ALIVE_INTERVAL_MS: number = 5_000;
/** The pages are asked in turns, one a second, so that a full house doesn't answer in one moment. */
const TURNS: number = ALIVE_INTERVAL_MS / 1_000;

interface Asked<Page> {
  readonly page: Page;
  waiting: boolean;
  silentMs: number;
}

export interface AliveQuestions<Page> {
  /** How long this page may be silent. */
  silenceAllowedMs(page: Page): number;
  /** Asks; the page answers in its message handler, so that one in the background, which has no timers worth the name, still does. */
  ask(page: Page, answer: () => void): void;
  /** Called once, when it was silent for too long. */
  onSilent(page: Page): void;
}

/**
 * Whether the pages behind this node's sockets still answer: the server asks, and the answer is their presence. Silence is
 * counted in unanswered questions, so that a clock that is set, or a machine that slept, makes nobody silent.
 */
export class AliveRounds<Page> {
  readonly #questions: AliveQuestions<Page>;
  readonly #turns: Set<Asked<Page>>[] = Array.from({ length: TURNS }, () => new Set());
  readonly #stop: () => void;
  #turn: number = 0;
  #added: number = 0;

  constructor(questions: AliveQuestions<Page>, everySecond: EverySecond = SYSTEM_SECONDS) {
    this.#questions = questions;
    this.#stop = everySecond(() => this.#round());
  }

  /** How many pages owe an answer. */
  get unanswered(): number {
    let count = 0;
    for (const turn of this.#turns) for (const { waiting } of turn) if (waiting) count += 1;
    return count;
  }

  /** @returns stops asking this page */
  add(page: Page): () => void {
    const asked: Asked<Page> = { page, waiting: false, silentMs: 0 };
    const turn = this.#turns[this.#added % TURNS];
    this.#added += 1;
    turn?.add(asked);
    return () => void turn?.delete(asked);
  }

  stop(): void {
    this.#stop();
  }

  #round(): void {
    this.#turn = (this.#turn + 1) % TURNS;
    const turn = this.#turns[this.#turn];
    for (const asked of turn ?? []) {
      if (asked.waiting && asked.silentMs >= this.#questions.silenceAllowedMs(asked.page)) {
        turn?.delete(asked);
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
