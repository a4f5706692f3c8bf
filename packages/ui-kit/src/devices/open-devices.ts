/** Requests cameras and microphones from the browser; never rejects. */
import type { DeviceKind, DeviceTarget } from "./device-source.ts";
import { classifyMediaError, type MediaProblem, problemBeforeAsking } from "./media-problem.ts";

/** A device's track, or why there is none. */
export type Opened =
  | { readonly track: MediaStreamTrack; readonly problem: null }
  | { readonly track: null; readonly problem: MediaProblem };

export interface DeviceRequest {
  readonly target: DeviceTarget;
  /** Whether the target's device is plugged in. One that is not is a preference, not a requirement. */
  readonly isListed: boolean;
}

interface PolicyDocument {
  readonly featurePolicy?: { allowsFeature(feature: string): boolean };
}

/** Whether the embedding page delegates a permission; null if the browser doesn't say. */
export function isAllowedHere(feature: string): boolean | null {
  return (document as PolicyDocument).featurePolicy?.allowsFeature(feature) ?? null;
}

function constraintsOf(kind: DeviceKind, { target, isListed }: DeviceRequest): MediaStreamConstraints {
  const { deviceId, facing } = target;
  const device = deviceId === "" ? {} : { deviceId: isListed ? { exact: deviceId } : { ideal: deviceId } };
  if (kind === "microphone")
    return { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...device } };
  const side =
    facing === null ? (deviceId === "" ? { facingMode: "user" } : {}) : { facingMode: { exact: facing } };
  return { video: { width: { ideal: 1280 }, height: { ideal: 720 }, ...side, ...device } };
}

function findProblem(kind: DeviceKind): MediaProblem | null {
  return problemBeforeAsking({
    isSecure: isSecureContext,
    hasDevices: typeof navigator.mediaDevices?.getUserMedia === "function",
    userAgent: navigator.userAgent,
    passedOn: isAllowedHere(kind),
  });
}

export async function openDevice(kind: DeviceKind, request: DeviceRequest): Promise<Opened> {
  const problem = findProblem(kind);
  if (problem !== null) return { track: null, problem };
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraintsOf(kind, request));
    const [track] = stream.getTracks();
    return track === undefined ? { track: null, problem: "failed" } : { track, problem: null };
  } catch (error) {
    return { track: null, problem: classifyMediaError(error, navigator.userAgent) };
  }
}

/** Opens both with one permission prompt. If that fails (one is missing, busy or refused), opens each separately. */
export async function openBoth(
  requests: Readonly<Record<DeviceKind, DeviceRequest>>,
): Promise<Readonly<Record<DeviceKind, Opened>>> {
  if (findProblem("microphone") === null && findProblem("camera") === null) {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        ...constraintsOf("microphone", requests.microphone),
        ...constraintsOf("camera", requests.camera),
      });
      const [microphone] = stream.getAudioTracks();
      const [camera] = stream.getVideoTracks();
      if (microphone !== undefined && camera !== undefined)
        return { microphone: { track: microphone, problem: null }, camera: { track: camera, problem: null } };
      for (const track of stream.getTracks()) track.stop();
    } catch (error) {
      const problem = classifyMediaError(error, navigator.userAgent);
      // After a dismissed prompt, separate requests would show two more.
      if (problem === "dismissed" || problem === "denied-by-system")
        return { microphone: { track: null, problem }, camera: { track: null, problem } };
    }
  }
  const microphone = await openDevice("microphone", requests.microphone);
  return { microphone, camera: await openDevice("camera", requests.camera) };
}
