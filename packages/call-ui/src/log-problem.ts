/** Logs a problem of a call to the browser's console. Never pass a token, a PIN or a description. */
export function logProblem(cause: unknown): void {
  const problem = cause instanceof Error ? `${cause.name}: ${cause.message}` : "unknown";
  reportError(new Error(`The call page met a problem: ${problem}`, { cause }));
}
