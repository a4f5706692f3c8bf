import type { IceServer } from "@videoengager/protocol/rest/agent-settings";

/** What goes through which transceiver; the order of the media sections. */
export const SLOTS = ["sound", "camera", "screen"] as const;
export type Slot = (typeof SLOTS)[number];

export interface Description {
  readonly type: "offer" | "answer";
  readonly sdp: string;
}

/** What came from the other side, in order. */
export type Incoming = { readonly description: Description } | { readonly candidate: RTCIceCandidateInit };

export interface PeerLinkOptions {
  readonly polite: boolean;
  readonly iceServers: readonly IceServer[];
  /** What a video starts with, kbit/s. */
  readonly startKbps: number;
  readonly sendDescription: (description: Description) => void;
  readonly sendCandidate: (candidate: RTCIceCandidateInit) => void;
  readonly onConnection: (connection: "connecting" | "connected" | "interrupted" | "failed") => void;
  /** The first sound or picture came in. */
  readonly onMedia: () => void;
  /** The other side started again. What it sent since, its description first, belongs to the next link. */
  readonly onRestarted: (incoming: readonly Incoming[]) => void;
  /** For chat and control messages. */
  readonly onChannel: (channel: RTCDataChannel) => void;
  readonly onError: (cause: unknown) => void;
}
