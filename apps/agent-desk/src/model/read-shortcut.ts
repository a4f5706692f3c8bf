export type Shortcut = "accept" | "reject" | "silence" | "undo";

/** What of a `KeyboardEvent` decides. */
export interface KeyPress {
  readonly key: string;
  /** The key's place on the keyboard, whatever it types. */
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
]);

/**
 * Which shortcut a key is; null for none. A held key counts once, a combination (Ctrl+R reloads) belongs to the
 * browser, and a key that is typed into a field is text.
 */
export function readShortcut(press: KeyPress, isTyping: boolean): Shortcut | null {
  if (isTyping || press.repeat || press.isComposing) return null;
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  return SHORTCUTS.get(readLetter(press)) ?? null;
}

const LATIN = /\p{Script=Latin}/u;
const LETTERS = /^[\p{L}\p{M}]+$/u;

/**
 * The Latin letter of a key. Arabic, Cyrillic, Greek and Hebrew layouts type none, and their keyboards print Latin letters
 * where a US keyboard has them. On a Latin layout the typed letter alone counts: the place of A is Q's in France.
 */
function readLetter({ key, code }: KeyPress): string {
  if (LETTERS.test(key) && !LATIN.test(key) && code.startsWith("Key")) return code.slice(3).toLowerCase();
  return key.toLowerCase();
}
