/** Failures of a browser. Each function runs in the page before its own scripts. */

/**
 * Replaces a connection's statistics: it loses this many of 1,000 packets on their way here, and nothing else. Without the argument it
 * loses none, so that a busy machine does not make the page rate the connection as weak.
 */
export function losePackets(lostPerThousand = 0): void {
  const PACKETS_PER_SECOND = 1_000;
  const FRAMES_PER_SECOND = 30;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    override async getStats(): Promise<RTCStatsReport> {
      const report = await super.getStats();
      const seconds = performance.now() / 1_000;
      const packets = seconds * PACKETS_PER_SECOND;
      const packetsLost = Math.round((packets * lostPerThousand) / 1_000);
      const inbound = {
        packetsLost,
        packetsReceived: Math.round(packets) - packetsLost,
        freezeCount: 0,
        concealedSamples: 0,
        frameHeight: 480,
        framesDecoded: seconds * FRAMES_PER_SECOND,
      };
      const other = {
        fractionLost: 0,
        frameHeight: 480,
        currentRoundTripTime: 0.02,
        qualityLimitationReason: "none",
      };
      return new Map(
        [...report].map(([id, entry]) => [
          id,
          { ...entry, ...(entry.type === "inbound-rtp" ? inbound : other) },
        ]),
      );
    }
  };
}

/** Makes `play()` refuse sound until the person has clicked. */
export function blockSound(): void {
  const play = Reflect.get(HTMLMediaElement.prototype, "play");
  let isHeldBack = false;
  let mayPlay = false;
  addEventListener("click", () => (mayPlay = isHeldBack), { capture: true });
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    if (this.muted || mayPlay) return Reflect.apply(play, this, []);
    isHeldBack = true;
    return Promise.reject(new DOMException("not allowed", "NotAllowedError"));
  };
}

/** Adds `unplug()`, which ends all tracks and removes all devices. */
export function makeUnpluggable(): void {
  const { mediaDevices } = navigator;
  const tracks: MediaStreamTrack[] = [];
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  };
  Object.assign(window, {
    unplug(): void {
      mediaDevices.enumerateDevices = () => Promise.resolve([]);
      mediaDevices.getUserMedia = () => Promise.reject(new DOMException("none", "NotFoundError"));
      for (const track of tracks) {
        track.stop();
        track.dispatchEvent(new Event("ended"));
      }
      mediaDevices.dispatchEvent(new Event("devicechange"));
    },
  });
}

/** Adds `breakMedia()`. From then on, all connections report `disconnected`. */
export function makeBreakable(): void {
  const connections: RTCPeerConnection[] = [];
  let isBroken = false;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
    override get connectionState(): RTCPeerConnectionState {
      return isBroken ? "disconnected" : super.connectionState;
    }
  };
  Object.assign(window, {
    breakMedia(): void {
      isBroken = true;
      for (const connection of connections) connection.dispatchEvent(new Event("connectionstatechange"));
    },
  });
}
