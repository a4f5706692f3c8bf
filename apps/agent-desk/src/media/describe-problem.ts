import type { MediaProblem } from "@videoengager/ui-kit/devices/media-problem";

/** What the agent can do about a device: allow it, plug one in, close the other program, or open the desk by https. */
export type DeviceAdvice = "denied" | "missing" | "busy" | "insecure";

const ADVICE: Readonly<Record<MediaProblem, DeviceAdvice>> = {
  denied: "denied",
  "denied-by-system": "denied",
  dismissed: "denied",
  "in-app": "denied",
  "not-allowed-here": "denied",
  missing: "missing",
  unplugged: "missing",
  busy: "busy",
  failed: "busy",
  insecure: "insecure",
};

/** The advice for what is missing; null where both devices work. A camera comes first, because it is what the other side sees. */
export function adviseOnDevices(
  camera: MediaProblem | null,
  microphone: MediaProblem | null,
): DeviceAdvice | null {
  const problem = camera ?? microphone;
  return problem && ADVICE[problem];
}
