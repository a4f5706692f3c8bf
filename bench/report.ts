/** How every benchmark prints: ours, the floor or peer of the same run, and their ratio. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The smallest value that `share` of all are not above. */
export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;
}

export interface Comparison {
  readonly title: string;
  readonly unit: string;
  readonly ours: number;
  /** The most that `ours` should be, printed beside it. */
  readonly aim?: number;
  readonly floor: number;
  readonly floorName: string;
}

export function printComparison({ title, unit, ours, aim, floor, floorName }: Comparison): void {
  const figure = (value: number) =>
    value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(1);
  const aimed = aim === undefined ? "" : ` (aim ≤ ${aim} ${unit})`;
  console.log(
    `${title}\n  ours ${figure(ours)} ${unit}${aimed} · ${floorName} ${figure(floor)} ${unit} · ratio ${(ours / floor).toFixed(2)}`,
  );
}
