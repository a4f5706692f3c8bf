import type { ComponentChild } from "preact";
import { useId } from "preact/hooks";
import type { DeviceChoice } from "../media/list-devices.ts";
import type { LocalMedia } from "../media/local-media.ts";
import { useText } from "./text-context.ts";
import { useStore } from "./use-store.ts";

interface DeviceSelectProps {
  readonly label: string;
  readonly choices: readonly DeviceChoice[];
  readonly chosen: string;
  readonly onChoose: (deviceId: string) => void;
}

function DeviceSelect({ label, choices, chosen, onChoose }: DeviceSelectProps): ComponentChild {
  const { devices } = useText();
  const id = useId();
  if (choices.length === 0) return null;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} dir="auto" value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        {choices.some(({ deviceId }) => deviceId === chosen) ? null : (
          <option value={chosen}>{devices.standard}</option>
        )}
        {choices.map((choice, index) => (
          <option key={choice.deviceId} value={choice.deviceId}>
            {choice.label || devices.numbered(label, index + 1)}
          </option>
        ))}
      </select>
    </div>
  );
}

interface DeviceSelectsProps {
  readonly media: LocalMedia;
  /** Stands below the microphone's choice. */
  readonly level?: ComponentChild;
}

/** Which camera, microphone and speaker; those of them of which there is a choice. */
export function DeviceSelects({ media, level }: DeviceSelectsProps): ComponentChild {
  const { devices: words } = useText();
  const { devices, microphone, camera, speakerId } = useStore(media.view);
  return (
    <div class="device-selects">
      <DeviceSelect
        label={words.camera}
        choices={devices.cameras}
        chosen={camera.deviceId}
        onChoose={(deviceId) => void media.choose("camera", deviceId)}
      />
      <DeviceSelect
        label={words.microphone}
        choices={devices.microphones}
        chosen={microphone.deviceId}
        onChoose={(deviceId) => void media.choose("microphone", deviceId)}
      />
      {level}
      <DeviceSelect
        label={words.speaker}
        choices={devices.speakers}
        chosen={speakerId}
        onChoose={(deviceId) => media.chooseSpeaker(deviceId)}
      />
    </div>
  );
}
