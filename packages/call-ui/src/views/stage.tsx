import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Icon } from "@videoengager/ui-kit/icon";
import { MonitorUp, UserRound } from "lucide";
import type { ComponentChild } from "preact";
import type { CallController } from "../call/call-controller.ts";
import { useText } from "./text-context.ts";
import { VideoView } from "./video-view.tsx";
import { Zoomable } from "./zoomable.tsx";

interface StageProps {
  readonly controller: CallController;
  readonly peerName: string | null;
  readonly onSoundBlocked: (retry: () => void) => void;
  readonly onVideo: (element: HTMLVideoElement | null) => void;
  /** A tap on the video, not on a control. */
  readonly onTap: () => void;
}

/** The other side: its video, or its screen with the video beside it. */
export function Stage({ controller, peerName, onSoundBlocked, onVideo, onTap }: StageProps): ComponentChild {
  const text = useText();
  const { room, connection, mediaArrived, mainPeer } = useStore(controller.state);
  const remote = useStore(controller.remotes).get(mainPeer ?? "") ?? null;
  const { speakerId } = useStore(controller.media.view);
  const showsScreen = room?.peer.media.screen ?? false;
  const hasCamera = room?.peer.media.camera ?? false;
  const isUp = connection === "connected" || mediaArrived;
  return (
    <div class="stage" data-screen={showsScreen}>
      {showsScreen && remote !== null ? (
        <Zoomable words={text.call} onTap={onTap}>
          <VideoView
            stream={remote.screen}
            testId="remote-screen"
            label={text.call.peerScreen(peerName)}
            silent
            fit="contain"
          />
        </Zoomable>
      ) : null}
      <div class="stage-face" data-camera={hasCamera}>
        <VideoView
          stream={remote?.camera ?? null}
          testId="remote-video"
          label={text.call.peerPicture(peerName)}
          hidden={!hasCamera}
          fit={showsScreen ? "cover" : "auto"}
          speakerId={speakerId}
          onSpeakerRefused={(id) => controller.media.speakerFailed(id)}
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
