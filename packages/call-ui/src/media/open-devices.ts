import { classifyMediaError, type MediaProblem, problemBeforeAsking } from "./media-problem.ts";

export type DeviceKind = "microphone" | "camera";

/** A device's track, or why there is none. */
export type Opened =
  | { readonly track: MediaStreamTrack; readonly problem: null }
  | { readonly track: null; readonly problem: MediaProblem };

export type Chosen = Readonly<Record<DeviceKind, string>>;

const FEATURE = { microphone: "microphone", camera: "camera" } as const;

interface PolicyDocument {
  readonly featurePolicy?: { allowsFeature(feature: string): boolean };
}

function constraintsOf(kind: DeviceKind, deviceId: string): MediaStreamConstraints {
  const device = deviceId === "" ? {} : { deviceId: { exact: deviceId } };
  return kind === "microphone"
    ? { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...device } }
    : { video: { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: "user", ...device } };
}

function findProblem(kind: DeviceKind): MediaProblem | null {
  const policy = (document as PolicyDocument).featurePolicy;
  return problemBeforeAsking({
    isSecure: isSecureContext,
    hasDevices: typeof navigator.mediaDevices?.getUserMedia === "function",
    userAgent: navigator.userAgent,
    passedOn: policy?.allowsFeature(FEATURE[kind]) ?? null,
  });
}

/** Opens one device; never rejects. A chosen device that is gone falls back to any. */
export async function openDevice(kind: DeviceKind, deviceId: string): Promise<Opened> {
  const problem = findProblem(kind);
  if (problem !== null) return { track: null, problem };
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraintsOf(kind, deviceId));
    const [track] = stream.getTracks();
    return track === undefined ? { track: null, problem: "failed" } : { track, problem: null };
  } catch (error) {
    const found = classifyMediaError(error, navigator.userAgent);
    if (found === "missing" && deviceId !== "") return openDevice(kind, "");
    return { track: null, problem: found };
  }
}

/** Opens both with one question to the person; each for itself where together they fail (one is missing, busy or refused). */
export async function openBoth(chosen: Chosen): Promise<Readonly<Record<DeviceKind, Opened>>> {
  if (findProblem("microphone") === null && findProblem("camera") === null) {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        ...constraintsOf("microphone", chosen.microphone),
        ...constraintsOf("camera", chosen.camera),
      });
      const [microphone] = stream.getAudioTracks();
      const [camera] = stream.getVideoTracks();
      if (microphone !== undefined && camera !== undefined)
        return { microphone: { track: microphone, problem: null }, camera: { track: camera, problem: null } };
      for (const track of stream.getTracks()) track.stop();
    } catch (error) {
      const problem = classifyMediaError(error, navigator.userAgent);
      // A question that was closed is not asked again, twice, at once.
      if (problem === "dismissed" || problem === "denied-by-system")
        return { microphone: { track: null, problem }, camera: { track: null, problem } };
    }
  }
  const microphone = await openDevice("microphone", chosen.microphone);
  return { microphone, camera: await openDevice("camera", chosen.camera) };
}
