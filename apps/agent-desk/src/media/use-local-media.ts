import { LocalMedia } from "@videoengager/ui-kit/devices/local-media";
import { useEffect, useState } from "preact/hooks";

/**
 * Opens camera and microphone while the component is mounted. Calls use the devices that were chosen here, because the widget has
 * the desk's origin and reads the same storage. If storage is blocked, the choice lasts as long as the component.
 */
export function useLocalMedia(): {
  readonly media: LocalMedia;
  readonly isAsking: boolean;
  readonly tryAgain: () => void;
} {
  const [isAsking, setIsAsking] = useState(true);
  const [{ media, lifetime }] = useState(() => {
    const controller = new AbortController();
    return { media: new LocalMedia(true, controller.signal), lifetime: controller };
  });
  const open = (): void => {
    setIsAsking(true);
    void media.open().then(() => setIsAsking(false));
  };
  useEffect(() => {
    open();
    return () => lifetime.abort();
  }, []);
  return { media, isAsking, tryAgain: open };
}
