export type Shortcut = "accept" | "reject" | "silence";

/** What of a `KeyboardEvent` decides. */
export interface KeyPress {
  readonly key: string;
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
]);

/**
 * Which shortcut a key is; null for none. A held key counts once, a combination (Ctrl+R reloads) belongs to the
 * browser, and a key that is typed into a field is text.
 */
export function readShortcut(press: KeyPress, isTyping: boolean): Shortcut | null {
  if (isTyping || press.repeat || press.isComposing) return null;
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  return SHORTCUTS.get(press.key.toLowerCase()) ?? null;
}
