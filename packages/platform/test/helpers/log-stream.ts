import { Writable } from "node:stream";

/** Keeps what a platform logs. */
export class LogStream extends Writable {
  text: string = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }

  /** Every line, or those with this message. */
  lines(message?: string): readonly Record<string, unknown>[] {
    return this.text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => message === undefined || msg === message);
  }
}
