/**
 * Characters that would start a new line or reverse the text around them, in a page, a log or a terminal: control characters,
 * line and paragraph separators, unpaired surrogates, bidirectional embeddings, overrides and isolates. The marks that
 * right-to-left names need (LRM, RLM, ALM) and the joiners of scripts and emoji stay.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;
const UNSAFE_IN_LINES = /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/** One line of text. Each unsafe character becomes a space. */
export function cleanLine(text: string): string {
  return text.replaceAll(UNSAFE, " ");
}

/** The same, cut to a length in UTF-16 units, but never within a character. */
export function cutLine(text: string, maxLength: number): string {
  const line = cleanLine(text);
  if (line.length <= maxLength) return line;
  const isSplit = /[\ud800-\udbff]/.test(line[maxLength - 1] ?? "");
  return line.slice(0, isSplit ? maxLength - 1 : maxLength);
}

/** Cleans all strings of an application's JSON, including keys. Line breaks and tabs stay. */
export function cleanTexts<Value>(value: Value): Value {
  return cleanDeep(value) as Value;
}

function cleanDeep(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll(UNSAFE_IN_LINES, " ");
  if (Array.isArray(value)) return value.map(cleanDeep);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [cleanLine(key), cleanDeep(each)] as const);
  return Object.fromEntries(entries);
}
