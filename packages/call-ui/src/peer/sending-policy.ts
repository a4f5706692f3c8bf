/** How this side's sound, camera and screen are encoded and sent; pure, except {@link applySending}. */

/** What one sender is set to. */
export interface SlotSending {
  /** bit/s; null: as the browser likes. */
  readonly maxBitrate: number | null;
  readonly maxFramerate: number | null;
  readonly scaleDownBy: number | null;
  readonly priority: RTCPriorityType;
  readonly degradation: "balanced" | "maintain-framerate" | "maintain-resolution";
  /** False pauses: the track stays, nothing is sent. */
  readonly active: boolean;
  /** Sends each packet of the sound twice (RFC 2198). */
  readonly redundant: boolean;
}

export type SendingPolicy = Readonly<Record<"sound" | "camera" | "screen", SlotSending>>;

export interface SendingConditions {
  /** This side shows its screen. */
  readonly sharing: boolean;
  /** What the link carries, kbit/s; null while not known. */
  readonly availableKbps: number | null;
  /** Share of this side's packets that got lost, 0 to 1. */
  readonly loss: number;
  /** Of the path to the other side; null while not known. */
  readonly roundTripMs: number | null;
  /** The path is silent, or was until now. */
  readonly recovering: boolean;
  /** There is no room for the camera's picture. */
  readonly paused: boolean;
  /** The picture was paused, and is sent again to see whether there is room. */
  readonly trying: boolean;
}

/** From this share of lost packets on, the sound is sent twice. */
const REDUNDANT_FROM = 0.02;
/** Below, the sound gets by with a lower rate. */
const NARROW_KBPS = 150;
/** On such a path a congestion controller needs seconds to notice that it sends too much. The sound pays for them. */
const SLOW_ROUND_TRIP_MS = 400;
/** An estimate from which on a slow path has shown that it carries more. It reaches 1.5 times what is sent. */
const SHOWN_KBPS = 220;
const CAUTIOUS_BPS = 150_000;
const TRYING_BPS = 80_000;

/** The sender settings for these conditions. The sound comes first, then a shared screen, then the camera. */
export function sendingPolicy(conditions: SendingConditions): SendingPolicy {
  const { sharing, availableKbps, loss, paused, recovering, trying } = conditions;
  const narrow = availableKbps !== null && availableKbps < NARROW_KBPS;
  return {
    sound: {
      maxBitrate: narrow ? 16_000 : 40_000,
      maxFramerate: null,
      scaleDownBy: null,
      priority: "high",
      degradation: "balanced",
      active: true,
      redundant: loss >= REDUNDANT_FROM,
    },
    camera: {
      maxBitrate: cameraBitrate(conditions),
      maxFramerate: sharing || narrow || trying ? 15 : 30,
      scaleDownBy: sharing || recovering ? 2 : null,
      priority: "low",
      degradation: narrow ? "maintain-framerate" : "balanced",
      active: !paused,
      redundant: false,
    },
    screen: {
      maxBitrate: 2_500_000,
      maxFramerate: 15,
      scaleDownBy: null,
      priority: "medium",
      degradation: "maintain-resolution",
      active: true,
      redundant: false,
    },
  };
}

/** bit/s. */
function cameraBitrate({ sharing, availableKbps, roundTripMs, trying }: SendingConditions): number {
  const isSlow = (roundTripMs ?? 0) >= SLOW_ROUND_TRIP_MS && (availableKbps ?? 0) < SHOWN_KBPS;
  return Math.min(
    sharing ? 300_000 : 2_000_000,
    isSlow ? CAUTIOUS_BPS : Number.POSITIVE_INFINITY,
    trying ? TRYING_BPS : Number.POSITIVE_INFINITY,
  );
}

type Encoding = RTCRtpEncodingParameters & {
  networkPriority?: RTCPriorityType;
  codec?: RTCRtpCodec;
};

/** Sets a sender. What a browser doesn't know it ignores. A sender that is not negotiated yet is left alone. */
export async function applySending(sender: RTCRtpSender, wanted: SlotSending): Promise<void> {
  const parameters = sender.getParameters() as RTCRtpSendParameters & { degradationPreference?: string };
  const [encoding] = parameters.encodings as Encoding[];
  if (encoding === undefined) return;
  const before = JSON.stringify([parameters.encodings, parameters.degradationPreference]);
  setOrRemove(encoding, "maxBitrate", wanted.maxBitrate);
  encoding.priority = wanted.priority;
  encoding.networkPriority = wanted.priority;
  encoding.active = wanted.active;
  if (sender.track?.kind === "video") {
    setOrRemove(encoding, "maxFramerate", wanted.maxFramerate);
    setOrRemove(encoding, "scaleResolutionDownBy", wanted.scaleDownBy);
    parameters.degradationPreference = wanted.degradation;
  } else {
    const codec = redundantCodec(parameters.codecs, wanted.redundant);
    if (codec !== undefined) encoding.codec = codec;
  }
  if (JSON.stringify([parameters.encodings, parameters.degradationPreference]) === before) return;
  try {
    await sender.setParameters(parameters);
  } catch (cause) {
    // A renegotiation or another change ran meanwhile; the next change of conditions sets it.
    if (!(cause instanceof DOMException && cause.name === "InvalidStateError")) throw cause;
  }
}

function setOrRemove(
  encoding: Encoding,
  field: "maxBitrate" | "maxFramerate" | "scaleResolutionDownBy",
  value: number | null,
): void {
  if (value === null) delete encoding[field];
  else encoding[field] = value;
}

/** The codec that sends the sound once or twice; undefined where the browsers did not agree on both. */
function redundantCodec(
  codecs: readonly RTCRtpCodecParameters[],
  redundant: boolean,
): RTCRtpCodec | undefined {
  const named = (type: string): RTCRtpCodecParameters | undefined =>
    codecs.find(({ mimeType }) => mimeType.toLowerCase() === type);
  const [opus, red] = [named("audio/opus"), named("audio/red")];
  if (opus === undefined || red === undefined) return undefined;
  const { mimeType, clockRate, channels, sdpFmtpLine } = redundant ? red : opus;
  return {
    mimeType,
    clockRate,
    ...(channels === undefined ? {} : { channels }),
    ...(sdpFmtpLine === undefined ? {} : { sdpFmtpLine }),
  };
}
