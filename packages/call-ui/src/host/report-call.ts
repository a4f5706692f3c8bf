/** Reports what both sides send, how well the connection does, and what the other side writes, to the embedding page. */
import type {
  CallDevice,
  CallParticipant,
  ControlReport,
  MediaMessage,
} from "@videoengager/protocol/widget/call-control";
import type { DeviceChoice } from "@videoengager/ui-kit/devices/list-devices";
import type { CallController } from "../call/call-controller.ts";

type ReportedCall = Pick<CallController, "state" | "media" | "chat" | "quality" | "qualityReason">;

/** Each report is sent when it differs from the last one of its kind. Messages that were written before are not repeated. */
export function reportCall(
  call: ReportedCall,
  report: (message: ControlReport) => void,
  signal: AbortSignal,
): void {
  const last = new Map<string, string>();
  const reportChange = (message: ControlReport): void => {
    const text = JSON.stringify(message);
    if (last.get(message.type) === text) return;
    last.set(message.type, text);
    report(message);
  };
  const reportMedia = (): void => reportChange(describeMedia(call));
  const reportQuality = (): void =>
    reportChange({ ve: 1, type: "quality", quality: call.quality.value, reason: call.qualityReason.value });
  const known = new Set(call.chat.messages.value.map(({ id }) => id));
  const reportMessages = (): void => {
    for (const { id, mine, text, atMs } of call.chat.messages.value) {
      if (known.has(id)) continue;
      known.add(id);
      if (!mine) report({ ve: 1, type: "message", id, text, atMs });
    }
  };
  call.state.subscribe(reportMedia, signal);
  call.media.view.subscribe(reportMedia, signal);
  call.quality.subscribe(reportQuality, signal);
  call.chat.messages.subscribe(reportMessages, signal);
  reportMedia();
}

function describeMedia({ state, media }: ReportedCall): MediaMessage {
  const { microphone, camera, devices, speakerId } = media.view.value;
  return {
    ve: 1,
    type: "media",
    own: media.sending,
    others: state.value.others.flatMap(({ role, displayName, presence, media: sent }): CallParticipant[] =>
      presence === "absent" ? [] : [{ role, displayName, presence, media: sent }],
    ),
    devices: {
      microphones: devices.microphones.map(describeDevice),
      cameras: devices.cameras.map(describeDevice),
      speakers: devices.speakers.map(describeDevice),
      selected: { microphone: microphone.deviceId, camera: camera.deviceId, speaker: speakerId },
    },
  };
}

const describeDevice = ({ deviceId, label }: DeviceChoice): CallDevice => ({ id: deviceId, label });
