/** The error that a callback gets if its request failed. */
export class PushError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "PushError";
    this.code = code;
  }
}
