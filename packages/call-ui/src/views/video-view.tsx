import type { ComponentChild } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface VideoViewProps {
  readonly stream: MediaStream | null;
  readonly testId: string;
  readonly label: string;
  /** Plays no sound; one's own picture, a screen. */
  readonly silent?: boolean;
  readonly mirrored?: boolean;
  readonly hidden?: boolean;
  readonly fit?: "cover" | "contain" | "auto";
  readonly speakerId?: string;
  readonly onSpeakerRefused?: (speakerId: string) => void;
  readonly onSoundBlocked?: (retry: () => void) => void;
  readonly onElement?: (element: HTMLVideoElement | null) => void;
}

/**
 * How far a picture's shape may differ from its frame's before all of it is shown with bars beside it. Cutting the sides of
 * an upright frame keeps a face; cutting the top of a wide one cuts a head.
 */
const MAX_CUT = { sides: 1.7, top: 1.35 };

/** Plays one stream. */
export function VideoView(props: VideoViewProps): ComponentChild {
  const { stream, testId, label, silent = false, mirrored = false, hidden = false, fit = "cover" } = props;
  const ref = useRef<HTMLVideoElement>(null);
  const shownFit = useFit(ref, fit);

  useEffect(() => {
    const video = ref.current;
    if (video === null) return;
    video.srcObject = stream;
    if (stream === null) return;
    const play = (): void => {
      video.play().catch((error: unknown) => {
        // Replaced by the next stream: its own play() reports.
        if (!(error instanceof DOMException) || error.name !== "NotAllowedError" || silent) return;
        // The picture may be shown; the sound waits for a press.
        video.muted = true;
        void video.play().catch(() => undefined);
        props.onSoundBlocked?.(unmute);
      });
    };
    const unmute = (): void => {
      video.muted = false;
      play();
    };
    play();
  }, [stream]);

  useEffect(() => {
    const video = ref.current;
    const { speakerId } = props;
    if (video !== null && speakerId !== undefined && "setSinkId" in video)
      // Refused: the browser goes on with the former speaker.
      video.setSinkId(speakerId).catch(() => props.onSpeakerRefused?.(speakerId));
  }, [props.speakerId]);

  useEffect(() => {
    props.onElement?.(ref.current);
    return () => props.onElement?.(null);
  }, []);

  return (
    <video
      ref={ref}
      class="video"
      data-testid={testId}
      data-mirrored={mirrored}
      data-hidden={hidden}
      data-fit={shownFit}
      aria-label={label}
      autoplay
      playsInline
      muted={silent}
      disablePictureInPicture={silent}
    />
  );
}

/** Whether a picture fills its frame or is shown whole, by their aspect ratios (width / height). */
export function fitOf(frame: number, picture: number): "cover" | "contain" {
  const cut = frame > picture ? frame / picture / MAX_CUT.top : picture / frame / MAX_CUT.sides;
  return cut > 1 ? "contain" : "cover";
}

/** `auto` is measured again whenever the frame or the picture changes its shape. */
function useFit(
  ref: { readonly current: HTMLVideoElement | null },
  fit: "cover" | "contain" | "auto",
): string {
  const [measured, setMeasured] = useState<"cover" | "contain">("cover");
  useEffect(() => {
    const video = ref.current;
    if (video === null || fit !== "auto") return undefined;
    const measure = (): void => {
      const { clientWidth, clientHeight, videoWidth, videoHeight } = video;
      if (clientHeight === 0 || videoHeight === 0) return;
      setMeasured(fitOf(clientWidth / clientHeight, videoWidth / videoHeight));
    };
    const listeners = new AbortController();
    video.addEventListener("resize", measure, { signal: listeners.signal });
    const observer = new ResizeObserver(measure);
    observer.observe(video);
    return () => {
      listeners.abort();
      observer.disconnect();
    };
  }, [fit]);
  return fit === "auto" ? measured : fit;
}
