import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findPairProblem } from "../../../src/server/certificate/find-pair-problem.ts";
import { createServedCertificate } from "../../../src/server/certificate/open-certificate.ts";
import {
  type FilesRead,
  READ_INTERVAL_MS,
  type ReloadState,
  SETTLE_MS,
  stepReload,
} from "../../../src/server/certificate/reload-step.ts";
import {
  type CertificateWatch,
  watchCertificate,
} from "../../../src/server/certificate/watch-certificate.ts";
import type { Certificate } from "../../../src/server/self-signed.ts";
import { createCertificateFiles } from "./certificate-files.ts";

const DAY_MS = 24 * 60 * 60_000;
const old: Certificate = { cert: "old", key: "old" };
const renewed: Certificate = { cert: "renewed", key: "renewed" };
const pair = (of: Certificate): FilesRead => ({ kind: "pair", pair: of });
const unreadable: FilesRead = { kind: "unreadable", problem: "ENOENT" };
const findProblem = ({ cert, key }: Certificate): string | null => (cert === key ? null : "mismatch");

/** What happens at each reading, and when the next one is. */
function replay(reads: readonly FilesRead[]): readonly (readonly [string, number])[] {
  let state: ReloadState = { kind: "current" };
  return reads.map((read) => {
    const step = stepReload(state, read, old, findProblem);
    state = step.state;
    const what = step.act.kind === "report" ? `report ${step.act.problem}` : step.act.kind;
    return [what, step.nextReadInMs] as const;
  });
}

describe("one reading of the certificate's files", () => {
  const mixed = pair({ cert: "renewed", key: "old" });

  it.each([
    ["nothing changes", [pair(old), pair(old)], ["none", "none"]],
    ["both files are replaced", [pair(old), pair(renewed), pair(renewed)], ["none", "none", "serve"]],
    ["one file comes first", [mixed, pair(renewed), pair(renewed)], ["none", "none", "serve"]],
    ["a link is replaced during the reading", [unreadable, pair(old)], ["none", "none"]],
    [
      "the key stays another one's",
      [mixed, mixed, mixed, mixed],
      ["none", "report mismatch", "none", "none"],
    ],
    [
      "a refused pair is corrected",
      [mixed, mixed, pair(renewed), pair(renewed)],
      ["none", "report mismatch", "none", "serve"],
    ],
    [
      "the files disappear, then are wrong",
      [unreadable, unreadable, mixed, mixed],
      ["none", "report ENOENT", "none", "report mismatch"],
    ],
    [
      "the old pair comes back",
      [mixed, mixed, pair(old), mixed, mixed],
      ["none", "report mismatch", "none", "none", "report mismatch"],
    ],
  ])("%s", (_, reads, expected) => {
    expect(replay(reads).map(([what]) => what)).toEqual(expected);
  });

  it("reads again after 2 s while something is new, otherwise after a minute", () => {
    expect(replay([pair(old), mixed, mixed, mixed]).map(([, next]) => next)).toEqual([
      READ_INTERVAL_MS,
      SETTLE_MS,
      READ_INTERVAL_MS,
      READ_INTERVAL_MS,
    ]);
  });
});

describe("a pair of files", () => {
  it("is usable only complete, matching, and while the certificate is valid", async () => {
    const files = await createCertificateFiles();
    const [one, two] = [await files.create(), await files.create()];
    await files.remove();
    const nowMs = Date.now();
    const chain = `${one.cert}\n${two.cert}`;
    expect(findPairProblem(one, nowMs)).toBeNull();
    expect(findPairProblem({ ...one, cert: chain }, nowMs)).toBeNull();
    for (const [problem, broken] of [
      ["does not belong", { cert: one.cert, key: two.key }],
      ["TLS_CERT_FILE is not a complete", { ...one, cert: one.cert.slice(0, 300) }],
      ["TLS_CERT_FILE is not a complete", { ...one, cert: chain.slice(0, -300) }],
      ["TLS_CERT_FILE is not a complete", { ...one, cert: "" }],
      ["TLS_KEY_FILE is not a complete", { ...one, key: one.key.slice(0, 60) }],
      ["can't be used", { ...one, cert: one.cert.replaceAll("M", "!") }],
    ] as const)
      expect(findPairProblem(broken, nowMs), problem).toContain(problem);
    expect(findPairProblem(one, nowMs + 400 * DAY_MS)).toContain("expired");
    expect(findPairProblem(one, nowMs - 2 * DAY_MS)).toContain("not valid before");
  });
});

describe("the watch, in virtual time", () => {
  let watch: CertificateWatch;
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    watch.stop();
    vi.useRealTimers();
  });

  it("serves renewed files within 62 s and logs a problem once", async () => {
    vi.useRealTimers();
    const made = await createCertificateFiles();
    const [first, second] = [await made.create(), await made.create()];
    await made.remove();
    vi.useFakeTimers();
    let files: FilesRead = { kind: "pair", pair: first };
    const lines: string[] = [];
    const served = createServedCertificate(first);
    watch = watchCertificate({
      served,
      read: async () => files,
      serve: () => lines.push("serve"),
      log: {
        info: (_: unknown, text?: string) => lines.push(`info ${text}`),
        warn: ({ problem }: { problem: string }) => lines.push(`warn ${problem}`),
      } as Parameters<typeof watchCertificate>[0]["log"],
      clock: { nowMs: () => Date.now() },
    });
    files = { kind: "pair", pair: { cert: second.cert, key: first.key } };
    await vi.advanceTimersByTimeAsync(10 * READ_INTERVAL_MS);
    expect(lines).toEqual([expect.stringMatching(/^warn .*does not belong/)]);
    expect(served.cert).toBe(first.cert);
    files = { kind: "pair", pair: second };
    await vi.advanceTimersByTimeAsync(READ_INTERVAL_MS + SETTLE_MS);
    expect(lines.slice(1)).toEqual(["serve", expect.stringContaining("renewed certificate")]);
    expect([served.cert, served.key]).toEqual([second.cert, second.key]);
    watch.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
