import { DeviceSelects } from "@videoengager/ui-kit/device-selects";
import type { LocalMedia } from "@videoengager/ui-kit/devices/local-media";
import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Icon } from "@videoengager/ui-kit/icon";
import { LevelMeter } from "@videoengager/ui-kit/level-meter";
import { Maximize, Minimize, PictureInPicture2, X } from "lucide";
import type { ComponentChild } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Quality } from "../call/rate-quality.ts";
import { MediaAdvice } from "./media-advice.tsx";
import { useText } from "./text-context.ts";

interface MorePanelProps {
  readonly media: LocalMedia;
  readonly quality: Quality;
  readonly peerName: string | null;
  readonly video: HTMLVideoElement | null;
  readonly onClose: () => void;
}

/** What is seldom needed: other devices, the picture's size, the connection's quality. */
export function MorePanel({ media, quality, peerName, video, onClose }: MorePanelProps): ComponentChild {
  const text = useText();
  const { microphone } = useStore(media.view);
  const isFull = useFullScreen();
  const ref = useRef<HTMLElement>(null);
  useEffect(() => ref.current?.focus(), []);
  const { quality: words } = text.call;
  const qualityWords = {
    unknown: null,
    silent: null,
    good: words.good,
    "own-weak": words.ownWeak,
    "peer-weak": words.peerWeak(peerName),
    "both-weak": words.bothWeak,
    slow: words.slow,
  }[quality];
  return (
    <section ref={ref} class="panel more-panel" tabIndex={-1} aria-label={text.controls.more}>
      <header>
        <h2>{text.devices.title}</h2>
        <button type="button" class="icon-button" aria-label={text.close} onClick={onClose}>
          <Icon node={X} size={20} />
        </button>
      </header>
      <MediaAdvice media={media} />
      <DeviceSelects
        media={media}
        words={text.devices}
        level={<LevelMeter track={microphone.wanted ? microphone.track : null} label={text.devices.level} />}
      />
      <div class="panel-actions">
        {video !== null && document.pictureInPictureEnabled ? (
          <button type="button" class="button" onClick={() => void showInPicture(video)}>
            <Icon node={PictureInPicture2} size={18} />
            {text.controls.pictureInPicture}
          </button>
        ) : null}
        {document.fullscreenEnabled ? (
          <button type="button" class="button" onClick={() => void switchFullScreen()}>
            <Icon node={isFull ? Minimize : Maximize} size={18} />
            {isFull ? text.controls.leaveFullScreen : text.controls.fullScreen}
          </button>
        ) : null}
      </div>
      {qualityWords === null ? null : <p class="muted">{qualityWords}</p>}
    </section>
  );
}

async function showInPicture(video: HTMLVideoElement): Promise<void> {
  try {
    if (document.pictureInPictureElement === video) await document.exitPictureInPicture();
    else await video.requestPictureInPicture();
  } catch {
    // Refused by the browser: the picture stays where it is.
  }
}

async function switchFullScreen(): Promise<void> {
  try {
    if (document.fullscreenElement === null) await document.documentElement.requestFullscreen();
    else await document.exitFullscreen();
  } catch {
    // Refused by the browser, or not passed on by the embedding page.
  }
}

function useFullScreen(): boolean {
  const [isFull, setIsFull] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const look = (): void => setIsFull(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, []);
  return isFull;
}
