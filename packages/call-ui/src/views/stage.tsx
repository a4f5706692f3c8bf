import { Icon } from "@videoengager/design-tokens/icon";
import { MonitorUp, UserRound } from "lucide";
import type { ComponentChild } from "preact";
import type { CallController } from "../call/call-controller.ts";
import { useText } from "./text-context.ts";
import { useStore } from "./use-store.ts";
import { VideoView } from "./video-view.tsx";

interface StageProps {
  readonly controller: CallController;
  readonly peerName: string;
  readonly onSoundBlocked: (retry: () => void) => void;
  readonly onVideo: (element: HTMLVideoElement | null) => void;
}

/** The other side, as large as there is room: its screen where it shows one, and then its face beside it. */
export function Stage({ controller, peerName, onSoundBlocked, onVideo }: StageProps): ComponentChild {
  const text = useText();
  const { room, connection, mediaArrived } = useStore(controller.state);
  const remote = useStore(controller.remote);
  const { speakerId } = useStore(controller.media.view);
  const showsScreen = room?.peer.media.screen ?? false;
  const hasCamera = room?.peer.media.camera ?? false;
  const isUp = connection === "connected" || mediaArrived;
  return (
    <div class="stage" data-screen={showsScreen}>
      {showsScreen && remote !== null ? (
        <div class="stage-screen">
          <VideoView
            stream={remote.screen}
            testId="remote-screen"
            label={text.call.peerScreen(peerName)}
            silent
            fit="contain"
          />
        </div>
      ) : null}
      <div class="stage-face" data-camera={hasCamera}>
        <VideoView
          stream={remote?.camera ?? null}
          testId="remote-video"
          label={text.call.peerPicture(peerName)}
          hidden={!hasCamera}
          fit={showsScreen ? "cover" : "auto"}
          speakerId={speakerId}
          onSoundBlocked={onSoundBlocked}
          onElement={onVideo}
        />
        {hasCamera && isUp ? null : (
          <div class="stage-nobody">
            <span class="avatar">
              <Icon node={showsScreen ? MonitorUp : UserRound} size={showsScreen ? 24 : 48} />
            </span>
            {showsScreen ? null : (
              <p>{isUp ? text.call.cameraIsOff(peerName) : text.call.connecting(peerName)}</p>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
