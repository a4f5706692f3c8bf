const SMOOTHING = 0.75;
/** The quietest sound that shows, in decibels below full scale. */
const FLOOR_DB = -60;

/** Where a level stands on a meter, 0 to 1: hearing is logarithmic, so is the meter. */
export function toMeterLevel(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const rms = Math.sqrt(sum / Math.max(samples.length, 1));
  const decibels = 20 * Math.log10(Math.max(rms, 1e-6));
  return Math.min(1, Math.max(0, (decibels - FLOOR_DB) / -FLOOR_DB));
}

/** Says a microphone's level, 0 to 1, once for every picture that is drawn, until the signal ends it. */
export function measureLevel(
  track: MediaStreamTrack,
  onLevel: (level: number) => void,
  signal: AbortSignal,
): void {
  if (signal.aborted) return;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let shown = 0;
  let frame = 0;
  const read = (): void => {
    analyser.getFloatTimeDomainData(samples);
    const level = toMeterLevel(samples);
    shown = level > shown ? level : shown * SMOOTHING + level * (1 - SMOOTHING);
    onLevel(shown);
    frame = requestAnimationFrame(read);
  };
  read();
  signal.addEventListener(
    "abort",
    () => {
      cancelAnimationFrame(frame);
      source.disconnect();
      void context.close();
    },
    { once: true },
  );
}
