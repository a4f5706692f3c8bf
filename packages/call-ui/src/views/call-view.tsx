import { useNow } from "@videoengager/ui-kit/hooks/use-now";
import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { formatClock } from "@videoengager/ui-kit/text/format-duration";
import type { ComponentChild } from "preact";
import { useContext, useState } from "preact/hooks";
import type { CallController } from "../call/call-controller.ts";
import type { CallState } from "../call/call-state.ts";
import { AppearanceContext } from "./appearance-context.ts";
import { ControlBar } from "./control-bar.tsx";
import { MorePanel } from "./more-panel.tsx";
import { Notices } from "./notices.tsx";
import { OwnTile } from "./own-tile.tsx";
import { partyLabel } from "./party-name.ts";
import { Stage } from "./stage.tsx";
import { useText } from "./text-context.ts";
import { useFocusOnMount } from "./use-focus-on-mount.ts";
import type { Panels } from "./use-panels.ts";
import { useQuiet } from "./use-quiet.ts";
import { useWakeLock } from "./use-wake-lock.ts";
import "./styles/call.css";

export interface CallViewProps {
  readonly controller: CallController;
  readonly panels: Panels;
  /** Null where it is not known. */
  readonly peerName: string | null;
  /** The person has seen the state of camera and microphone before the call. */
  readonly hadLobby: boolean;
}

/** The call: the other side's video fills the page, controls overlay it and fade. */
export function CallView({ controller, panels, peerName, hadLobby }: CallViewProps): ComponentChild {
  const text = useText();
  const state = useStore(controller.state);
  const quality = useStore(controller.quality);
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [soundBlocked, setSoundBlocked] = useState<(() => void) | null>(null);
  const { open, unread } = panels;
  const { layout, controlsHidden } = useContext(AppearanceContext);
  const isTroubled = state.connection !== "connected" || state.room?.peer.presence === "away";
  const { isQuiet, hide } = useQuiet(open !== null || isTroubled);
  useWakeLock();
  const peerLabel = partyLabel(state, peerName, text);
  const heading = useFocusOnMount<HTMLHeadingElement>();
  const retrySound = soundBlocked && ((): void => (setSoundBlocked(null), soundBlocked()));
  return (
    <main class="call" data-quiet={isQuiet} data-panel={open !== null} data-appearance={layout}>
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
      {layout === "full" ? <CallHeader state={state} peerLabel={peerLabel} /> : null}
      <Notices
        state={state}
        quality={quality}
        peerName={peerName}
        media={controller.media}
        soundBlocked={retrySound}
        pausedPictures={useStore(controller.pausedPictures)}
        hadLobby={hadLobby}
      />
      {layout === "full" ? <OwnTile media={controller.media} /> : null}
      {controlsHidden ? null : (
        <ControlBar controller={controller} panels={panels} isCompact={layout === "compact"} />
      )}
      {open === "more" ? (
        <MorePanel
          media={controller.media}
          quality={quality}
          peerName={peerName}
          video={video}
          onClose={panels.close}
        />
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
