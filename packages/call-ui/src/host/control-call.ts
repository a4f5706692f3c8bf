/** Carries out what the embedding page asks for in a call. */

import type { MediaState } from "@videoengager/protocol/signalling/signalling-socket";
import type { ControlCommand, ControlFailure } from "@videoengager/protocol/widget/call-control";
import type { Store } from "@videoengager/ui-kit/store";
import type { CallController } from "../call/call-controller.ts";
import type { CallState } from "../call/call-state.ts";
import type { Appearance } from "./appearance.ts";

/** How long the platform may take to show the other side what this one sends. */
const CONFIRM_WITHIN_MS = 5_000;

type ControlledCall = Pick<CallController, "state" | "media" | "chat">;

/** Resolves to why it is not so; null: it is, and the other side's page has been told. */
export async function controlCall(
  command: ControlCommand,
  call: ControlledCall | null,
  appearance: Store<Appearance>,
): Promise<ControlFailure | null> {
  if (command.type === "set") {
    const { layout, controlsHidden } = command;
    if (layout !== undefined || controlsHidden !== undefined) {
      appearance.update({
        ...(layout !== undefined && { layout }),
        ...(controlsHidden !== undefined && { controlsHidden }),
      });
      return null;
    }
  }
  if (call === null || call.state.value.outcome !== null) return "no-call";
  if (command.type === "message") return call.chat.send(command.text) ? null : "too-many-messages";
  return setMedia(command, call);
}

async function setMedia(
  { microphone, camera, screen, device, flipCamera }: Extract<ControlCommand, { type: "set" }>,
  call: ControlledCall,
): Promise<ControlFailure | null> {
  const { media } = call;
  if (microphone !== undefined) {
    await media.setMicrophone(microphone);
    return resultOf("microphone", microphone, call);
  }
  if (camera !== undefined) {
    await media.setCamera(camera);
    return resultOf("camera", camera, call);
  }
  if (screen !== undefined) {
    if (!screen) media.stopScreen();
    else if (!media.sending.screen && !(await media.startScreen()))
      return media.view.value.screenProblem ?? "dismissed";
    return confirmed("screen", screen, call);
  }
  if (flipCamera !== undefined) {
    if (!media.view.value.canFlip) return "missing";
    await media.flipCamera();
    return media.view.value.camera.choiceProblem;
  }
  return device === undefined ? null : choose(device, call);
}

async function choose(
  { kind, id }: NonNullable<Extract<ControlCommand, { type: "set" }>["device"]>,
  { media }: ControlledCall,
): Promise<ControlFailure | null> {
  const { devices } = media.view.value;
  const listed = { microphone: devices.microphones, camera: devices.cameras, speaker: devices.speakers }[
    kind
  ];
  if (!listed.some(({ deviceId }) => deviceId === id)) return "unknown-device";
  if (kind === "speaker") {
    media.chooseSpeaker(id);
    return null;
  }
  await media.choose(kind, id);
  return media.view.value[kind].choiceProblem;
}

function resultOf(
  kind: "microphone" | "camera",
  on: boolean,
  call: ControlledCall,
): ControlFailure | null | Promise<ControlFailure | null> {
  if (call.media.sending[kind] !== on) return call.media.view.value[kind].problem ?? "failed";
  return confirmed(kind, on, call);
}

/** Before this person has joined there is nobody to be told. */
function isKnown({ joined, outcome, room }: CallState, kind: keyof MediaState, on: boolean): boolean {
  return !joined || outcome !== null || room?.self.media[kind] === on;
}

function confirmed(
  kind: keyof MediaState,
  on: boolean,
  { state }: ControlledCall,
): Promise<ControlFailure | null> {
  return new Promise((resolve) => {
    const lifetime = new AbortController();
    const settle = (failure: ControlFailure | null): void => {
      clearTimeout(timer);
      lifetime.abort();
      resolve(failure);
    };
    const timer = setTimeout(() => settle("not-confirmed"), CONFIRM_WITHIN_MS);
    const check = (): void => {
      if (isKnown(state.value, kind, on)) settle(null);
    };
    state.subscribe(check, lifetime.signal);
    check();
  });
}
