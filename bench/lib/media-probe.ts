/**
 * What a page receives, measured in the page: an init script that watches every `RTCPeerConnection`. The tone is recognised in blocks
 * of 20 ms of what the page would play, by frequency; pictures by the connection's statistics.
 */
import type { BrowserContext, Frame, Page } from "@playwright/test";

export interface ProbeOptions {
  /** The tone that the other side sends. */
  readonly toneHz: number;
  /** The TURN servers' ports are replaced: `from` by `to`. */
  readonly ports: readonly { readonly from: number; readonly to: number }[];
}

/** 20 ms of received sound. */
export interface SoundBlock {
  readonly atMs: number;
  /** Mean square at the tone's frequency, and of everything. */
  readonly tone: number;
  readonly total: number;
}

/** What was received of the other side's camera and sound until then. */
export interface MediaSample {
  readonly atMs: number;
  readonly frames: number;
  readonly height: number;
  readonly soundSamples: number;
  readonly concealedSamples: number;
  /** What this side's sound and camera sent, bytes, headers included. */
  readonly sentSoundBytes: number;
  readonly sentCameraBytes: number;
  /** What the browser estimates that the path carries, kbit/s. */
  readonly availableKbps: number;
  readonly connection: RTCPeerConnectionState;
}

export interface Probe {
  readonly blocks: SoundBlock[];
  readonly samples: MediaSample[];
}

declare global {
  interface Window {
    probe: Probe;
  }
}

export const BLOCK_MS = 20;

/** To be called before a page is opened; `bypassCSP` must be set, because the meter's worklet is a `blob:`. */
export async function installProbe(context: BrowserContext, options: ProbeOptions): Promise<void> {
  await context.addInitScript(probe, options);
}

export async function readProbe(view: Page | Frame): Promise<Probe> {
  return view.evaluate(() => window.probe);
}

function probe({ toneHz, ports }: ProbeOptions): void {
  const blocks: SoundBlock[] = [];
  const samples: MediaSample[] = [];
  window.probe = { blocks, samples };

  // The same camera for all, and no noise suppression, which takes a steady tone for noise.
  const open = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
  if (open === undefined) return;
  navigator.mediaDevices.getUserMedia = ({ video, audio } = {}) =>
    open({
      ...(video ? { video: { width: 1280, height: 720, frameRate: 30 } } : {}),
      ...(audio
        ? { audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } }
        : {}),
    });

  const METER = `registerProcessor("tone-meter", class extends AudioWorkletProcessor {
    #size = Math.round(sampleRate * 0.02);
    #factor = 2 * Math.cos((2 * Math.PI * ${toneHz}) / sampleRate);
    #count = 0; #before = 0; #now = 0; #energy = 0;
    process([input]) {
      const samples = input?.[0] ?? new Float32Array(128);
      for (const sample of samples) {
        const next = sample + this.#factor * this.#now - this.#before;
        this.#before = this.#now; this.#now = next;
        this.#energy += sample * sample;
        this.#count += 1;
        if (this.#count === this.#size) {
          const power = this.#now ** 2 + this.#before ** 2 - this.#factor * this.#now * this.#before;
          this.port.postMessage({ tone: (2 * power) / this.#size ** 2, total: this.#energy / this.#size });
          this.#count = this.#before = this.#now = this.#energy = 0;
        }
      }
      return true;
    }
  })`;

  async function listen(track: MediaStreamTrack): Promise<void> {
    const context = new AudioContext();
    await context.resume();
    await context.audioWorklet.addModule(URL.createObjectURL(new Blob([METER], { type: "text/javascript" })));
    const meter = new AudioWorkletNode(context, "tone-meter");
    context.createMediaStreamSource(new MediaStream([track])).connect(meter);
    meter.port.addEventListener("message", ({ data }) => {
      blocks.push({ atMs: Date.now(), ...data });
    });
    meter.port.start();
  }

  async function sample(connection: RTCPeerConnection): Promise<void> {
    const report = await connection.getStats();
    const entries = [...report.values()];
    const camera = entries.find(
      (entry) => entry.type === "inbound-rtp" && entry.kind === "video" && entry.mid === "1",
    );
    const sound = entries.find((entry) => entry.type === "inbound-rtp" && entry.kind === "audio");
    const sent = (kind: string): number =>
      entries
        .filter((entry) => entry.type === "outbound-rtp" && entry.kind === kind)
        .reduce((bytes, entry) => bytes + (entry.bytesSent ?? 0) + (entry.headerBytesSent ?? 0), 0);
    const transport = entries.find((entry) => entry.type === "transport");
    const pair = report.get(transport?.selectedCandidatePairId ?? "");
    samples.push({
      atMs: Date.now(),
      frames: camera?.framesDecoded ?? 0,
      height: camera?.frameHeight ?? 0,
      soundSamples: sound?.totalSamplesReceived ?? 0,
      concealedSamples: (sound?.concealedSamples ?? 0) - (sound?.silentConcealedSamples ?? 0),
      sentSoundBytes: sent("audio"),
      sentCameraBytes: sent("video"),
      availableKbps: (pair?.availableOutgoingBitrate ?? 0) / 1_000,
      connection: connection.connectionState,
    });
  }

  const replaced = (url: string): string =>
    ports.reduce((text, { from, to }) => text.replace(`:${from}`, `:${to}`), url);
  const Direct = window.RTCPeerConnection;
  const connections: RTCPeerConnection[] = [];
  const configured = (configuration: RTCConfiguration = {}): RTCConfiguration => ({
    ...configuration,
    iceTransportPolicy: "relay",
    iceServers: (configuration.iceServers ?? []).map((server) => ({
      ...server,
      urls: [server.urls].flat().map(replaced),
    })),
  });
  window.RTCPeerConnection = class extends Direct {
    constructor(configuration?: RTCConfiguration) {
      super(configured(configuration));
      connections.push(this);
      this.addEventListener("track", ({ track }) => {
        if (track.kind === "audio") void listen(track);
      });
    }
    override setConfiguration(configuration?: RTCConfiguration): void {
      super.setConfiguration(configured(configuration));
    }
  };
  setInterval(() => {
    const newest = connections.at(-1);
    if (newest !== undefined && newest.connectionState !== "closed") void sample(newest);
  }, 100);
}
