import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  Chat,
  type ChatMessage,
  type ChatRelay,
  type ChatWire,
  isUndelivered,
  MAX_UNDELIVERED,
  readChatWire,
} from "../src/call/chat.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** One end of a data channel; what is sent at one end comes in at the other while both are open. */
class Channel extends EventTarget {
  readyState = "connecting";
  other: Channel | null = null;
  readonly sent: string[] = [];
  send(data: string): void {
    this.sent.push(data);
    if (this.other?.readyState === "open")
      this.other.dispatchEvent(Object.assign(new Event("message"), { data }));
  }
  open(): void {
    this.readyState = "open";
    this.dispatchEvent(new Event("open"));
  }
}

function channelBetween(one: Chat, other: Chat): readonly [Channel, Channel] {
  const [here, there] = [new Channel(), new Channel()];
  here.other = there;
  there.other = here;
  one.attach("other", here as unknown as RTCDataChannel);
  other.attach("one", there as unknown as RTCDataChannel);
  return [here, there];
}

const open = (channels: readonly Channel[]): void => {
  for (const channel of channels) channel.readyState = "open";
  for (const channel of channels) channel.open();
};
const shown = (chat: Chat): readonly string[] => chat.messages.value.map(({ text }) => text);
const sent = (chat: Chat): readonly boolean[] =>
  chat.messages.value.map((message) => !isUndelivered(message));

describe("a chat message", () => {
  it("counts as sent when the other side has it, not before", () => {
    const [one, other] = [new Chat(), new Chat()];
    const channels = channelBetween(one, other);
    one.send("Hello");
    expect(sent(one)).toEqual([false]);
    open(channels);
    expect([shown(other), sent(one)]).toEqual([["Hello"], [true]]);
  });

  it("goes by the relay while there is no connection, and is acknowledged by it", () => {
    const relayed: ChatWire[] = [];
    const one = new Chat((message) => relayed.push(message) > 0);
    const other = new Chat((message) => (one.receive("other", message), true));
    one.send("Anybody there?");
    expect(sent(one)).toEqual([false]);
    for (const message of relayed) other.receive("one", message);
    expect([shown(other), sent(one)]).toEqual([["Anybody there?"], [true]]);
  });

  it("is repeated until it is acknowledged, and shown once", () => {
    const relayed: ChatWire[] = [];
    const one = new Chat((message) => relayed.push(message) > 0);
    const other = new Chat(() => true);
    one.send("Once");
    vi.advanceTimersByTime(9_000);
    expect(relayed.map(({ text }) => text)).toEqual(["Once", "Once", "Once"]);
    for (const message of relayed) other.receive("one", message);
    expect([shown(other), other.received.value]).toEqual([["Once"], 1]);
    one.receive("other", { id: relayed[0]?.id ?? "", text: null });
    vi.advanceTimersByTime(60_000);
    expect(relayed).toHaveLength(3);
  });

  it("that was in a channel when it closed goes out by the next one", () => {
    const [one, other] = [new Chat(), new Chat()];
    const [here, there] = channelBetween(one, other);
    here.open();
    one.send("Into the void");
    expect(here.sent).toHaveLength(1);
    expect(sent(one)).toEqual([false]);
    there.readyState = "closed";
    open(channelBetween(one, other));
    expect([shown(other), sent(one)]).toEqual([["Into the void"], [true]]);
  });

  it("cannot be acknowledged by another message's sender", () => {
    const one = new Chat(() => true);
    one.receive("other", { id: "theirs", text: "Hi" });
    one.receive("other", { id: "theirs", text: null });
    expect(sent(one)).toEqual([true]);
  });
});

describe("a flood", () => {
  it("is bounded, and what was dropped is not acknowledged, so that an honest sender repeats it", () => {
    const acknowledged: string[] = [];
    const chat = new Chat(({ id, text }) => text === null && acknowledged.push(id) > 0);
    for (let count = 0; count < 1_000; count += 1) chat.receive("other", { id: `m${count}`, text: "x" });
    expect(chat.messages.value).toHaveLength(20);
    expect(acknowledged).toHaveLength(20);
    vi.advanceTimersByTime(1_000);
    for (let count = 20; count < 40; count += 1) chat.receive("other", { id: `m${count}`, text: "x" });
    expect(chat.messages.value).toHaveLength(25);
  });

  it("over hours keeps the newest 500 and goes on counting", () => {
    const chat = new Chat(() => true);
    for (let count = 0; count < 600; count += 1) {
      vi.advanceTimersByTime(250);
      chat.receive("other", { id: `m${count}`, text: String(count) });
    }
    expect(chat.messages.value).toHaveLength(500);
    expect(shown(chat).at(-1)).toBe("599");
    expect(chat.received.value).toBe(600);
  });
});

/** A relay to whoever is in the other seat; null while nobody is. */
function relayTo(seat: { reader: Chat | null }): ChatRelay {
  return (message) => {
    seat.reader?.receive("visitor-page", message);
    return seat.reader !== null;
  };
}

describe("what is written while nobody is there", () => {
  const answering = (visitor: () => Chat, id: string): Chat =>
    new Chat((message) => (visitor().receive(id, message), true));

  it("reaches whoever comes, at once and in its order", () => {
    const seat: { reader: Chat | null } = { reader: null };
    const visitor = new Chat(relayTo(seat));
    expect([visitor.send("It's about order 4711"), visitor.send("The wheel is bent")]).toEqual([true, true]);
    vi.advanceTimersByTime(10 * 60_000);
    expect(sent(visitor)).toEqual([false, false]);
    seat.reader = answering(() => visitor, "agent-1");
    visitor.deliverTo("agent-1");
    expect(shown(seat.reader)).toEqual(["It's about order 4711", "The wheel is bent"]);
    expect(sent(visitor)).toEqual([true, true]);
  });

  it("reaches the next agent as well, where the first one had it and went", () => {
    const seat: { reader: Chat | null } = { reader: null };
    const visitor = new Chat(relayTo(seat));
    visitor.send("It's about order 4711");
    for (const id of ["agent-1", "agent-2"]) {
      seat.reader = answering(() => visitor, id);
      visitor.deliverTo(id);
      expect(shown(seat.reader)).toEqual(["It's about order 4711"]);
    }
    // The same page again has it.
    const relayed = vi.fn<Chat["receive"]>();
    if (seat.reader !== null) seat.reader.receive = relayed;
    visitor.deliverTo("agent-2");
    vi.advanceTimersByTime(60_000);
    expect(relayed).not.toHaveBeenCalled();
  });

  it("is bounded: more is refused, not dropped, until somebody has read", () => {
    const seat: { reader: Chat | null } = { reader: null };
    const visitor = new Chat(relayTo(seat));
    for (let count = 0; count < MAX_UNDELIVERED; count += 1) expect(visitor.send(`m${count}`)).toBe(true);
    expect(visitor.send("one too many")).toBe(false);
    expect(shown(visitor)).toHaveLength(MAX_UNDELIVERED);
    seat.reader = answering(() => visitor, "agent-1");
    visitor.deliverTo("agent-1");
    vi.advanceTimersByTime(20_000);
    expect(shown(seat.reader)).toEqual(shown(visitor));
    expect(visitor.send("one more")).toBe(true);
  });

  it("stays where the other side floods the log", () => {
    const visitor = new Chat(() => false);
    visitor.send("Mine");
    for (let count = 0; count < 600; count += 1) {
      vi.advanceTimersByTime(250);
      visitor.receive("agent-1", { id: `m${count}`, text: "x" });
    }
    expect(shown(visitor)[0]).toBe("Mine");
    expect(shown(visitor)).toHaveLength(500);
    visitor.stop();
  });
});

describe("a reload", () => {
  it("keeps what was written, and sends what nobody had yet", () => {
    let stored: readonly ChatMessage[] = [];
    const memory = {
      load: () => stored,
      save: (messages: readonly ChatMessage[]) => void (stored = messages),
    };
    const before = new Chat(() => false);
    before.remember(memory);
    before.receive("other", { id: "a", text: "Hello" });
    before.send("Goodbye?");
    before.stop();
    const relayed: ChatWire[] = [];
    const after = new Chat((message) => relayed.push(message) > 0);
    after.remember(memory);
    expect(shown(after)).toEqual(["Hello", "Goodbye?"]);
    expect(relayed.map(({ text }) => text)).toEqual(["Goodbye?"]);
    after.receive("other", { id: "a", text: "Hello" });
    expect(shown(after)).toEqual(["Hello", "Goodbye?"]);
  });
});

describe("what comes by a data channel", () => {
  it("counts only where it is a message", () => {
    expect(readChatWire('{"id":"a","text":"Hello"}')).toEqual({ id: "a", text: "Hello" });
    expect(readChatWire('{"id":"a","text":null}')).toEqual({ id: "a", text: null });
    for (const data of [
      "{",
      "null",
      '{"text":"no id"}',
      '{"id":"","text":"x"}',
      '{"id":"a","text":7}',
      '{"picture":"paused"}',
      new ArrayBuffer(2),
      "x".repeat(20_000),
    ])
      expect(readChatWire(data)).toBeNull();
  });
});
