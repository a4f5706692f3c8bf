import { Command, CommanderError } from "commander";
import { addInteractionCommands } from "../archive/interaction.cli.ts";
import { ConfigError } from "../config/settings-reader.ts";
import { addAgentCommands } from "../identity/agent.cli.ts";
import { addKeyCommands } from "../identity/key.cli.ts";
import { addOriginCommands } from "../identity/origin.cli.ts";
import { addTenantCommands } from "../identity/tenant.cli.ts";
import { VERSION_AND_COMMIT } from "../lib/version.ts";
import { withinMs } from "../lib/within-ms.ts";
import { addBackupCommand } from "./backup-command.ts";
import { CommandFailure, EXIT_CODES } from "./command-failure.ts";
import { createContext } from "./context.ts";
import { addDoctorCommand } from "./doctor-command.ts";
import { addMigrateCommand } from "./migrate-command.ts";
import { createOutput, type Output } from "./output.ts";

const CLOSE_TIMEOUT_MS = 5_000;

/** Dependencies of the command line; a test passes its own. */
export interface CliDeps {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

/** Runs one command. Resolves with its exit code; see `EXIT_CODES`. */
export async function runCli(args: readonly string[], deps: CliDeps): Promise<number> {
  const { write, writeError, env } = deps;
  const program = createProgram(deps);
  // Accepted anywhere. As an option of the program it would have to come before the command.
  const output = createOutput(args.includes("--json"), write, writeError);
  const context = createContext(env, output);
  for (const add of [
    addTenantCommands,
    addKeyCommands,
    addOriginCommands,
    addAgentCommands,
    addInteractionCommands,
    addMigrateCommand,
    addBackupCommand,
    addDoctorCommand,
  ])
    add(program, () => context);
  keepProcess(program);
  try {
    await program.parseAsync(
      args.filter((arg) => arg !== "--json"),
      { from: "user" },
    );
    return EXIT_CODES.done;
  } catch (error) {
    return explain(error, output);
  } finally {
    // The command's result is known. A server that doesn't answer must not keep its process.
    await withinMs(context.close(), CLOSE_TIMEOUT_MS);
  }
}

function createProgram({ write, writeError }: CliDeps): Command {
  return new Command("platform")
    .description("Manages a platform and its tenants. Reads the same environment variables as the platform.")
    .version(VERSION_AND_COMMIT)
    .option("--json", "print one JSON value, for a script")
    .addHelpText(
      "after",
      "\nExit codes: 0 done, 1 failed, 2 wrong command line or configuration, 3 doctor found an error.",
    )
    .showHelpAfterError("(see --help)")
    .configureOutput({ writeOut: write, writeErr: writeError });
}

/** Commander would end the process after --help and errors. */
function keepProcess(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    keepProcess(child);
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
  output.error(`The command failed: ${error instanceof Error ? error.message : String(error)}`);
  return EXIT_CODES.failed;
}
