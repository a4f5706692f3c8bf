/** What a command tells: sentences and tables for a person, or one JSON value for a script (`--json`). */
export interface Output {
  /** @param value what `--json` prints; `text` is for a person */
  result(value: unknown, text: string): void;
  table(rows: readonly Readonly<Record<string, unknown>>[], emptyText: string): void;
  /** Said beside the result, and never part of it. */
  note(text: string): void;
  error(message: string): void;
}

export function createOutput(
  json: boolean,
  write: (text: string) => void,
  writeError: (text: string) => void,
): Output {
  return {
    result: (value, text) => write(json ? `${JSON.stringify(value, null, 2)}\n` : `${text}\n`),
    table: (rows, emptyText) =>
      write(json ? `${JSON.stringify(rows, null, 2)}\n` : `${formatTable(rows) || emptyText}\n`),
    note: (text) => writeError(`${text}\n`),
    error: (message) => writeError(json ? `${JSON.stringify({ error: message })}\n` : `${message}\n`),
  };
}

function formatTable(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const [first] = rows;
  if (!first) return "";
  const columns = Object.keys(first);
  const lines = [columns, ...rows.map((row) => columns.map((column) => cellOf(row[column])))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** A visitor's text may hold what a terminal would obey. */
function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "-";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.replaceAll(/\p{Cc}/gu, " ");
}

/** A time as a person reads it. */
export function timeOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}
