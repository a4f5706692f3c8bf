import { playNotes } from "./play-notes.ts";

/** Two notes are easy to tell from other sounds of the computer. Hertz. */
const NOTES = [523.25, 659.25];
const NOTE_S = 0.35;
const VOLUME = 0.2;

interface WithSink {
  setSinkId(sinkId: string): Promise<void>;
}

/**
 * Plays a short sound on a speaker; resolves when it is over.
 *
 * @param speakerId empty: the default speaker
 * @returns false where the speaker refuses
 */
export async function playTestSound(speakerId: string): Promise<boolean> {
  const context = new AudioContext();
  const destination = context.createMediaStreamDestination();
  const gain = context.createGain();
  gain.gain.value = VOLUME;
  gain.connect(destination);
  const audio = new Audio();
  audio.srcObject = destination.stream;
  try {
    if (speakerId !== "" && "setSinkId" in audio) await (audio as WithSink).setSinkId(speakerId);
    await audio.play();
    await playNotes(gain, NOTES, NOTE_S);
    return true;
  } catch {
    return false;
  } finally {
    audio.pause();
    audio.srcObject = null;
    void context.close();
  }
}
