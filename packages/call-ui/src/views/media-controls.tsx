import type { LocalMedia } from "@videoengager/ui-kit/devices/local-media";
import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Mic, MicOff, SwitchCamera, Video, VideoOff } from "lucide";
import type { ComponentChild } from "preact";
import { ControlButton } from "./control-button.tsx";
import { useText } from "./text-context.ts";

/** Microphone and camera, on and off. A device that failed counts as off: a click requests it again. */
export function MediaControls({ media }: { readonly media: LocalMedia }): ComponentChild {
  const { controls, devices } = useText();
  const { microphone, camera, canFlip } = useStore(media.view);
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
      {canFlip && !cameraOff ? (
        <ControlButton icon={SwitchCamera} label={devices.flip} onClick={() => void media.flipCamera()} />
      ) : null}
    </>
  );
}
