import { firstLoadBytes } from "../fixtures/first-load.ts";
import { expect, test } from "../fixtures/test.ts";

/** 44.4 kB when the bound was set, and 10 % for what is still to come. Brotli bytes. */
const MAX_BYTES = 48_900;

for (const page of ["widget.html", "visitor.html"] as const)
  test(`${page} loads less than 48.9 kB before it can be used`, () => {
    expect(firstLoadBytes(page)).toBeGreaterThan(10_000);
    expect(firstLoadBytes(page)).toBeLessThan(MAX_BYTES);
  });
