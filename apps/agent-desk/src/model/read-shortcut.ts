export type Shortcut = "accept" | "reject" | "silence" | "undo" | "mute";

/** The relevant part of a `KeyboardEvent`. */
export interface KeyPress {
  readonly key: string;
  /** The physical key, independent of the layout. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
}

const SHORTCUTS: ReadonlyMap<string, Shortcut> = new Map([
  ["a", "accept"],
  ["r", "reject"],
  ["s", "silence"],
  ["u", "undo"],
  ["m", "mute"],
]);

/**
 * The shortcut of a key, or null. Ignores key repeat, combinations (Ctrl+R reloads the page) and keys typed into a field.
 */
export function readShortcut(press: KeyPress, isTyping: boolean): Shortcut | null {
  if (isTyping || press.repeat || press.isComposing) return null;
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  return SHORTCUTS.get(readLetter(press)) ?? null;
}

const LATIN = /\p{Script=Latin}/u;
const LETTERS = /^[\p{L}\p{M}]+$/u;

/**
 * The Latin letter of a key. Arabic, Cyrillic, Greek and Hebrew layouts type no Latin letters, but their keys also carry the
 * Latin letters of a US keyboard. On Latin layouts only the typed letter counts: on a French keyboard A and Q are swapped.
 */
function readLetter({ key, code }: KeyPress): string {
  if (LETTERS.test(key) && !LATIN.test(key) && code.startsWith("Key")) return code.slice(3).toLowerCase();
  return key.toLowerCase();
}
