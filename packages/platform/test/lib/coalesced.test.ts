import { expect, it } from "vitest";
import { Coalesced } from "../../src/lib/coalesced.ts";

it("answers everybody with a run that began after they asked, in as few runs as that takes", async () => {
  const finish: (() => void)[] = [];
  let started = 0;
  const work = new Coalesced(() => {
    started += 1;
    return new Promise((resolve) => finish.push(resolve));
  });
  const first = work.run("a");
  const meanwhile = [work.run("a"), work.run("a"), work.run("a")];
  expect(started).toBe(1);
  finish.shift()?.();
  await first;
  await expect.poll(() => started).toBe(2);
  const later = work.run("a");
  finish.shift()?.();
  await Promise.all(meanwhile);
  await expect.poll(() => started).toBe(3);
  finish.shift()?.();
  await later;
  expect(started).toBe(3);
});

it("lets different keys run beside each other", async () => {
  const running: string[] = [];
  let finish = (): void => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const work = new Coalesced((key) => {
    running.push(key);
    return held;
  });
  const both = [work.run("a"), work.run("b")];
  expect(running).toEqual(["a", "b"]);
  finish();
  await Promise.all(both);
});

it("never runs twice at once for a key, at whichever moment somebody asks", async () => {
  for (let moment = 0; moment < 12; moment += 1) {
    let atOnce = 0;
    let most = 0;
    const work = new Coalesced(async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      for (let tick = 0; tick < 5; tick += 1) await Promise.resolve();
      atOnce -= 1;
    });
    const asked = [work.run("a"), work.run("a")];
    for (let tick = 0; tick < moment; tick += 1) await Promise.resolve();
    asked.push(work.run("a"));
    await Promise.all(asked);
    expect(most, `asked after ${moment} ticks`).toBe(1);
  }
});
