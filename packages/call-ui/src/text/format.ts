/** A running clock, `4:05` or `1:02:03`. */
export function formatClock(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  const hours = Math.floor(seconds / 3600);
  const [minutes = 0, rest = 0] = parts;
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, "0")}:${String(rest).padStart(2, "0")}`
    : `${minutes}:${String(rest).padStart(2, "0")}`;
}

/** A duration in words of a language, `4 minutes 5 seconds`. */
export function formatDuration(durationMs: number, language: string): string {
  const total = Math.max(0, Math.round(durationMs / 1000));
  const amounts = [
    [Math.floor(total / 3600), "hour"],
    [Math.floor(total / 60) % 60, "minute"],
    [total % 60, "second"],
  ] as const;
  const shown = amounts.filter(([amount]) => amount > 0);
  return (shown.length > 0 ? shown : amounts.slice(-1))
    .map(([amount, unit]) =>
      new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(amount),
    )
    .join(" ");
}

/** Six digits as one reads them out: `482 913`. */
export function groupPin(pin: string): string {
  return pin.replace(/^(\d{3})(\d{3})$/, "$1 $2");
}
