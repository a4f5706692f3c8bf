/** Plays a call's events in virtual time and writes down what the rules want done. */
import type { SeatRole } from "@videoengager/protocol/ids";
import type { RoomView, SeatView } from "@videoengager/protocol/signalling/signalling-socket";
import { stepCall } from "../src/call/call-machine.ts";
import {
  type CallEffect,
  type CallEvent,
  type CallState,
  initialCallState,
  NO_MEDIA,
} from "../src/call/call-state.ts";

/** `Omit` for each member of a union. */
type Without<Union, Key extends string> = Union extends unknown ? Omit<Union, Key> : never;

export interface RoomChange {
  readonly state?: RoomView["state"];
  readonly self?: Partial<SeatView>;
  readonly peer?: Partial<SeatView>;
  readonly serverTimeMs?: number;
  readonly activeSinceMs?: number;
}

export class CallDriver {
  state: CallState;
  nowMs = 1_000_000;
  readonly role: SeatRole;

  constructor(role: SeatRole) {
    this.role = role;
    this.state = initialCallState(role);
  }

  /** Plays one event; says what is to be done, as `openPeer page-1`. */
  play(event: CallEvent): readonly string[] {
    const { state, effects } = stepCall(this.state, event, this.nowMs);
    this.state = state;
    return effects.map(nameOf);
  }

  /** Plays an event of the connection to the other seat's page. */
  peer(
    event: Without<Extract<CallEvent, { readonly peer: string }>, "peer">,
    from: string = this.peerId,
  ): readonly string[] {
    return this.play({ ...event, peer: from });
  }

  get peerId(): string {
    return this.role === "agent" ? "visitor-page" : "agent-page";
  }

  /** A room that confirms what this side said, unless `self` says otherwise. */
  room(change: RoomChange): readonly string[] {
    const { state = "connecting", self = {}, peer = {} } = change;
    const { serverTimeMs = this.nowMs, activeSinceMs = null } = change;
    const seat = (role: SeatRole): SeatView => ({
      role,
      presence: "arrived",
      instanceId: `${role}-page`,
      displayName: "",
      media: { microphone: true, camera: true, screen: false },
      keptUntilMs: null,
    });
    const room: RoomView = {
      interactionId: "i_0123456789012345678901",
      state,
      self: {
        ...seat(this.role),
        presence: this.state.joined ? "joined" : "arrived",
        media: this.state.media,
        ...self,
      },
      peer: { ...seat(this.role === "agent" ? "visitor" : "agent"), ...peer },
      activeSinceMs,
      waitingEndsAtMs: null,
      serverTimeMs,
    };
    return this.play({ type: "room", room });
  }

  /** Up to a running call: seated, joined, connected, active. */
  talk(): void {
    this.play({ type: "seated", how: this.role === "agent" ? "invitation" : "visitor" });
    this.play({ type: "online" });
    this.play({ type: "join", displayName: "Ana" });
    this.play({ type: "media", media: { ...NO_MEDIA, microphone: true } });
    this.room({ peer: { presence: "joined" } });
    this.peer({ type: "connection", connection: "connected" });
    this.peer({ type: "mediaArrived" });
    this.play({ type: "mediaReported" });
    this.room({ state: "active", peer: { presence: "joined" } });
  }
}

function nameOf(effect: CallEffect): string {
  switch (effect.do) {
    case "publish":
      return `publish ${effect.on} ${effect.peer}`;
    case "startTimer":
      return `startTimer ${effect.timer} ${effect.afterMs}`;
    case "stopTimer":
      return `stopTimer ${effect.timer}`;
    case "startPeerTimer":
      return `startTimer ${effect.timer} ${effect.afterMs}`;
    case "announce":
      return `announce ${effect.status}`;
    case "announceTrouble":
      return `announceTrouble ${effect.cause}`;
    default:
      return "peer" in effect ? `${effect.do} ${effect.peer}` : effect.do;
  }
}
