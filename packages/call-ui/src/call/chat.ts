/**
 * The written messages of a call: straight to the other browsers where a data channel is open, else through the signalling relay,
 * so that chat works before the connection is up, and without one. The platform stores nothing.
 *
 * 1. A message has an id and is repeated, by whichever way is open, until another party acknowledges it.
 * 2. A receiver acknowledges every copy and shows the first one.
 * 3. A receiver takes {@link MAX_BURST} messages at once and {@link MESSAGES_PER_SECOND} a second; what it drops is not acknowledged.
 * 4. A message that nobody can read yet waits on this page, at most {@link MAX_UNDELIVERED} of them, and is never dropped for newer ones.
 * 5. Another page in the other seat gets what was written to the one before: the next agent, if the first one didn't start the call.
 */
import { MAX_CHAT_LENGTH } from "@videoengager/protocol/signalling/signalling-socket";
import { Store } from "@videoengager/ui-kit/store";
import { randomId } from "../random-id.ts";

export interface ChatMessage {
  readonly id: string;
  readonly mine: boolean;
  readonly text: string;
  /** Of this machine, when it was written or came in. */
  readonly atMs: number;
  /** The page that has an own message; null while none has it, and for what the others write. */
  readonly acknowledgedBy: string | null;
}

/** A message as it travels. Text null acknowledges the message with this id. */
export interface ChatWire {
  readonly id: string;
  readonly text: string | null;
}

export interface ChatMemory {
  load(): readonly ChatMessage[];
  save(messages: readonly ChatMessage[]): void;
}

/** Sends by the signalling relay; false where the socket is down. Without `to`: to everybody. */
export type ChatRelay = (message: ChatWire, to: string | null) => boolean;

export const LONGEST_MESSAGE: number = MAX_CHAT_LENGTH;
/** So many messages of one person can wait for somebody who reads them. */
export const MAX_UNDELIVERED = 50;
const MAX_MESSAGES = 500;
const MAX_BURST = 20;
const MESSAGES_PER_SECOND = 5;
const REPEAT_AFTER_MS = 4_000;

const NO_MEMORY: ChatMemory = { load: () => [], save: () => undefined };

export class Chat {
  readonly messages: Store<readonly ChatMessage[]> = new Store<readonly ChatMessage[]>([]);
  /** How many messages came in since the page was loaded; only grows. */
  readonly received: Store<number> = new Store<number>(0);
  readonly #channels = new Map<string, RTCDataChannel>();
  readonly #relay: ChatRelay;
  readonly #now: () => number;
  /** The page in the other seat; null until there is one. */
  #reader: string | null = null;
  #memory: ChatMemory = NO_MEMORY;
  #allowance = MAX_BURST;
  #allowanceAtMs: number;
  #repeat: ReturnType<typeof setTimeout> | null = null;

  constructor(relay: ChatRelay = () => false, now: () => number = Date.now) {
    this.#relay = relay;
    this.#now = now;
    this.#allowanceAtMs = now();
  }

  /** Shows what the tab remembers of this call, and remembers what is written from now on. */
  remember(memory: ChatMemory): void {
    this.#memory = memory;
    this.messages.set(keepNewest([...memory.load(), ...this.messages.value], MAX_MESSAGES));
    this.sendUnacknowledged();
  }

  /** Delivers to the page that is in the other seat now. */
  deliverTo(reader: string): void {
    this.#reader = reader;
    this.sendUnacknowledged();
  }

  /** A new connection's channel takes the place of the one before. */
  attach(peer: string, channel: RTCDataChannel): void {
    this.#channels.set(peer, channel);
    channel.addEventListener("message", ({ data }) => {
      const message = readChatWire(data);
      if (message !== null) this.receive(peer, message);
    });
    channel.addEventListener("open", () => this.sendUnacknowledged());
  }

  detach(peer: string): void {
    this.#channels.delete(peer);
  }

  /** Ends the repetitions. */
  stop(): void {
    if (this.#repeat !== null) clearTimeout(this.#repeat);
    this.#repeat = null;
  }

  /** False where nothing was sent or kept: the text is empty, or too many messages wait already. */
  send(text: string): boolean {
    const trimmed = text.trim().slice(0, LONGEST_MESSAGE);
    if (trimmed === "" || isFull(this.messages.value)) return false;
    const message = { id: randomId(), mine: true, text: trimmed, atMs: this.#now(), acknowledgedBy: null };
    this.#add(message);
    this.#transmit({ id: message.id, text: trimmed }, null);
    this.#repeatLater();
    return true;
  }

  /** Sends again what the other seat's page did not acknowledge; for when another way opens. */
  sendUnacknowledged(): void {
    const waiting = this.messages.value.filter((message) => this.#isOwed(message));
    // The relay has a rate limit: the rest follows with the next round.
    for (const { id, text } of waiting.slice(0, MAX_BURST)) this.#transmit({ id, text }, null);
    if (waiting.length > 0) this.#repeatLater();
  }

  /** A message that came in by a channel or by the relay. */
  receive(from: string, { id, text }: ChatWire): void {
    if (text === null) return this.#acknowledged(from, id);
    if (text.trim() === "") return;
    const isKnown = this.messages.value.some((message) => message.id === id);
    if (!isKnown && !this.#mayReceive()) return;
    this.#transmit({ id, text: null }, from);
    if (isKnown) return;
    this.#add({
      id,
      mine: false,
      text: text.slice(0, LONGEST_MESSAGE),
      atMs: this.#now(),
      acknowledgedBy: null,
    });
    this.received.set(this.received.value + 1);
  }

  #acknowledged(from: string, id: string): void {
    const isNews = ({ id: other, mine, acknowledgedBy }: ChatMessage): boolean =>
      other === id && mine && acknowledgedBy !== from;
    if (!this.messages.value.some(isNews)) return;
    this.#set(
      this.messages.value.map((message) =>
        isNews(message) ? { ...message, acknowledgedBy: from } : message,
      ),
    );
  }

  #isOwed({ mine, acknowledgedBy }: ChatMessage): boolean {
    if (!mine) return false;
    return acknowledgedBy === null || (this.#reader !== null && acknowledgedBy !== this.#reader);
  }

  /** By the open channels, to whom there is one; else by the relay. */
  #transmit(message: ChatWire, to: string | null): void {
    const open = [...this.#channels].filter(
      ([peer, { readyState }]) => readyState === "open" && (to === null || to === peer),
    );
    for (const [, channel] of open) channel.send(JSON.stringify(message));
    if (open.length === 0) this.#relay(message, to);
  }

  #mayReceive(): boolean {
    const nowMs = this.#now();
    const earned = (Math.max(0, nowMs - this.#allowanceAtMs) * MESSAGES_PER_SECOND) / 1_000;
    this.#allowance = Math.min(MAX_BURST, this.#allowance + earned);
    this.#allowanceAtMs = nowMs;
    if (this.#allowance < 1) return false;
    this.#allowance -= 1;
    return true;
  }

  #repeatLater(): void {
    if (this.#repeat !== null) return;
    this.#repeat = setTimeout(() => {
      this.#repeat = null;
      this.sendUnacknowledged();
    }, REPEAT_AFTER_MS);
  }

  #add(message: ChatMessage): void {
    this.#set(keepNewest([...this.messages.value, message], MAX_MESSAGES));
  }

  #set(messages: readonly ChatMessage[]): void {
    this.messages.set(messages);
    this.#memory.save(messages);
  }
}

/** Whether nobody has this own message yet. */
export const isUndelivered = ({ mine, acknowledgedBy }: ChatMessage): boolean =>
  mine && acknowledgedBy === null;

/** Whether more can't be written until somebody has read. */
export function isFull(messages: readonly ChatMessage[]): boolean {
  return messages.filter(isUndelivered).length >= MAX_UNDELIVERED;
}

/** At most `max` messages. The oldest go first, and none that nobody has yet. */
export function keepNewest(messages: readonly ChatMessage[], max: number): readonly ChatMessage[] {
  let excess = messages.length - max;
  return messages.filter((message) => {
    if (excess <= 0 || isUndelivered(message)) return true;
    excess -= 1;
    return false;
  });
}

/** A message from a data channel; null for anything that is none. */
export function readChatWire(data: unknown): ChatWire | null {
  if (typeof data !== "string" || data.length > 4 * LONGEST_MESSAGE) return null;
  try {
    const message: unknown = JSON.parse(data);
    if (typeof message !== "object" || message === null || !("text" in message) || !("id" in message))
      return null;
    const { id, text } = message;
    if (typeof id !== "string" || id === "" || id.length > 128) return null;
    return text === null || typeof text === "string" ? { id, text } : null;
  } catch {
    return null;
  }
}
