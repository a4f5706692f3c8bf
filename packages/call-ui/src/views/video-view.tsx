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
  readonly onSoundBlocked?: (retry: () => void) => void;
  readonly onElement?: (element: HTMLVideoElement | null) => void;
}

/** How much of a picture may be cut off, as its shape against its frame's, before all of it is shown with bars beside it. */
const MOST_CUT = 1.9;

/** One stream, playing. */
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
    if (video !== null && props.speakerId !== undefined && "setSinkId" in video)
      // A speaker that went away: the browser goes on with the standard one.
      video.setSinkId(props.speakerId).catch(() => undefined);
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

/** `auto` fills a frame that stands upright (a phone) always, and one that lies where little is cut off by that. */
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
      const ratio = clientWidth / clientHeight / (videoWidth / videoHeight);
      const isCut = Math.max(ratio, 1 / ratio) > MOST_CUT;
      setMeasured(isCut && clientWidth > clientHeight ? "contain" : "cover");
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
