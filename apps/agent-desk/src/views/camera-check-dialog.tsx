import { Icon } from "@videoengager/design-tokens/icon";
import { Mic, TriangleAlert, Video, VideoOff } from "lucide";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { MediaProblem, OpenedMedia } from "../media/open-media.ts";
import { SoundLevel } from "../media/sound-level.ts";
import { useCameraCheck } from "../media/use-camera-check.ts";
import { Dialog } from "./dialog.tsx";

export interface CameraCheckDialogProps {
  /** What the one button does and says. */
  readonly goOn: { readonly label: string; readonly soundOnlyLabel: string; readonly do: () => void };
  readonly onClose: () => void;
}

/** One's own picture and a level meter, before anybody else sees and hears one. */
export function CameraCheckDialog({ goOn, onClose }: CameraCheckDialogProps): JSX.Element {
  const { media, tryAgain } = useCameraCheck();
  return (
    <Dialog title="Check your camera and microphone" onClose={onClose}>
      <Picture media={media} />
      {media && media.kind !== "none" && <Meter stream={media.stream} />}
      {media && media.kind !== "both" && <Problem media={media} onTryAgain={tryAgain} />}
      <div class="dialog__actions">
        <button class="button" type="button" onClick={onClose}>
          Cancel
        </button>
        <button class="button button--accent" type="button" disabled={!media} onClick={goOn.do}>
          {media && media.kind !== "both" ? goOn.soundOnlyLabel : goOn.label}
        </button>
      </div>
    </Dialog>
  );
}

function Picture({ media }: { readonly media: OpenedMedia | null }): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const stream = media?.kind === "both" ? media.stream : null;
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return (
    <div class="check__picture">
      {stream ? (
        <video ref={video} class="check__video" autoplay playsInline muted aria-label="Your own picture" />
      ) : (
        <p class="check__waiting">
          <Icon node={media ? VideoOff : Video} size={28} />
          {media ? "No picture" : "Your browser asks for the camera and the microphone. Allow both."}
        </p>
      )}
    </div>
  );
}

function Meter({ stream }: { readonly stream: MediaStream }): JSX.Element {
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const level = new SoundLevel(stream);
    let frame = 0;
    const show = (): void => {
      bar.current?.style.setProperty("--level", level.read().toFixed(2));
      frame = requestAnimationFrame(show);
    };
    show();
    return () => {
      cancelAnimationFrame(frame);
      level.stop();
    };
  }, [stream]);
  return (
    <div class="check__sound">
      <Icon node={Mic} />
      <span class="meter" aria-hidden="true">
        <span class="meter__bar" ref={bar} />
      </span>
      <p class="check__hint">
        Say something: the bar moves when your microphone hears you. {nameOf(stream.getAudioTracks()[0])}
      </p>
    </div>
  );
}

function nameOf(track: MediaStreamTrack | undefined): string {
  return track?.label ? `In use: ${track.label}.` : "";
}

const NEXT_STEPS: Readonly<Record<MediaProblem, string>> = {
  denied:
    "The browser does not let this page use the camera. Open the site settings beside the address, allow camera and microphone, then try again.",
  missing: "No camera was found. Plug one in and try again, or go on with sound alone.",
  busy: "Another program uses the camera. Close it and try again, or go on with sound alone.",
  insecure:
    "Browsers give the camera only to secure pages. Open the desk by https, or on the machine where it runs.",
};

interface ProblemProps {
  readonly media: Exclude<OpenedMedia, { readonly kind: "both" }>;
  readonly onTryAgain: () => void;
}

function Problem({ media, onTryAgain }: ProblemProps): JSX.Element {
  return (
    <div class="notice" role="alert">
      <Icon node={TriangleAlert} />
      <p class="notice__text">{NEXT_STEPS[media.problem]}</p>
      <button class="button button--small" type="button" onClick={onTryAgain}>
        Try again
      </button>
    </div>
  );
}
