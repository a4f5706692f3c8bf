/** What crossed a connection since it began, as far as its quality and its statistics need it. */
export interface Traffic {
  readonly atMs: number;
  readonly receivedPackets: number;
  readonly lostPackets: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  /** Share of this side's packets that the other side says it lost lately, 0 to 1; null before its first report. */
  readonly lossThere: number | null;
  readonly roundTripMs: number | null;
  /** Whether the pair in use has a relay on either side; null without a pair. */
  readonly relayed: boolean | null;
  /** Answers to connectivity checks, of all pairs that are left. */
  readonly responses: number;
  /** Missing in Firefox and Safari, where it stays 0. */
  readonly freezes: number;
  readonly soundSamples: number;
  /** Samples that the browser made up for lost ones; silence that it inserted is none. */
  readonly concealedSamples: number;
  /** Seconds that the sound waited in the jitter buffer, summed over its samples. */
  readonly jitterBufferDelayS: number;
  readonly jitterBufferSamples: number;
  /** Of the other side's camera. */
  readonly framesDecoded: number;
  readonly frameHeight: number | null;
  /** What the way to the other side is estimated to carry. Chromium only. */
  readonly availableKbps: number | null;
  /** What limits this side's camera. */
  readonly limitedBy: "none" | "bandwidth" | "cpu" | "other";
}

interface StatsEntry {
  readonly id?: string;
  readonly type: string;
  readonly kind?: string;
  readonly mid?: string;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly bytesReceived?: number;
  readonly bytesSent?: number;
  readonly freezeCount?: number;
  readonly totalSamplesReceived?: number;
  readonly concealedSamples?: number;
  readonly silentConcealedSamples?: number;
  readonly jitterBufferDelay?: number;
  readonly jitterBufferEmittedCount?: number;
  readonly framesDecoded?: number;
  readonly frameHeight?: number;
  readonly qualityLimitationReason?: string;
  readonly fractionLost?: number;
  readonly nominated?: boolean;
  readonly selected?: boolean;
  readonly state?: string;
  readonly responsesReceived?: number;
  readonly currentRoundTripTime?: number;
  readonly availableOutgoingBitrate?: number;
  readonly selectedCandidatePairId?: string;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
}

/** The camera is the second media section; its mid is given by its place. */
const CAMERA_MID = "1";

/** Sums up a connection's statistics. `atMs` is when they were taken. */
export function readTraffic(report: ReadonlyMap<string, StatsEntry>, atMs = 0): Traffic {
  const entries = [...report.values()];
  const inbound = entries.filter(({ type }) => type === "inbound-rtp");
  const outbound = entries.filter(({ type }) => type === "outbound-rtp");
  const sum = (of: readonly StatsEntry[], field: (entry: StatsEntry) => number | undefined): number =>
    of.reduce((total, entry) => total + Math.max(0, field(entry) ?? 0), 0);
  const sound = inbound.filter(({ kind }) => kind === "audio");
  const camera = inbound.filter(({ kind, mid }) => kind === "video" && (mid ?? CAMERA_MID) === CAMERA_MID);
  const losses = entries.filter(({ type }) => type === "remote-inbound-rtp");
  const pair = selectedPair(entries, report);
  const limits = outbound.map(({ qualityLimitationReason }) => qualityLimitationReason ?? "none");
  return {
    atMs,
    receivedPackets: sum(inbound, (entry) => entry.packetsReceived),
    lostPackets: sum(inbound, (entry) => entry.packetsLost),
    receivedBytes: sum(inbound, (entry) => entry.bytesReceived),
    sentBytes: sum(outbound, (entry) => entry.bytesSent),
    lossThere: losses.length === 0 ? null : Math.max(...losses.map((entry) => entry.fractionLost ?? 0)),
    roundTripMs: pair?.currentRoundTripTime === undefined ? null : pair.currentRoundTripTime * 1000,
    relayed: pair === undefined ? null : isRelayed(pair, report),
    responses: sum(
      entries.filter(({ type }) => type === "candidate-pair"),
      (entry) => entry.responsesReceived,
    ),
    freezes: sum(inbound, (entry) => entry.freezeCount),
    soundSamples: sum(sound, (entry) => entry.totalSamplesReceived),
    concealedSamples: sum(
      sound,
      (entry) => (entry.concealedSamples ?? 0) - (entry.silentConcealedSamples ?? 0),
    ),
    jitterBufferDelayS: sum(sound, (entry) => entry.jitterBufferDelay),
    jitterBufferSamples: sum(sound, (entry) => entry.jitterBufferEmittedCount),
    framesDecoded: sum(camera, (entry) => entry.framesDecoded),
    frameHeight: camera.find(({ frameHeight }) => frameHeight !== undefined)?.frameHeight ?? null,
    availableKbps: pair?.availableOutgoingBitrate === undefined ? null : pair.availableOutgoingBitrate / 1000,
    limitedBy: (["bandwidth", "cpu", "other"] as const).find((reason) => limits.includes(reason)) ?? "none",
  };
}

function isRelayed(
  { localCandidateId = "", remoteCandidateId = "" }: StatsEntry,
  report: ReadonlyMap<string, StatsEntry>,
): boolean {
  return [localCandidateId, remoteCandidateId].some((id) => report.get(id)?.candidateType === "relay");
}

/** The pair in use. After an ICE restart several are nominated; Firefox has no transport that names one, but marks it. */
function selectedPair(
  entries: readonly StatsEntry[],
  report: ReadonlyMap<string, StatsEntry>,
): StatsEntry | undefined {
  const transport = entries.find(
    ({ type, selectedCandidatePairId }) => type === "transport" && selectedCandidatePairId,
  );
  const named = report.get(transport?.selectedCandidatePairId ?? "");
  const pairs = entries.filter(({ type, state }) => type === "candidate-pair" && state === "succeeded");
  return named ?? pairs.find(({ selected }) => selected) ?? pairs.findLast(({ nominated }) => nominated);
}
