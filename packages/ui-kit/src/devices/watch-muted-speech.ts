import { toMeterLevel } from "./measure-level.ts";
import { NO_SPEECH, SAMPLE_EVERY_MS, watchSpeech } from "./speech-while-muted.ts";

/**
 * Reports when a person speaks into a muted microphone, and when the hint ends. A muted track is silent, so it measures a
 * clone, which is never sent.
 */
export function watchMutedSpeech(
  muted: MediaStreamTrack,
  onChange: (speaks: boolean) => void,
  signal: AbortSignal,
): void {
  const copy = muted.clone();
  copy.enabled = true;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2_048;
  context.createMediaStreamSource(new MediaStream([copy])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let state = NO_SPEECH;
  const sample = (): void => {
    analyser.getFloatTimeDomainData(samples);
    const nowMs = performance.now();
    const next = watchSpeech(state, toMeterLevel(samples), nowMs);
    const changed =
      next.hintUntilMs > nowMs !== state.hintUntilMs > nowMs || next.hintUntilMs !== state.hintUntilMs;
    state = next;
    if (changed) onChange(state.hintUntilMs > nowMs);
  };
  const timer = setInterval(sample, SAMPLE_EVERY_MS);
  signal.addEventListener(
    "abort",
    () => {
      clearInterval(timer);
      copy.stop();
      void context.close();
    },
    { once: true },
  );
}
