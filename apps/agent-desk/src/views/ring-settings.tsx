import { type DeviceChoice, listDevices } from "@videoengager/ui-kit/devices/list-devices";
import { Icon } from "@videoengager/ui-kit/icon";
import { Volume2 } from "lucide";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Preferences } from "../model/desk-state.ts";
import { CAN_CHOOSE_OUTPUT } from "../ringing/ring-tone.ts";
import type { Commands } from "./commands.ts";
import { useText } from "./text-context.ts";

export interface RingSettingsProps {
  readonly preferences: Preferences;
  readonly commands: Commands;
}

/** Volume and output device of the ring tone, with a test button. */
export function RingSettings({ preferences, commands }: RingSettingsProps): JSX.Element {
  const { settings: words, devices } = useText();
  const outputs = useOutputs();
  return (
    <div class="menu__item ring-settings">
      <label class="menu__label" htmlFor="ring-volume">
        {words.volume}
      </label>
      <input
        id="ring-volume"
        type="range"
        min={10}
        max={100}
        step={10}
        value={preferences.ringVolume}
        onInput={(event) => commands.choose({ ringVolume: event.currentTarget.valueAsNumber })}
      />
      {outputs.length > 0 && (
        <>
          <label class="menu__label" htmlFor="ring-output">
            {words.ringOn}
          </label>
          <select
            class="input"
            id="ring-output"
            dir="auto"
            value={preferences.ringOutputId}
            onChange={(event) => commands.choose({ ringOutputId: event.currentTarget.value })}
          >
            <option value="">{devices.standard}</option>
            {outputs.map(({ deviceId, label }, index) => (
              <option key={deviceId} value={deviceId}>
                {label || devices.numbered(devices.speaker, index + 1)}
              </option>
            ))}
          </select>
        </>
      )}
      <button class="button" data-size="small" type="button" onClick={commands.testRing}>
        <Icon node={Volume2} size={16} />
        {words.testRing}
      </button>
    </div>
  );
}

/** The audio outputs. Browsers reveal their names once the page has used the microphone. */
function useOutputs(): readonly DeviceChoice[] {
  const [outputs, setOutputs] = useState<readonly DeviceChoice[]>([]);
  useEffect(() => {
    if (!CAN_CHOOSE_OUTPUT) return undefined;
    const lifetime = new AbortController();
    const { signal } = lifetime;
    const read = async (): Promise<void> => {
      const { speakers } = await listDevices();
      // The default has a separate option.
      if (!signal.aborted) setOutputs(speakers.filter(({ deviceId }) => deviceId !== "default"));
    };
    const refresh = (): void => void read();
    refresh();
    navigator.mediaDevices?.addEventListener?.("devicechange", refresh, { signal });
    return () => lifetime.abort();
  }, []);
  return outputs;
}
