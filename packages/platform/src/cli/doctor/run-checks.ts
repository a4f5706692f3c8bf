import { withinMs } from "../../lib/within-ms.ts";
import { describeReason, type Finding, wrong } from "./finding.ts";

/** Longer than any check takes that ends with its own finding. */
const LIMIT_MS: number = 15_000;

export interface Check {
  readonly name: string;
  readonly run: () => Promise<readonly Finding[]>;
}

/**
 * Runs all checks at the same time and resolves within `limitMs`: a check that hangs is a finding. What it started may continue.
 *
 * @returns the findings in the order of the checks
 */
export async function runChecks(
  checks: readonly Check[],
  limitMs: number = LIMIT_MS,
): Promise<readonly Finding[]> {
  const findings = await Promise.all(checks.map((check) => runCheck(check, limitMs)));
  return findings.flat();
}

async function runCheck({ name, run }: Check, limitMs: number): Promise<readonly Finding[]> {
  try {
    const findings = await withinMs(run(), limitMs);
    return (
      findings ?? [
        wrong(
          name,
          `no result within ${limitMs / 1_000} s`,
          "Something that it needs doesn't answer: see the other findings, DNS and firewalls.",
          "no-result",
        ),
      ]
    );
  } catch (error) {
    return [
      wrong(name, `the check failed (${describeReason(error)})`, "See what the code means.", "no-result"),
    ];
  }
}
