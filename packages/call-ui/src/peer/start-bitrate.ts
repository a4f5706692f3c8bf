import { StoredValue } from "@videoengager/ui-kit/stored-value";

/** What is known of a network before the first packet. */
export interface NetworkHint {
  /** What the last call on this kind of network was estimated to carry, kbit/s. */
  readonly lastKbps: number | null;
  /** `navigator.connection.downlink`, Mbit/s. The upload is usually a fraction of it. */
  readonly downlinkMbps: number | null;
  readonly effectiveType: string | null;
  readonly saveData: boolean;
}

const MIN_KBPS = 100;
const MAX_KBPS = 1_500;
/** Where nothing is known: an upload of 3G carries it, and the probes for a multiple of it come soon enough. */
const UNKNOWN_KBPS = 600;

/** What a video starts with, kbit/s. */
export function startBitrateKbps({ lastKbps, downlinkMbps, effectiveType, saveData }: NetworkHint): number {
  const bounded = (kbps: number): number => Math.round(Math.min(MAX_KBPS, Math.max(MIN_KBPS, kbps)));
  if (effectiveType === "slow-2g" || effectiveType === "2g") return MIN_KBPS;
  if (saveData) return 200;
  if (lastKbps !== null) return bounded(lastKbps * 0.6);
  if (effectiveType === "3g") return 250;
  // Browsers report at most 10 Mbit/s, and 10 wherever they don't know.
  return downlinkMbps === null ? UNKNOWN_KBPS : bounded(Math.min(downlinkMbps * 150, 2 * UNKNOWN_KBPS));
}

interface NetworkInformation {
  readonly downlink?: number;
  readonly effectiveType?: string;
  readonly type?: string;
  readonly saveData?: boolean;
}

const networkInformation = (): NetworkInformation =>
  (navigator as Navigator & { readonly connection?: NetworkInformation }).connection ?? {};

/** Where storage is blocked, the next call starts as the first one did. */
const uploadOfNetwork = (): StoredValue =>
  new StoredValue("localStorage", `ve-upload-kbps-${networkInformation().type ?? "any"}`);

/** What this browser knows of the network it is on. */
export function readNetworkHint(): NetworkHint {
  const { downlink, effectiveType, saveData } = networkInformation();
  return {
    lastKbps: readLastKbps(),
    downlinkMbps: downlink ?? null,
    effectiveType: effectiveType ?? null,
    saveData: saveData ?? false,
  };
}

function readLastKbps(): number | null {
  const stored = uploadOfNetwork().read();
  return typeof stored === "number" && stored > 0 && stored < 1_000_000 ? stored : null;
}

/** Remembers what a call's upload was estimated to carry, for the next call on this kind of network. */
export function rememberUploadKbps(kbps: number): void {
  uploadOfNetwork().write(Math.round(kbps));
}
