import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Icon } from "@videoengager/ui-kit/icon";
import { formatTime } from "@videoengager/ui-kit/text/format-time";
import { SendHorizontal, X } from "lucide";
import type { ComponentChild } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { type Chat, type ChatMessage, isFull, isUndelivered, LONGEST_MESSAGE } from "../call/chat.ts";
import { splitLinks } from "./link-text.ts";
import { useText } from "./text-context.ts";
import "./styles/chat.css";

export interface ChatPanelProps {
  readonly chat: Chat;
  /** Somebody is there who reads what is written. */
  readonly isRead: boolean;
  /** Null where it is not known. */
  readonly peerName: string | null;
  /** Never empty: without a name, what to call the person. */
  readonly peerLabel: string;
  /** What has been typed and not sent. */
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  /** The person opened the chat, and goes on with the keyboard there. */
  readonly takesFocus: boolean;
  readonly onClose: () => void;
}

/** The chat before and in a call. */
export function ChatPanel(props: ChatPanelProps): ComponentChild {
  const { chat, isRead, peerName, peerLabel, draft, onDraft, takesFocus, onClose } = props;
  const { chat: words } = useText();
  const messages = useStore(chat.messages);
  const list = useRef<HTMLDivElement>(null);
  // Every key that is typed renders the panel, but not what was written before.
  const log = useMemo(
    () => messages.map((message) => <Message key={message.id} message={message} peerLabel={peerLabel} />),
    [messages, peerLabel],
  );
  const showNewest = (): void => list.current?.scrollTo({ top: list.current.scrollHeight });
  useEffect(showNewest, [messages]);
  useEffect(() => {
    // A phone's keyboard takes room from the log.
    const observer = new ResizeObserver(showNewest);
    if (list.current !== null) observer.observe(list.current);
    return () => observer.disconnect();
  }, []);
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
        {log}
      </div>
      <p class="chat-note" role="status">
        {isFull(messages) ? words.full : isRead ? "" : words.nobodyReads(peerName)}
      </p>
      <Composer
        draft={draft}
        onDraft={onDraft}
        takesFocus={takesFocus}
        isFull={isFull(messages)}
        onSend={() => chat.send(draft) && onDraft("")}
      />
    </section>
  );
}

function Message({
  message,
  peerLabel,
}: {
  readonly message: ChatMessage;
  readonly peerLabel: string;
}): ComponentChild {
  const text = useText();
  const { mine, atMs } = message;
  // As the person's own browser writes it: one English has 12 hours, another 24.
  const time = formatTime(atMs, navigator.language, "time");
  return (
    <article class="chat-message" data-mine={mine}>
      <p class="chat-by">
        <bdi>{mine ? text.you : peerLabel}</bdi> · <time>{time}</time>
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
      {isUndelivered(message) ? <p class="chat-by">{text.chat.notDelivered}</p> : null}
    </article>
  );
}

interface ComposerProps {
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly takesFocus: boolean;
  /** Nothing more can be sent for now. */
  readonly isFull: boolean;
  readonly onSend: () => void;
}

function Composer({ draft, onDraft, takesFocus, isFull: cannotSend, onSend }: ComposerProps): ComponentChild {
  const { chat } = useText();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  const send = (event: Event): void => {
    event.preventDefault();
    onSend();
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
        onInput={(event) => onDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
        }}
      />
      <button
        type="submit"
        class="icon-button"
        data-kind="primary"
        aria-label={chat.send}
        disabled={draft.trim() === "" || cannotSend}
      >
        <Icon node={SendHorizontal} size={20} />
      </button>
    </form>
  );
}
