/** What this tab remembers over a reload. Where storage is blocked, nothing: the page works, a reload starts from the beginning. */
import { StoredValue } from "@videoengager/ui-kit/stored-value";
import { randomId } from "../random-id.ts";
import { type ChatMemory, type ChatMessage, keepNewest } from "./chat.ts";
import { lockTab } from "./tab-lock.ts";

export interface TabMemory {
  readonly instanceId: string;
  /** This tab sat in the call before. */
  readonly isKnown: boolean;
  readonly name: string;
  /** The visitor's own link, which the page takes out of its address; empty for none. */
  readonly place: string;
  /** The person had joined: a reload in a call goes straight back into it. */
  readonly joined: boolean;
  /** What the address said, and says no more after a reload. */
  readonly language: string | null;
  readonly csg: string;
}

const isText = (value: unknown): value is string => typeof value === "string";

/** What the tab remembers of this interaction; for one that it does not know, the instance id that it gets now. */
function recallTab(interactionId: string): TabMemory {
  const stored = tabOf(interactionId).read();
  const { instanceId, isKnown, name, place, joined, language, csg } = (
    typeof stored === "object" && stored !== null ? stored : {}
  ) as Record<string, unknown>;
  return {
    instanceId: isText(instanceId) ? instanceId : randomId(),
    isKnown: isText(instanceId) && isKnown === true,
    name: isText(name) ? name : "",
    place: isText(place) ? place : "",
    joined: isText(instanceId) && joined === true,
    language: isText(language) ? language : null,
    csg: isText(csg) ? csg : "",
  };
}

/**
 * What the tab remembers, for this page alone: a duplicated tab has a copy of another tab's memory, and is a new tab to the
 * platform. Remembers the address's language and style from then on.
 */
export async function openTab(
  interactionId: string,
  address: { readonly language: string | null; readonly csg: string },
  signal: AbortSignal,
): Promise<TabMemory> {
  const recalled = recallTab(interactionId);
  const isOwn = await lockTab(recalled.instanceId, signal);
  const tab: TabMemory = {
    ...recalled,
    ...(isOwn ? {} : { instanceId: randomId(), isKnown: false, joined: false }),
    language: address.language ?? recalled.language,
    csg: address.csg || recalled.csg,
  };
  if (!isOwn) void lockTab(tab.instanceId, signal);
  rememberTab(interactionId, tab);
  return tab;
}

/** Lasts until the tab is closed. */
export function rememberTab(interactionId: string, memory: TabMemory): void {
  tabOf(interactionId).write(memory);
}

/** What a visitor's page still needs when the call is over: its language and style, and what to ask for another call with. */
export type VisitMemory = Pick<TabMemory, "language" | "csg" | "name" | "place">;

/** For a call that is over: the tab is no longer part of it. The agent's page keeps nothing. */
export function forgetCall(interactionId: string, kept?: VisitMemory): void {
  if (kept === undefined) tabOf(interactionId).write(null);
  else {
    const { language, csg, name, place } = kept;
    tabOf(interactionId).write({ language, csg, name, place });
  }
  chatOf(interactionId).write(null);
}

const MAX_REMEMBERED_MESSAGES = 200;

/** The chat of an interaction, kept in this tab. */
export function chatMemoryOf(interactionId: string): ChatMemory {
  const chat = chatOf(interactionId);
  return {
    load() {
      const stored = chat.read();
      return Array.isArray(stored) ? stored.filter(isMessage) : [];
    },
    save: (messages) => chat.write(keepNewest(messages, MAX_REMEMBERED_MESSAGES)),
  };
}

function isMessage(value: unknown): value is ChatMessage {
  if (typeof value !== "object" || value === null) return false;
  const { id, mine, text, atMs, acknowledgedBy } = value as Record<string, unknown>;
  return (
    isText(id) &&
    isText(text) &&
    typeof mine === "boolean" &&
    (acknowledgedBy === null || isText(acknowledgedBy)) &&
    Number.isFinite(atMs)
  );
}

const tabOf = (interactionId: string): StoredValue =>
  new StoredValue("sessionStorage", `ve-call-${interactionId}`);
const chatOf = (interactionId: string): StoredValue =>
  new StoredValue("sessionStorage", `ve-chat-${interactionId}`);
