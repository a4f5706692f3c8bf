/** How a command ends: scripts tell the cases apart by it. */
export const EXIT_CODES = {
  done: 0,
  /** What was asked for could not be done; the message says why. */
  failed: 1,
  /** The command line or the configuration is wrong. */
  misused: 2,
  /** `doctor` found something that must be mended. */
  unhealthy: 3,
} as const;

/** A command that could not do what was asked. The message is one that an operator understands. */
export class CommandFailure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT_CODES.failed) {
    super(message);
    this.name = "CommandFailure";
    this.exitCode = exitCode;
  }
}
