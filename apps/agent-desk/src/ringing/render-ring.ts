/** One round of the ring tone: two soft bells, twice, then a pause. Seconds and hertz. */
const ROUND_S = 3.2;
const NOTES = [
  { atS: 0, hertz: 659.25 },
  { atS: 0.2, hertz: 880 },
  { atS: 0.9, hertz: 659.25 },
  { atS: 1.1, hertz: 880 },
] as const;
const DECAY_S = 0.32;
const ATTACK_S = 0.008;
const LOUDNESS = 0.22;

/** The samples of one round. It starts and ends with silence, so the loop doesn't click. */
export function renderRing(sampleRateHz: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(ROUND_S * sampleRateHz));
  for (const { atS, hertz } of NOTES) {
    const start = Math.round(atS * sampleRateHz);
    for (let index = start; index < samples.length; index += 1) {
      const elapsedS = (index - start) / sampleRateHz;
      const envelope = Math.min(1, elapsedS / ATTACK_S) * Math.exp(-elapsedS / DECAY_S) * LOUDNESS;
      const turn = 2 * Math.PI * hertz * elapsedS;
      // A quiet octave above makes it sound like a bell.
      const tone = Math.sin(turn) + 0.25 * Math.sin(2 * turn);
      samples[index] = (samples[index] ?? 0) + envelope * tone;
    }
  }
  return samples;
}
