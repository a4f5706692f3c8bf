/** What crossed a connection since it began, as far as its quality needs it. */
export interface Traffic {
  readonly receivedPackets: number;
  readonly lostPackets: number;
  /** Share of this side's packets that the other side says it lost lately, 0 to 1; null before its first report. */
  readonly lossThere: number | null;
  readonly roundTripMs: number | null;
  readonly freezes: number;
}

interface StatsEntry {
  readonly type: string;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly freezeCount?: number;
  readonly fractionLost?: number;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly currentRoundTripTime?: number;
}

/** Sums up a connection's statistics. */
export function readTraffic(report: ReadonlyMap<string, StatsEntry>): Traffic {
  let receivedPackets = 0;
  let lostPackets = 0;
  let freezes = 0;
  let lossThere: number | null = null;
  let roundTripMs: number | null = null;
  for (const entry of report.values()) {
    if (entry.type === "inbound-rtp") {
      receivedPackets += entry.packetsReceived ?? 0;
      lostPackets += Math.max(0, entry.packetsLost ?? 0);
      freezes += entry.freezeCount ?? 0;
    } else if (entry.type === "remote-inbound-rtp") {
      lossThere = Math.max(lossThere ?? 0, entry.fractionLost ?? 0);
    } else if (entry.type === "candidate-pair" && entry.state === "succeeded" && entry.nominated === true) {
      roundTripMs = (entry.currentRoundTripTime ?? 0) * 1000;
    }
  }
  return { receivedPackets, lostPackets, lossThere, roundTripMs, freezes };
}
