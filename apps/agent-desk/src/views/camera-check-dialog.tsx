import { Icon } from "@videoengager/design-tokens/icon";
import { Mic, TriangleAlert, Video, VideoOff } from "lucide";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { OpenedMedia } from "../media/open-media.ts";
import { SoundLevel } from "../media/sound-level.ts";
import { useCameraCheck } from "../media/use-camera-check.ts";
import { Dialog } from "./dialog.tsx";
import { useText } from "./text-context.ts";

export interface CameraCheckDialogProps {
  /** What the one button does and says. */
  readonly goOn: { readonly label: string; readonly soundOnlyLabel: string; readonly do: () => void };
  readonly onClose: () => void;
}

/** One's own picture and a level meter, before anybody else sees and hears one. */
export function CameraCheckDialog({ goOn, onClose }: CameraCheckDialogProps): JSX.Element {
  const text = useText();
  const { media, tryAgain } = useCameraCheck();
  return (
    <Dialog title={text.check.title} onClose={onClose}>
      <Picture media={media} />
      {media && media.kind !== "none" && <Meter stream={media.stream} />}
      {media && media.kind !== "both" && <Problem media={media} onTryAgain={tryAgain} />}
      <div class="dialog__actions">
        <button class="button" type="button" onClick={onClose}>
          {text.cancel}
        </button>
        <button class="button button--accent" type="button" disabled={!media} onClick={goOn.do}>
          {media && media.kind !== "both" ? goOn.soundOnlyLabel : goOn.label}
        </button>
      </div>
    </Dialog>
  );
}

function Picture({ media }: { readonly media: OpenedMedia | null }): JSX.Element {
  const { check } = useText();
  const video = useRef<HTMLVideoElement>(null);
  const stream = media?.kind === "both" ? media.stream : null;
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return (
    <div class={`check__picture${media && !stream ? " check__picture--none" : ""}`}>
      {stream ? (
        <video ref={video} class="check__video" autoplay playsInline muted aria-label={check.ownPicture} />
      ) : (
        <p class="check__waiting">
          <Icon node={media ? VideoOff : Video} size={28} />
          {media ? check.noPicture : check.asking}
        </p>
      )}
    </div>
  );
}

function Meter({ stream }: { readonly stream: MediaStream }): JSX.Element {
  const { check } = useText();
  const device = stream.getAudioTracks()[0]?.label;
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
        {check.saySomething} {device && check.inUse(device)}
      </p>
    </div>
  );
}

interface ProblemProps {
  readonly media: Exclude<OpenedMedia, { readonly kind: "both" }>;
  readonly onTryAgain: () => void;
}

function Problem({ media, onTryAgain }: ProblemProps): JSX.Element {
  const text = useText();
  return (
    <div class="notice" role="alert">
      <Icon node={TriangleAlert} />
      <p class="notice__text">{text.check.problems[media.problem]}</p>
      <button class="button button--small" type="button" onClick={onTryAgain}>
        {text.tryAgain}
      </button>
    </div>
  );
}
