export type TimeStyle = "time" | "alignedTime" | "dayAndTime";

const STYLES: Readonly<Record<TimeStyle, Intl.DateTimeFormatOptions>> = {
  /** `15:04`, `3:04 PM` */
  time: { timeStyle: "short" },
  /** `03:04`, for rows below each other */
  alignedTime: { hour: "2-digit", minute: "2-digit" },
  dayAndTime: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
};

/** Creating a format is far slower than using one, and a list uses it for every row. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A moment as people write it.
 *
 * @param language a BCP 47 tag
 */
export function formatTime(atMs: number, language: string, style: TimeStyle): string {
  const key = `${style} ${language}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, STYLES[style]);
  formats.set(key, format);
  return format.format(atMs);
}
