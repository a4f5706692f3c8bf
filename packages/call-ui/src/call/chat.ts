import { randomId } from "../random-id.ts";
import { Store } from "../store.ts";

export interface ChatMessage {
  readonly id: string;
  readonly mine: boolean;
  readonly text: string;
  /** Of this machine, when it was written or came in. */
  readonly atMs: number;
  /** Whether it went out; what the other side writes always is. */
  readonly sent: boolean;
}

export const LONGEST_MESSAGE = 4_000;
const MOST_MESSAGES = 500;

/** The written words of a call: kept while the page is open, sent straight to the other browser, stored nowhere. */
export class Chat {
  readonly messages: Store<readonly ChatMessage[]> = new Store<readonly ChatMessage[]>([]);
  #channel: RTCDataChannel | null = null;

  /** A new connection's channel takes the place of the one before; what could not be sent goes out by it. */
  attach(channel: RTCDataChannel): void {
    this.#channel = channel;
    channel.addEventListener("message", ({ data }) => this.#receive(data));
    channel.addEventListener("open", () => this.#sendWaiting());
  }

  detach(): void {
    this.#channel = null;
  }

  send(text: string): void {
    const trimmed = text.trim().slice(0, LONGEST_MESSAGE);
    if (trimmed === "") return;
    this.#add({ id: randomId(), mine: true, text: trimmed, atMs: Date.now(), sent: false });
    this.#sendWaiting();
  }

  #sendWaiting(): void {
    const channel = this.#channel;
    if (channel?.readyState !== "open") return;
    this.messages.set(
      this.messages.value.map((message) => {
        if (message.sent) return message;
        channel.send(JSON.stringify({ text: message.text }));
        return { ...message, sent: true };
      }),
    );
  }

  #receive(data: unknown): void {
    const text = readChatText(data);
    if (text === null) return;
    this.#add({ id: randomId(), mine: false, text, atMs: Date.now(), sent: true });
  }

  #add(message: ChatMessage): void {
    this.messages.set([...this.messages.value, message].slice(-MOST_MESSAGES));
  }
}

/** What the other side wrote; null for anything that is no message. */
export function readChatText(data: unknown): string | null {
  if (typeof data !== "string" || data.length > 4 * LONGEST_MESSAGE) return null;
  try {
    const message: unknown = JSON.parse(data);
    if (typeof message !== "object" || message === null || !("text" in message)) return null;
    if (typeof message.text !== "string" || message.text.trim() === "") return null;
    return message.text.slice(0, LONGEST_MESSAGE);
  } catch {
    return null;
  }
}
