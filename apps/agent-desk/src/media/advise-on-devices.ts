import type { MediaProblem } from "@videoengager/ui-kit/devices/media-problem";

/** What the agent can do about a device: allow it, plug one in, close the other program, open the desk by https. */
export type DeviceAdvice = "denied" | "denied-by-system" | "missing" | "busy" | "failed" | "insecure";

export type AffectedDevices = "camera" | "microphone" | "both";

export interface DeviceProblem {
  readonly devices: AffectedDevices;
  readonly advice: DeviceAdvice;
}

const ADVICE: Readonly<Record<MediaProblem, DeviceAdvice>> = {
  denied: "denied",
  "denied-by-system": "denied-by-system",
  dismissed: "denied",
  "in-app": "denied",
  "not-allowed-here": "denied",
  missing: "missing",
  unplugged: "missing",
  busy: "busy",
  failed: "failed",
  insecure: "insecure",
};

/** The advice for each device that doesn't work; one entry for both devices if they need the same advice. */
export function adviseOnDevices(
  camera: MediaProblem | null,
  microphone: MediaProblem | null,
): readonly DeviceProblem[] {
  if (camera && microphone && ADVICE[camera] === ADVICE[microphone])
    return [{ devices: "both", advice: ADVICE[camera] }];
  return [
    ...(camera ? [{ devices: "camera", advice: ADVICE[camera] } as const] : []),
    ...(microphone ? [{ devices: "microphone", advice: ADVICE[microphone] } as const] : []),
  ];
}

/** Which devices the agent would go on without; null if both work. */
export function findMissing(problems: readonly DeviceProblem[]): AffectedDevices | null {
  return problems.length > 1 ? "both" : (problems[0]?.devices ?? null);
}
