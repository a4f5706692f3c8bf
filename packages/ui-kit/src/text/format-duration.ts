interface Parts {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

/** Two machines' clocks differ, so a duration can come out negative; it counts as zero. */
function split(durationMs: number): Parts {
  const total = Math.max(0, Math.floor(durationMs / 1_000));
  return { hours: Math.floor(total / 3_600), minutes: Math.floor(total / 60) % 60, seconds: total % 60 };
}

/** A duration as a clock: `0:07`, `12:34`, `1:02:03`. */
export function formatClock(durationMs: number): string {
  const { hours, minutes, seconds } = split(durationMs);
  const twoDigits = (value: number): string => String(value).padStart(2, "0");
  return hours > 0
    ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds)}`
    : `${minutes}:${twoDigits(seconds)}`;
}

/** The part of `Intl.DurationFormat` that is used here. TypeScript's library doesn't include it yet. */
interface DurationFormat {
  format(duration: Partial<Parts>): string;
}
type DurationFormatConstructor = new (
  language: string,
  options: { readonly style: "long" },
) => DurationFormat;

/**
 * A duration in words: `4 minutes, 5 seconds`, `4 minutos y 5 segundos`. Seconds are left out from one hour on.
 *
 * @param language a BCP 47 tag
 */
export function formatDuration(durationMs: number, language: string): string {
  const { hours, minutes, seconds } = split(durationMs);
  const amounts = [
    ["hours", hours],
    ["minutes", minutes],
    ["seconds", hours > 0 ? 0 : seconds],
  ] as const;
  const shown = amounts.filter(([, amount]) => amount > 0);
  const used = shown.length > 0 ? shown : amounts.slice(-1);
  const { DurationFormat } = Intl as { readonly DurationFormat?: DurationFormatConstructor };
  // DurationFormat leaves out a lone zero.
  if (DurationFormat !== undefined && shown.length > 0)
    return new DurationFormat(language, { style: "long" }).format(Object.fromEntries(used));
  return new Intl.ListFormat(language, { type: "unit" }).format(
    used.map(([unit, amount]) =>
      new Intl.NumberFormat(language, {
        style: "unit",
        unit: unit.slice(0, -1),
        unitDisplay: "long",
      }).format(amount),
    ),
  );
}
