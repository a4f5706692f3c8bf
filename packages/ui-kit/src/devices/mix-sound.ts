/** One track from a microphone and the sound of a shared screen. */
export class SoundMix {
  readonly track: MediaStreamTrack;
  readonly #context = new AudioContext();
  readonly #destination: MediaStreamAudioDestinationNode;
  #mixed: MediaStreamTrack | null = null;
  #microphone: MediaStreamAudioSourceNode | null = null;

  constructor(screenSound: MediaStreamTrack) {
    this.#destination = this.#context.createMediaStreamDestination();
    this.#context.createMediaStreamSource(new MediaStream([screenSound])).connect(this.#destination);
    const [track] = this.#destination.stream.getAudioTracks();
    if (track === undefined) throw new Error("An audio destination has one track.");
    // Without the hint, a browser may take music for speech.
    track.contentHint = "music";
    this.track = track;
  }

  /** A muted track contributes silence. Null: only the shared sound. */
  setMicrophone(track: MediaStreamTrack | null): void {
    if (track === this.#mixed) return;
    this.#mixed = track;
    this.#microphone?.disconnect();
    this.#microphone = track && this.#context.createMediaStreamSource(new MediaStream([track]));
    this.#microphone?.connect(this.#destination);
  }

  close(): void {
    this.track.stop();
    void this.#context.close();
  }
}
