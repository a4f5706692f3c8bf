import type { ComponentChild, ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { CallController } from "../call/call-controller.ts";
import type { CallState } from "../call/call-state.ts";
import { formatClock } from "../text/format.ts";
import { ControlBar, type Panel } from "./control-bar.tsx";
import { MorePanel } from "./more-panel.tsx";
import { Notices } from "./notices.tsx";
import { OwnTile } from "./own-tile.tsx";
import { Stage } from "./stage.tsx";
import { useText } from "./text-context.ts";
import { useFocusOnMount } from "./use-focus-on-mount.ts";
import { useNow } from "./use-now.ts";
import { useQuiet } from "./use-quiet.ts";
import { useStore } from "./use-store.ts";

interface CallViewProps {
  readonly controller: CallController;
  readonly peerName: string;
}

type ChatPanelType = ComponentType<{
  readonly chat: CallController["chat"];
  readonly peerName: string;
  readonly onClose: () => void;
}>;

/** The call itself: the other side fills the room, everything else steps back until it is needed. */
export function CallView({ controller, peerName }: CallViewProps): ComponentChild {
  const text = useText();
  const state = useStore(controller.state);
  const quality = useStore(controller.quality);
  const [panel, setPanel] = useState<Panel>(null);
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [soundBlocked, setSoundBlocked] = useState<(() => void) | null>(null);
  const unread = useUnread(controller, panel === "chat");
  const ChatPanel = useChatPanel(panel === "chat");
  const isTroubled = state.connection !== "connected" || state.room?.peer.presence === "away";
  const isQuiet = useQuiet(panel !== null || isTroubled);
  useWakeLock();
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
      />
      <p class="visually-hidden" role="status">
        {unread > 0 ? text.controls.chatUnread(unread) : ""}
      </p>
      <CallHeader state={state} peerName={peerName} />
      <Notices
        state={state}
        quality={quality}
        peerName={peerName}
        media={controller.media}
        soundBlocked={retrySound}
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
        <ChatPanel chat={controller.chat} peerName={peerName} onClose={close} />
      ) : null}
    </main>
  );
}

function CallHeader({
  state,
  peerName,
}: {
  readonly state: CallState;
  readonly peerName: string;
}): ComponentChild {
  const { call } = useText();
  const since = state.counters.activeSinceMs;
  const nowMs = useNow(since !== null);
  return (
    <div class="call-header">
      <span class="chip">
        <span class="live-dot" data-live={state.connection === "connected"} aria-hidden="true" />
        <bdi class="chip-name">{peerName}</bdi>
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
  const received = useStore(controller.chat.messages).filter(({ mine }) => !mine).length;
  const seen = useRef(0);
  if (isOpen) seen.current = received;
  return Math.max(0, received - seen.current);
}

/** Keeps a phone's screen on while one talks. */
function useWakeLock(): void {
  useEffect(() => {
    const lifetime = new AbortController();
    let lock: WakeLockSentinel | null = null;
    const keepAwake = async (): Promise<void> => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      // Refused on an empty battery, or where the embedding page doesn't pass it on.
      lock = await navigator.wakeLock.request("screen").catch(() => null);
      if (lifetime.signal.aborted) void lock?.release();
    };
    void keepAwake();
    document.addEventListener("visibilitychange", () => void keepAwake(), { signal: lifetime.signal });
    return () => {
      lifetime.abort();
      void lock?.release();
    };
  }, []);
}
