import { Icon } from "@videoengager/design-tokens/icon";
import type { VisitorInteraction } from "@videoengager/protocol/rest/visitor-seat";
import { LogOut } from "lucide";
import type { ComponentChild } from "preact";
import { useRef } from "preact/hooks";
import type { VisitorEntry } from "../call/visitor-entry.ts";
import { formatClock } from "../text/format.ts";
import { BrandMark } from "./brand-mark.tsx";
import { MediaAdvice } from "./media-advice.tsx";
import { MediaControls } from "./media-controls.tsx";
import { SplitPage } from "./split-page.tsx";
import { useText } from "./text-context.ts";
import { useFocusOnMount } from "./use-focus-on-mount.ts";
import { useNow } from "./use-now.ts";
import { useStore } from "./use-store.ts";

interface WaitingViewProps {
  readonly entry: VisitorEntry;
  readonly interaction: VisitorInteraction;
}

/** Joined, and nobody there yet: what happens now, how long it has taken, what if nobody comes, a way to leave. */
export function WaitingView({ entry, interaction }: WaitingViewProps): ComponentChild {
  const text = useText();
  const { waiting } = text;
  const { room, online } = useStore(entry.controller.state);
  const sinceMs = useRef(Date.now());
  const nowMs = useNow(true);
  const heading = useFocusOnMount<HTMLHeadingElement>();
  const agent = room?.peer.displayName || interaction.agentName || text.agent;
  const isConnecting = room?.peer.presence === "arrived" || room?.peer.presence === "joined";
  const isRequest = interaction.initiatedBy === "visitor" && !isConnecting;
  const title = isConnecting
    ? waiting.connecting(agent)
    : isRequest
      ? waiting.title
      : waiting.agentAway(agent);
  return (
    <SplitPage
      media={entry.media}
      controls={
        <div class="control-group">
          <MediaControls media={entry.media} />
        </div>
      }
      below={<MediaAdvice media={entry.media} />}
    >
      <BrandMark tenant={interaction.tenant} />
      <h1 ref={heading} tabIndex={-1} aria-live="polite">
        {title}
      </h1>
      {isConnecting ? null : (
        <>
          <p class="waiting-time">
            <span class="muted">{waiting.since}</span>
            <time role="timer">{formatClock(nowMs - sinceMs.current)}</time>
          </p>
          <p>{isRequest ? waiting.calling : waiting.agentAwayText}</p>
          {isRequest ? (
            <p>{waiting.ifNobody(Math.max(1, Math.round(interaction.tenant.visitorWaitingTime / 60)))}</p>
          ) : null}
          <p class="muted">{waiting.keepOpen}</p>
        </>
      )}
      {online ? null : (
        <p class="advice" role="status">
          {waiting.reconnecting}
        </p>
      )}
      <button type="button" class="button" data-directed onClick={() => entry.controller.hangUp()}>
        <Icon node={LogOut} size={18} />
        {waiting.leave}
      </button>
    </SplitPage>
  );
}
