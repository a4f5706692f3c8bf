import { Command, CommanderError } from "commander";
import { ConfigError } from "../settings-reader.ts";
import { addAgentCommands } from "./agent-commands.ts";
import { addBackupCommand } from "./backup-command.ts";
import { CommandFailure, EXIT_CODES } from "./command-failure.ts";
import { createContext } from "./context.ts";
import { addDoctorCommand } from "./doctor-command.ts";
import { addInteractionCommands } from "./interaction-commands.ts";
import { addKeyCommands } from "./key-commands.ts";
import { addOriginCommands } from "./origin-commands.ts";
import { createOutput, type Output } from "./output.ts";
import { addTenantCommands } from "./tenant-commands.ts";

/** What the command line is run with; a test hands in its own. */
export interface CliSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

/** Runs one command. Resolves with its exit code; see `EXIT_CODES`. */
export async function runCli(args: readonly string[], surroundings: CliSurroundings): Promise<number> {
  const { write, writeError, env } = surroundings;
  const program = createProgram(surroundings);
  // Taken wherever it stands; as an option of the program it would have to stand before the command.
  const output = createOutput(args.includes("--json"), write, writeError);
  const context = createContext(env, output);
  for (const add of [
    addTenantCommands,
    addKeyCommands,
    addOriginCommands,
    addAgentCommands,
    addInteractionCommands,
    addBackupCommand,
    addDoctorCommand,
  ])
    add(program, () => context);
  settle(program);
  try {
    await program.parseAsync(
      args.filter((arg) => arg !== "--json"),
      { from: "user" },
    );
    return EXIT_CODES.done;
  } catch (error) {
    return explain(error, output);
  } finally {
    await context.close();
  }
}

function createProgram({ write, writeError }: CliSurroundings): Command {
  return new Command("platform")
    .description("Runs the platform's tenants. Reads the same environment as the platform itself.")
    .option("--json", "print one JSON value, for a script")
    .addHelpText(
      "after",
      "\nExit codes: 0 done, 1 could not be done, 2 wrong command line or configuration, 3 doctor found something wrong.",
    )
    .showHelpAfterError("(--help shows how it is used)")
    .configureOutput({ writeOut: write, writeErr: writeError });
}

/** Every command answers --help, and never ends the process by itself. */
function settle(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    settle(child);
  }
}

function explain(error: unknown, output: Output): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.misused;
  if (error instanceof CommandFailure) {
    output.error(error.message);
    return error.exitCode;
  }
  if (error instanceof ConfigError) {
    output.error(
      ["The configuration is wrong:", ...error.problems.map((problem) => `  ${problem}`)].join("\n"),
    );
    return EXIT_CODES.misused;
  }
  output.error(`It could not be done: ${error instanceof Error ? error.message : String(error)}`);
  return EXIT_CODES.failed;
}
