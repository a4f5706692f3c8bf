import { useEffect, useState } from "preact/hooks";
import { type OpenedMedia, openMedia } from "./open-media.ts";

/** Opens camera and microphone for as long as the component is there; null while the browser still asks. */
export function useCameraCheck(): { readonly media: OpenedMedia | null; readonly tryAgain: () => void } {
  const [media, setMedia] = useState<OpenedMedia | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isGone = false;
    let opened: OpenedMedia | null = null;
    const stop = (): void => {
      if (opened && opened.kind !== "none") for (const track of opened.stream.getTracks()) track.stop();
    };
    setMedia(null);
    void openMedia().then((result) => {
      opened = result;
      if (isGone) stop();
      else setMedia(result);
      return result;
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [round]);
  return { media, tryAgain: () => setRound((value) => value + 1) };
}
