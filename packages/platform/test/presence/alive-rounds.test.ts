import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { AliveRounds } from "../../src/presence/alive-rounds.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Page {
  readonly name: string;
  answers: boolean;
}

function start(allowedMs = 15_000) {
  const asked: string[] = [];
  const silent: string[] = [];
  const rounds = new AliveRounds<Page>({
    silenceAllowedMs: () => allowedMs,
    ask(page, answer) {
      asked.push(page.name);
      if (page.answers) answer();
    },
    onSilent: (page) => silent.push(page.name),
  });
  return { rounds, asked, silent };
}

it("asks every page every 5 s, in turns", () => {
  const { rounds, asked } = start();
  for (const name of ["a", "b", "c", "d", "e", "f"]) rounds.add({ name, answers: true });
  vi.advanceTimersByTime(1_000);
  expect(asked).toHaveLength(1);
  vi.advanceTimersByTime(4_000);
  expect(asked.toSorted()).toEqual(["a", "b", "c", "d", "e", "f"]);
  vi.advanceTimersByTime(5_000);
  expect(asked).toHaveLength(12);
});

it("takes a page for gone that left a question unanswered for as long as it may be silent, once", () => {
  const { rounds, silent } = start();
  const page = { name: "a", answers: true };
  rounds.add(page);
  vi.advanceTimersByTime(60_000);
  page.answers = false;
  vi.advanceTimersByTime(15_000);
  expect(silent).toEqual([]);
  vi.advanceTimersByTime(6_000);
  expect(silent).toEqual(["a"]);
  vi.advanceTimersByTime(60_000);
  expect(silent).toEqual(["a"]);
});

it("asks no page that was removed, and a silent page only once", () => {
  const { rounds, asked } = start(120_000);
  const leave = rounds.add({ name: "gone", answers: true });
  rounds.add({ name: "silent", answers: false });
  leave();
  vi.advanceTimersByTime(60_000);
  expect(asked).toEqual(["silent"]);
  rounds.stop();
});
