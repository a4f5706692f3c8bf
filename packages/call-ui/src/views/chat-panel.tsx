import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Icon } from "@videoengager/ui-kit/icon";
import { SendHorizontal, X } from "lucide";
import type { ComponentChild } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Chat, type ChatMessage, LONGEST_MESSAGE } from "../call/chat.ts";
import { splitLinks } from "./link-text.ts";
import { useText } from "./text-context.ts";

interface ChatPanelProps {
  readonly chat: Chat;
  /** Never empty: without a name, what to call the person. */
  readonly peerName: string;
  readonly onClose: () => void;
}

/** The chat of a call. */
export function ChatPanel({ chat, peerName, onClose }: ChatPanelProps): ComponentChild {
  const { chat: words } = useText();
  const messages = useStore(chat.messages);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.scrollTo({ top: list.current.scrollHeight }), [messages]);
  return (
    <section class="panel chat-panel" aria-label={words.title}>
      <header>
        <h2>{words.title}</h2>
        <button type="button" class="icon-button" aria-label={words.close} onClick={onClose}>
          <Icon node={X} size={20} />
        </button>
      </header>
      <div ref={list} class="chat-list" role="log" tabIndex={0} aria-label={words.title}>
        {messages.length === 0 ? <p class="muted">{words.empty}</p> : null}
        {messages.map((message) => (
          <Message key={message.id} message={message} peerName={peerName} />
        ))}
      </div>
      <Composer onSend={(text) => chat.send(text)} />
    </section>
  );
}

function Message({
  message,
  peerName,
}: {
  readonly message: ChatMessage;
  readonly peerName: string;
}): ComponentChild {
  const text = useText();
  const { mine, sent, atMs } = message;
  // As the person's own browser writes it: one English has 12 hours, another 24.
  const time = new Intl.DateTimeFormat(navigator.language, { timeStyle: "short" }).format(atMs);
  return (
    <article class="chat-message" data-mine={mine}>
      <p class="chat-by">
        <bdi>{mine ? text.you : peerName}</bdi> · <time>{time}</time>
      </p>
      <p class="chat-text" dir="auto">
        {splitLinks(message.text).map(({ text: part, href }, index) =>
          href === null ? (
            part
          ) : (
            <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow">
              {part}
            </a>
          ),
        )}
      </p>
      {sent ? null : <p class="chat-by">{text.chat.notSentYet}</p>}
    </article>
  );
}

function Composer({ onSend }: { readonly onSend: (text: string) => void }): ComponentChild {
  const { chat } = useText();
  const [draft, setDraft] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const send = (event: Event): void => {
    event.preventDefault();
    onSend(draft);
    setDraft("");
    field.current?.focus();
  };
  return (
    <form class="chat-composer" onSubmit={send}>
      <textarea
        ref={field}
        class="input"
        rows={1}
        maxLength={LONGEST_MESSAGE}
        aria-label={chat.write}
        placeholder={chat.write}
        dir="auto"
        value={draft}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
        }}
      />
      <button
        type="submit"
        class="icon-button"
        data-kind="primary"
        aria-label={chat.send}
        disabled={draft.trim() === ""}
      >
        <Icon node={SendHorizontal} size={20} />
      </button>
    </form>
  );
}
