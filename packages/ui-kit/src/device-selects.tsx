import { Volume2 } from "lucide";
import type { ComponentChild } from "preact";
import { useId, useState } from "preact/hooks";
import type { DeviceChoice } from "./devices/list-devices.ts";
import type { LocalMedia } from "./devices/local-media.ts";
import { useStore } from "./hooks/use-store.ts";
import { Icon } from "./icon.tsx";

export interface DeviceSelectWords {
  readonly camera: string;
  readonly microphone: string;
  readonly speaker: string;
  /** The choice of the browser or the operating system. */
  readonly standard: string;
  /** A device without a label: its kind and number. */
  readonly numbered: (kind: string, number: number) => string;
  readonly testSpeaker: string;
  /** While the test sound plays. */
  readonly testing: string;
  /** The device that was chosen last could not be used. */
  readonly choiceFailed: string;
  readonly speakerRefused: string;
}

interface DeviceSelectProps {
  readonly label: string;
  readonly words: DeviceSelectWords;
  readonly choices: readonly DeviceChoice[];
  readonly chosen: string;
  /** Why the last choice is not in use. */
  readonly problem: string | null;
  readonly onChoose: (deviceId: string) => void;
}

function DeviceSelect({
  label,
  words,
  choices,
  chosen,
  problem,
  onChoose,
}: DeviceSelectProps): ComponentChild {
  const id = useId();
  if (choices.length === 0) return null;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} dir="auto" value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        {choices.some(({ deviceId }) => deviceId === chosen) ? null : (
          <option value={chosen}>{words.standard}</option>
        )}
        {choices.map((choice, index) => (
          <option key={choice.deviceId} value={choice.deviceId}>
            {choice.label || words.numbered(label, index + 1)}
          </option>
        ))}
      </select>
      {problem === null ? null : (
        <p class="error" role="status">
          {problem}
        </p>
      )}
    </div>
  );
}

interface DeviceSelectsProps {
  readonly media: LocalMedia;
  readonly words: DeviceSelectWords;
  /** Renders below the microphone's field. */
  readonly level?: ComponentChild;
}

/** Selects for camera, microphone and speaker; a kind without devices has none. */
export function DeviceSelects({ media, words, level }: DeviceSelectsProps): ComponentChild {
  const { devices, microphone, camera, speakerId, speakerRefused } = useStore(media.view);
  return (
    <div class="device-selects">
      <DeviceSelect
        label={words.camera}
        words={words}
        choices={devices.cameras}
        chosen={camera.deviceId}
        problem={camera.choiceProblem && words.choiceFailed}
        onChoose={(deviceId) => void media.choose("camera", deviceId)}
      />
      <DeviceSelect
        label={words.microphone}
        words={words}
        choices={devices.microphones}
        chosen={microphone.deviceId}
        problem={microphone.choiceProblem && words.choiceFailed}
        onChoose={(deviceId) => void media.choose("microphone", deviceId)}
      />
      {level}
      <DeviceSelect
        label={words.speaker}
        words={words}
        choices={devices.speakers}
        chosen={speakerId}
        problem={speakerRefused ? words.speakerRefused : null}
        onChoose={(deviceId) => media.chooseSpeaker(deviceId)}
      />
      <SpeakerTest media={media} words={words} speakerId={speakerId} />
    </div>
  );
}

interface SpeakerTestProps {
  readonly media: LocalMedia;
  readonly words: DeviceSelectWords;
  readonly speakerId: string;
}

/** Plays a sound on the speaker that is chosen. */
function SpeakerTest({ media, words, speakerId }: SpeakerTestProps): ComponentChild {
  const [isPlaying, setIsPlaying] = useState(false);
  const play = async (): Promise<void> => {
    setIsPlaying(true);
    try {
      const { playTestSound } = await import("./devices/play-test-sound.ts");
      if (!(await playTestSound(speakerId))) media.speakerFailed(speakerId);
    } finally {
      // Where the code didn't load, another press loads it again.
      setIsPlaying(false);
    }
  };
  return (
    <button
      type="button"
      class="button speaker-test"
      data-size="small"
      aria-disabled={isPlaying}
      onClick={() => void (isPlaying || play())}
    >
      <Icon node={Volume2} size={18} />
      <span aria-live="polite">{isPlaying ? words.testing : words.testSpeaker}</span>
    </button>
  );
}
