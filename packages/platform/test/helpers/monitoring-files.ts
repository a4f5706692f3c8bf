/** The alert rules, the dashboard and the metrics' documentation, as the tests read them. */
import { readFileSync } from "node:fs";
import type { Registry } from "prom-client";
import { parse } from "yaml";

export const ROOT: URL = new URL("../../../../", import.meta.url);
export const ALERTS_FILE = "deploy/monitoring/alerts.yaml";

export interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

/** A metric's labels, by its name. */
export type KnownMetrics = ReadonlyMap<string, readonly string[]>;

export function readFile(path: string): string {
  return readFileSync(new URL(path, ROOT), "utf8");
}

export function readRules(): readonly Rule[] {
  const { groups } = parse(readFile(ALERTS_FILE)) as { groups: { rules: Rule[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

/** Every expression of the rules and of the dashboard, by where it is. */
export function listExpressions(): readonly (readonly [where: string, expression: string])[] {
  const { panels } = JSON.parse(readFile("deploy/monitoring/dashboard.json")) as { panels: Panel[] };
  return [
    ...readRules().map(({ alert, expr }) => [alert, expr] as const),
    ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const)),
  ];
}

/** The metrics in the first column of the documentation's tables. */
export function readDocumentedMetrics(): KnownMetrics {
  const rows = [...readFile("docs/monitoring.md").matchAll(/^\| (`[a-z].*?`) \| (?:platform|node) \|/gm)];
  const names = rows.flatMap(([, cell = ""]) => [...cell.matchAll(/`([a-z_]+)(?:\{([a-z_,]+)\})?`/g)]);
  return new Map(names.map(([, name = "", labels]) => [name, labels?.split(",") ?? []]));
}

/** The metrics of a running platform. */
export function listMetrics(registry: Registry): KnownMetrics {
  return new Map(
    registry
      .getMetricsAsArray()
      .map((metric) => [
        metric.name,
        "labelNames" in metric ? [...(metric.labelNames as readonly string[])] : [],
      ]),
  );
}

/** Prometheus adds these to every series. */
const ADDED_LABELS = ["instance", "job"];
/** Made by Prometheus for each target. */
const PROMETHEUS_METRICS: KnownMetrics = new Map([["up", []]]);
const KEYWORDS = new Set(["and", "or", "unless", "by", "without", "on", "ignoring"]);

/** What in a PromQL expression no platform has: metrics and labels. */
export function findUnknown(expression: string, known: KnownMetrics): readonly string[] {
  const labelsOf = (name: string): readonly string[] | undefined =>
    known.get(name) ?? PROMETHEUS_METRICS.get(name) ?? labelsOfHistogram(name, known);
  const grouped = [...expression.matchAll(/\b(?:by|without|on)\s*\(([^)]*)\)/g)].flatMap(([, names = ""]) =>
    names.split(/\s*,\s*/),
  );
  const bare = expression.replaceAll(/\b(?:by|without|on)\s*\([^)]*\)/g, " ").replaceAll(/\[[^\]]*\]/g, " ");
  // A name, its matchers if there are any, and whether a parenthesis follows: then it is a function.
  const names = [...bare.matchAll(/\b([a-z_][a-z0-9_]*)(\{[^}]*\})?(\s*\()?/g)].filter(
    ([, name = "", , call]) => call === undefined && !KEYWORDS.has(name),
  );
  const available = new Set(ADDED_LABELS);
  const unknown: string[] = [];
  for (const [, name = "", matchers = ""] of names) {
    const labels = labelsOf(name);
    if (labels === undefined) {
      unknown.push(name);
      continue;
    }
    for (const label of labels) available.add(label);
    for (const [, label = ""] of matchers.matchAll(/([a-z_]+)\s*[=!]/g))
      if (![...labels, ...ADDED_LABELS].includes(label)) unknown.push(`${name}{${label}}`);
  }
  return [...unknown, ...grouped.filter((label) => !available.has(label)).map((label) => `by (${label})`)];
}

function labelsOfHistogram(name: string, known: KnownMetrics): readonly string[] | undefined {
  const [, base = "", part] = /^(.*)_(bucket|count|sum)$/.exec(name) ?? [];
  const labels = known.get(base);
  return labels && part === "bucket" ? [...labels, "le"] : labels;
}
