/** A listener's error is the listener's: it must not keep the others from hearing. The page's console shows it. */
export function callSafely(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
