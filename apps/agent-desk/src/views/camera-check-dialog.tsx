import { DeviceSelects } from "@videoengager/ui-kit/device-selects";
import { Dialog } from "@videoengager/ui-kit/dialog";
import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Icon } from "@videoengager/ui-kit/icon";
import { LevelMeter } from "@videoengager/ui-kit/level-meter";
import { TriangleAlert, Video, VideoOff } from "lucide";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type AffectedDevices, adviseOnDevices, findMissing } from "../media/advise-on-devices.ts";
import { useLocalMedia } from "../media/use-local-media.ts";
import { useText } from "./text-context.ts";

export interface CameraCheckDialogProps {
  /** What the primary button does, and its label; `null` if both devices work. */
  readonly goOn: {
    readonly labelFor: (missing: AffectedDevices | null) => string;
    readonly do: () => void;
  };
  readonly onClose: () => void;
}

/** Shows the agent's camera and microphone level, with the choice of devices. Calls use the same devices. */
export function CameraCheckDialog({ goOn, onClose }: CameraCheckDialogProps): JSX.Element {
  const text = useText();
  const { media, isAsking, tryAgain } = useLocalMedia();
  const { camera, microphone } = useStore(media.view);
  const problems = isAsking ? [] : adviseOnDevices(camera.problem, microphone.problem);
  return (
    <Dialog title={text.check.title} onClose={onClose}>
      <Picture
        track={camera.track}
        isAsking={isAsking}
        // A camera that faces away from the agent shows text, which must stay readable.
        isMirrored={camera.facing !== "environment"}
      />
      {problems.length > 0 && (
        <Problems
          sentences={problems.map(({ devices, advice }) => text.check.problems[devices][advice])}
          onTryAgain={tryAgain}
        />
      )}
      <DeviceSelects
        media={media}
        words={text.devices}
        level={
          microphone.track && (
            <div class="check__sound">
              <LevelMeter track={microphone.track} label={text.devices.level} />
              <p class="check__hint">{text.check.saySomething}</p>
            </div>
          )
        }
      />
      <div class="dialog__actions">
        <button class="button" type="button" autofocus onClick={onClose}>
          {text.cancel}
        </button>
        <button class="button" data-kind="primary" type="button" disabled={isAsking} onClick={goOn.do}>
          {goOn.labelFor(findMissing(problems))}
        </button>
      </div>
    </Dialog>
  );
}

interface PictureProps {
  readonly track: MediaStreamTrack | null;
  readonly isAsking: boolean;
  readonly isMirrored: boolean;
}

function Picture({ track, isAsking, isMirrored }: PictureProps): JSX.Element {
  const { check } = useText();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = track && new MediaStream([track]);
  }, [track]);
  return (
    <div class={`check__picture${track || isAsking ? "" : " check__picture--none"}`}>
      {track ? (
        <video
          ref={video}
          class={`check__video${isMirrored ? " check__video--mirrored" : ""}`}
          autoplay
          playsInline
          muted
          aria-label={check.ownPicture}
        />
      ) : (
        <p class="check__waiting">
          <Icon node={isAsking ? Video : VideoOff} size={28} />
          {isAsking ? check.asking : check.noPicture}
        </p>
      )}
    </div>
  );
}

interface ProblemsProps {
  readonly sentences: readonly string[];
  readonly onTryAgain: () => void;
}

function Problems({ sentences, onTryAgain }: ProblemsProps): JSX.Element {
  const text = useText();
  return (
    <div class="notice" role="alert">
      <Icon node={TriangleAlert} />
      <div class="notice__text check__problems">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <button class="button" data-size="small" type="button" onClick={onTryAgain}>
        {text.tryAgain}
      </button>
    </div>
  );
}
