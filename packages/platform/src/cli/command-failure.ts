/** Exit codes for scripts. */
export const EXIT_CODES = {
  done: 0,
  /** The command failed; the message says why. */
  failed: 1,
  /** The command line or the configuration is wrong. */
  misused: 2,
  /** `doctor` found something that must be fixed. */
  unhealthy: 3,
} as const;

/** A command failed. The message is for an operator. */
export class CommandFailure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT_CODES.failed) {
    super(message);
    this.name = "CommandFailure";
    this.exitCode = exitCode;
  }
}
