import type { VisitorInteraction } from "@videoengager/protocol/rest/visitor-seat";
import { useNow } from "@videoengager/ui-kit/hooks/use-now";
import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Icon } from "@videoengager/ui-kit/icon";
import { formatClock } from "@videoengager/ui-kit/text/format-duration";
import { LogOut, MessageSquare } from "lucide";
import type { ComponentChild } from "preact";
import { useRef } from "preact/hooks";
import type { VisitorEntry } from "../call/visitor-entry.ts";
import { BrandMark } from "./brand-mark.tsx";
import { ChatTeaser } from "./chat-teaser.tsx";
import { ConnectionAdvice } from "./connection-advice.tsx";
import { MediaAdvice } from "./media-advice.tsx";
import { NotifyOffer } from "./notify-offer.tsx";
import { PageControls } from "./page-controls.tsx";
import { SplitPage } from "./split-page.tsx";
import { useText } from "./text-context.ts";
import type { ChatView } from "./use-chat-view.ts";
import { useFocusOnMount } from "./use-focus-on-mount.ts";
import { useWakeLock } from "./use-wake-lock.ts";

interface WaitingViewProps {
  readonly entry: VisitorEntry;
  readonly interaction: VisitorInteraction;
  readonly chat: ChatView;
}

/** Joined, and nobody is there yet: what happens now, how long it has taken, what if nobody comes, a way to leave. */
export function WaitingView({ entry, interaction, chat }: WaitingViewProps): ComponentChild {
  const text = useText();
  const { waiting } = text;
  const state = useStore(entry.controller.state);
  const { room, online, clockOffsetMs } = state;
  const mountedAtMs = useRef(Date.now());
  const nowMs = useNow(true);
  useWakeLock();
  const heading = useFocusOnMount<HTMLHeadingElement>();
  const agent = room?.peer.displayName || interaction.agentName || null;
  const isConnecting = room?.peer.presence === "arrived" || room?.peer.presence === "joined";
  const isRequest = interaction.initiatedBy === "visitor" && !isConnecting;
  const title = isConnecting
    ? waiting.connecting(agent)
    : isRequest
      ? waiting.title
      : waiting.agentAway(agent);
  const { visitorWaitingTime } = interaction.tenant;
  // The platform knows since when the visitor waits, also after a reload.
  const waitingEndsAtMs = isRequest ? (room?.waitingEndsAtMs ?? null) : null;
  const waitedMs =
    waitingEndsAtMs === null
      ? nowMs - mountedAtMs.current
      : nowMs + clockOffsetMs - (waitingEndsAtMs - visitorWaitingTime * 1_000);
  return (
    <SplitPage
      media={entry.media}
      controls={<PageControls media={entry.media} chat={chat} />}
      below={<MediaAdvice media={entry.media} />}
    >
      <BrandMark tenant={interaction.tenant} />
      <h1 ref={heading} tabIndex={-1} aria-live="polite">
        {title}
      </h1>
      <ChatTeaser view={chat} />
      {isConnecting ? null : (
        <>
          <p class="waiting-time">
            <span class="muted">{waiting.since}</span>
            <time role="timer">{formatClock(waitedMs)}</time>
          </p>
          <p>{isRequest ? waiting.calling : waiting.agentAwayText}</p>
          {isRequest ? (
            <p>{waiting.ifNobody(Math.max(1, Math.round((visitorWaitingTime - waitedMs / 1_000) / 60)))}</p>
          ) : null}
          <p class="muted">{isPhone() ? waiting.keepInFront : waiting.keepOpen}</p>
          <NotifyOffer />
        </>
      )}
      <ConnectionAdvice state={state} />
      {online || state.socketTrouble !== null ? null : (
        <p class="advice" role="status">
          {waiting.reconnecting}
        </p>
      )}
      <div class="waiting-actions">
        {chat.offer === "none" || chat.panels.open === "chat" ? null : (
          <button type="button" class="button" onClick={() => chat.panels.toggle("chat")}>
            <Icon node={MessageSquare} size={18} />
            {text.chat.write}
          </button>
        )}
        <button type="button" class="button" data-directed onClick={() => entry.controller.hangUp()}>
          <Icon node={LogOut} size={18} />
          {waiting.leave}
        </button>
      </div>
    </SplitPage>
  );
}

/** Phones suspend a page that is not in front. */
function isPhone(): boolean {
  return matchMedia("(hover: none) and (pointer: coarse)").matches;
}
