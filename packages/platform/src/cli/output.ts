import { cleanLine } from "../lib/clean-text.ts";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** A command's output: sentences and tables for a person, or one JSON value for a script (`--json`). */
export interface Output {
  /** @param value what `--json` prints; `text` is for a person */
  result(value: unknown, text: string): void;
  /** What `result` would print. */
  format(value: unknown, text: string): string;
  table(rows: Rows, emptyText: string): void;
  /** One page of a list. Its JSON is like that of the REST lists: the rows under their name, and `next`. */
  page(name: string, rows: Rows, next: string | null, emptyText: string): void;
  error(message: string): void;
}

export function createOutput(
  json: boolean,
  write: (text: string) => void,
  writeError: (text: string) => void,
): Output {
  const format: Output["format"] = (value, text) =>
    json ? `${JSON.stringify(value, null, 2)}\n` : `${text}\n`;
  const result: Output["result"] = (value, text) => write(format(value, text));
  return {
    result,
    format,
    table: (rows, emptyText) => result(rows, formatTable(rows) || emptyText),
    page(name, rows, next, emptyText) {
      const more = next === null ? "" : `\nMore with: --after ${next}`;
      result({ [name]: rows, next }, (formatTable(rows) || emptyText) + more);
    },
    error: (message) => writeError(json ? `${JSON.stringify({ error: message })}\n` : `${message}\n`),
  };
}

function formatTable(rows: Rows): string {
  const [first] = rows;
  if (!first) return "";
  const columns = Object.keys(first);
  const lines = [columns, ...rows.map((row) => columns.map((column) => formatCell(row[column])))];
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

/** Texts that were stored before cleaning existed could control a terminal. */
function formatCell(value: unknown): string {
  if (value === null || value === undefined) return "-";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return cleanLine(text);
}

/** A time as a person reads it. */
export function formatTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}
