/** Why there is no picture, or neither picture nor sound. */
export type MediaProblem = "denied" | "missing" | "busy" | "insecure";

export type OpenedMedia =
  | { readonly kind: "both"; readonly stream: MediaStream }
  | { readonly kind: "sound-only"; readonly stream: MediaStream; readonly problem: MediaProblem }
  | { readonly kind: "none"; readonly problem: MediaProblem };

/**
 * Opens camera and microphone; where the camera cannot be had, the microphone alone. Whoever gets a stream stops
 * its tracks.
 */
export async function openMedia(): Promise<OpenedMedia> {
  // A page that came over plain http from another machine has no such thing, whatever the types say.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) return { kind: "none", problem: "insecure" };
  try {
    return { kind: "both", stream: await devices.getUserMedia({ audio: true, video: true }) };
  } catch (error) {
    const problem = classify(error);
    if (problem === "denied") return { kind: "none", problem };
    try {
      return { kind: "sound-only", stream: await devices.getUserMedia({ audio: true }), problem };
    } catch {
      return { kind: "none", problem };
    }
  }
}

function classify(error: unknown): MediaProblem {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "missing";
}
