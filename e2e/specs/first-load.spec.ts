import { firstLoadBytes } from "../fixtures/first-load.ts";
import { expect, test } from "../fixtures/test.ts";

const MOST_BYTES = 60_000;

for (const page of ["widget.html", "visitor.html"] as const)
  test(`${page} is there after less than 60 kB`, () => {
    expect(firstLoadBytes(page)).toBeGreaterThan(10_000);
    expect(firstLoadBytes(page)).toBeLessThan(MOST_BYTES);
  });
