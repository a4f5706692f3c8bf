import { Mic, MicOff, Video, VideoOff } from "lucide";
import type { ComponentChild } from "preact";
import type { LocalMedia } from "../media/local-media.ts";
import { ControlButton } from "./control-button.tsx";
import { useText } from "./text-context.ts";
import { useStore } from "./use-store.ts";

/** Microphone and camera, on and off. A device that is wanted and not there counts as off: a click asks for it again. */
export function MediaControls({ media }: { readonly media: LocalMedia }): ComponentChild {
  const { controls } = useText();
  const { microphone, camera } = useStore(media.view);
  const micOff = !microphone.wanted || microphone.problem !== null;
  const cameraOff = !camera.wanted || camera.problem !== null;
  return (
    <>
      <ControlButton
        icon={micOff ? MicOff : Mic}
        label={controls.mute}
        hint={micOff ? controls.unmuteNow : controls.muteNow}
        pressed={micOff}
        onClick={() => void media.setMicrophone(micOff)}
      />
      <ControlButton
        icon={cameraOff ? VideoOff : Video}
        label={controls.cameraOff}
        hint={cameraOff ? controls.cameraOnNow : controls.cameraOffNow}
        pressed={cameraOff}
        onClick={() => void media.setCamera(cameraOff)}
      />
    </>
  );
}
