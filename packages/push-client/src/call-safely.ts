/** Calls a listener. An error in it does not affect the other listeners, and appears in the page's console. */
export function callSafely(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
