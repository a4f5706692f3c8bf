import { randomId } from "../random-id.ts";
/** What this tab remembers over a reload. Where storage is blocked, nothing: the page works, a reload starts anew. */
export interface TabMemory {
  readonly instanceId: string;
  /** This tab sat in the call before. */
  readonly isKnown: boolean;
  readonly name: string;
  /** The person had joined: a reload in a call goes straight back into it. */
  readonly joined: boolean;
}

const isText = (value: unknown): value is string => typeof value === "string";

/** What the tab remembers of this interaction; for one that it does not know, the instance id that it gets now. */
export function recallTab(interactionId: string): TabMemory {
  const fresh: TabMemory = { instanceId: randomId(), isKnown: false, name: "", joined: false };
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(keyOf(interactionId)) ?? "null");
    if (typeof stored !== "object" || stored === null) return fresh;
    const { instanceId, name, joined } = stored as Record<string, unknown>;
    return isText(instanceId) && isText(name)
      ? { instanceId, isKnown: true, name, joined: joined === true }
      : fresh;
  } catch {
    return fresh;
  }
}

/** Lasts until the tab is closed, or {@link forgetTab}. */
export function rememberTab(interactionId: string, memory: TabMemory): void {
  try {
    sessionStorage.setItem(keyOf(interactionId), JSON.stringify(memory));
  } catch {
    // Blocked storage costs the way back after a reload, nothing else.
  }
}

/** For a call that is over: the same link starts anew. */
export function forgetTab(interactionId: string): void {
  try {
    sessionStorage.removeItem(keyOf(interactionId));
  } catch {
    // Nothing was stored.
  }
}

const keyOf = (interactionId: string): string => `ve-call-${interactionId}`;
