import { useNow } from "@videoengager/ui-kit/hooks/use-now";
import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { formatClock } from "@videoengager/ui-kit/text/format-duration";
import type { ComponentChild, ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { CallController } from "../call/call-controller.ts";
import type { CallState } from "../call/call-state.ts";
import { ControlBar, type Panel } from "./control-bar.tsx";
import { MorePanel } from "./more-panel.tsx";
import { Notices } from "./notices.tsx";
import { OwnTile } from "./own-tile.tsx";
import { partyLabel } from "./party-name.ts";
import { Stage } from "./stage.tsx";
import { useText } from "./text-context.ts";
import { useFocusOnMount } from "./use-focus-on-mount.ts";
import { useQuiet } from "./use-quiet.ts";
import { useVisualViewport } from "./use-visual-viewport.ts";
import { useWakeLock } from "./use-wake-lock.ts";
import "./styles/call.css";

export interface CallViewProps {
  readonly controller: CallController;
  /** Null where it is not known. */
  readonly peerName: string | null;
  /** The person has seen the state of camera and microphone before the call. */
  readonly hadLobby: boolean;
}

type ChatPanelType = ComponentType<{
  readonly chat: CallController["chat"];
  readonly peerName: string;
  readonly onClose: () => void;
}>;

/** The call: the other side's video fills the page, controls overlay it and fade. */
export function CallView({ controller, peerName, hadLobby }: CallViewProps): ComponentChild {
  const text = useText();
  const state = useStore(controller.state);
  const quality = useStore(controller.quality);
  const [panel, setPanel] = useState<Panel>(null);
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [soundBlocked, setSoundBlocked] = useState<(() => void) | null>(null);
  const unread = useUnread(controller, panel === "chat");
  const ChatPanel = useChatPanel(panel === "chat");
  const isTroubled = state.connection !== "connected" || state.room?.peer.presence === "away";
  const { isQuiet, hide } = useQuiet(panel !== null || isTroubled);
  useWakeLock();
  useVisualViewport();
  const peerLabel = partyLabel(state, peerName, text);
  const heading = useFocusOnMount<HTMLHeadingElement>();
  const close = (): void => {
    // The keyboard goes back to where the panel was opened from.
    document.querySelector<HTMLElement>('.control[aria-expanded="true"]')?.focus();
    setPanel(null);
  };
  const retrySound = soundBlocked && ((): void => (setSoundBlocked(null), soundBlocked()));
  return (
    <main
      class="call"
      data-quiet={isQuiet}
      data-panel={panel !== null}
      onKeyDown={(event) => {
        if (event.key === "Escape" && panel !== null) close();
      }}
    >
      <h1 ref={heading} class="visually-hidden" tabIndex={-1}>
        {text.call.with(peerName)}
      </h1>
      <Stage
        controller={controller}
        peerName={peerName}
        onVideo={setVideo}
        onSoundBlocked={(retry) => setSoundBlocked(() => retry)}
        onTap={hide}
      />
      <p class="visually-hidden" role="status">
        {unread > 0 ? text.controls.chatUnread(unread) : ""}
      </p>
      <CallHeader state={state} peerLabel={peerLabel} />
      <Notices
        state={state}
        quality={quality}
        peerName={peerName}
        media={controller.media}
        soundBlocked={retrySound}
        pausedPictures={useStore(controller.pausedPictures)}
        hadLobby={hadLobby}
      />
      <OwnTile media={controller.media} />
      <ControlBar controller={controller} panel={panel} unread={unread} onPanel={setPanel} />
      {panel === "more" ? (
        <MorePanel
          media={controller.media}
          quality={quality}
          peerName={peerName}
          video={video}
          onClose={close}
        />
      ) : null}
      {panel === "chat" && ChatPanel !== null ? (
        <ChatPanel chat={controller.chat} peerName={peerLabel} onClose={close} />
      ) : null}
    </main>
  );
}

function CallHeader({
  state,
  peerLabel,
}: {
  readonly state: CallState;
  readonly peerLabel: string;
}): ComponentChild {
  const { call } = useText();
  const since = state.counters.activeSinceMs;
  const nowMs = useNow(since !== null);
  return (
    <div class="call-header">
      <span class="chip">
        <span class="live-dot" data-live={state.connection === "connected"} aria-hidden="true" />
        <bdi class="chip-name">{peerLabel}</bdi>
        {since === null ? null : (
          <time role="timer" aria-label={call.duration}>
            {formatClock(nowMs - since)}
          </time>
        )}
      </span>
    </div>
  );
}

/** Loaded when it is first wanted: most calls are held without. */
function useChatPanel(isWanted: boolean): ChatPanelType | null {
  const [component, setComponent] = useState<ChatPanelType | null>(null);
  useEffect(() => {
    if (isWanted && component === null)
      void import("./chat-panel.tsx").then(({ ChatPanel }) => setComponent(() => ChatPanel));
  }, [isWanted]);
  return component;
}

/** How many messages came since the chat was last seen. */
function useUnread(controller: CallController, isOpen: boolean): number {
  const received = useStore(controller.chat.received);
  const seen = useRef(0);
  if (isOpen) seen.current = received;
  return Math.max(0, received - seen.current);
}
