const SECOND_MS = 1_000;

interface Parts {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

function split(durationMs: number): Parts {
  const total = Math.max(0, Math.floor(durationMs / SECOND_MS));
  return { hours: Math.floor(total / 3_600), minutes: Math.floor(total / 60) % 60, seconds: total % 60 };
}

/** `0:07`, `12:34`, `1:02:03`: for the eye. A negative duration is 0:00: clocks of two machines differ. */
export function formatDuration(durationMs: number): string {
  const { hours, minutes, seconds } = split(durationMs);
  const two = (value: number): string => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** `2 minutes 5 seconds` in the words of a language: for the ear. From an hour on, seconds are left out. */
export function speakDuration(durationMs: number, language: string): string {
  const { hours, minutes, seconds } = split(durationMs);
  const amounts = [
    [hours, "hour"],
    [minutes, "minute"],
    [hours > 0 ? 0 : seconds, "second"],
  ] as const;
  const said = amounts.filter(([amount]) => amount > 0);
  return (said.length > 0 ? said : amounts.slice(-1))
    .map(([amount, unit]) =>
      new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(amount),
    )
    .join(" ");
}
