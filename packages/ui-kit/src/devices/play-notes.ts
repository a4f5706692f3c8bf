/**
 * Plays notes one after the other. Resolves when the last one is over.
 *
 * @param notes hertz
 * @param noteS how long each one sounds, seconds
 */
export function playNotes(output: AudioNode, notes: readonly number[], noteS: number): Promise<void> {
  const { context } = output;
  return new Promise((resolve) => {
    notes.forEach((frequency, i) => {
      const note = context.createOscillator();
      note.frequency.value = frequency;
      note.connect(output);
      note.start(context.currentTime + i * noteS);
      note.stop(context.currentTime + (i + 1) * noteS);
      if (i === notes.length - 1) note.addEventListener("ended", () => resolve(), { once: true });
    });
  });
}
