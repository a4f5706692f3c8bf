import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findUnknown, type KnownMetrics, ROOT, readFile, readRules } from "../helpers/monitoring-files.ts";

const rules = readRules();

describe("the alert rules", () => {
  it("each have a severity, a summary and a runbook that is there and has the same expression", () => {
    expect(rules.length).toBeGreaterThan(15);
    for (const { alert, expr, for: duration, labels, annotations } of rules) {
      expect(["critical", "warning"], alert).toContain(labels.severity);
      expect(annotations.summary, alert).toMatch(/^\S.{10,}$/);
      const page = readFile(annotations.runbook);
      expect(page, alert).toContain(`# ${alert}\n`);
      expect(page, alert).toContain(`Severity: ${labels.severity}. Fires when this is true for ${duration}:`);
      expect(page, alert).toContain(`\`\`\`promql\n${expr.trim()}\n\`\`\``);
      for (const heading of ["What it means for people", "How to see it", "What to do"])
        expect(page, alert).toContain(`\n## ${heading}\n`);
    }
  });

  it("have all runbooks, and the documentation lists each of them", () => {
    const pages = readdirSync(new URL("docs/runbooks/", ROOT)).map((name) => `docs/runbooks/${name}`);
    expect(pages.toSorted()).toEqual(rules.map(({ annotations }) => annotations.runbook).toSorted());
    const documentation = readFile("docs/monitoring.md");
    for (const { alert, annotations, labels } of rules)
      expect(documentation).toContain(
        `| [${alert}](${annotations.runbook.replace("docs/", "")}) | ${labels.severity} |`,
      );
  });

  it("and the runbooks link only to files that exist", () => {
    for (const { annotations } of rules)
      for (const [, link = ""] of readFile(annotations.runbook).matchAll(/\]\(([^)#]+)/g))
        expect(existsSync(new URL(link, new URL(annotations.runbook, ROOT))), link).toBe(true);
  });
});

describe("the check of an expression", () => {
  const known: KnownMetrics = new Map([
    ["calls_ended_total", ["reason"]],
    ["answer_seconds", []],
  ]);

  it.each([
    ['sum by (reason) (increase(calls_ended_total{reason="lost"}[5m])) / 2 > 0.5 and up == 0', []],
    ["histogram_quantile(0.9, sum by (le, instance) (rate(answer_seconds_bucket[5m])))", []],
    ["answer_seconds_count > 1 and calls_lost_total > 0", ["calls_lost_total"]],
    ['calls_ended_total{cause="lost"}', ["calls_ended_total{cause}"]],
    ["sum by (tenant) (calls_ended_total)", ["by (tenant)"]],
    ['answer_seconds_count{le="1"}', ["answer_seconds_count{le}"]],
  ])("finds what doesn't exist in %s", (expression, unknown) => {
    expect(findUnknown(expression, known)).toEqual(unknown);
  });
});
