import type { Command } from "commander";
import { ConfigError } from "../config/settings-reader.ts";
import { CommandFailure, EXIT_CODES } from "./command-failure.ts";
import type { CommandContext } from "./context.ts";
import { checkPort, checkPublicAddress, checkTls } from "./doctor/check-address.ts";
import { checkRedis } from "./doctor/check-redis.ts";
import { checkDatabase, checkDataFolder, checkPages } from "./doctor/check-storage.ts";
import { checkTurn } from "./doctor/check-turn.ts";
import { type Finding, ok, wrong } from "./doctor/finding.ts";

const MARKS: Readonly<Record<Finding["result"], string>> = {
  ok: "ok      ",
  warning: "warning ",
  wrong: "FAILED  ",
};

export function addDoctorCommand(program: Command, context: () => CommandContext): void {
  program
    .command("doctor")
    .description(
      "Check configuration, storage, port, TLS, public address, TURN and clock; report what is wrong and how to fix it",
    )
    .action(async () => {
      const { output } = context();
      const findings = await examine(context());
      const lines = findings.flatMap(({ check, result, found, fix }) => [
        `${MARKS[result]}${check}: ${found}`,
        ...(fix ? [`          ${fix}`] : []),
      ]);
      output.result(findings, lines.join("\n"));
      const wrongs = findings.filter(({ result }) => result === "wrong").length;
      if (wrongs > 0)
        throw new CommandFailure(`${wrongs} of ${findings.length} checks failed.`, EXIT_CODES.unhealthy);
    });
}

async function examine({ config: readConfig, stores, clock }: CommandContext): Promise<readonly Finding[]> {
  let config: ReturnType<typeof readConfig>;
  try {
    config = readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) =>
      wrong("configuration", problem, "Correct it. The other checks run then."),
    );
  }
  return [
    ok("configuration", "all settings are valid"),
    await checkDataFolder(config),
    ...(await checkDatabase(async () => (await stores()).database, clock)),
    await checkPages(),
    await checkPort(config),
    await checkTls(config, clock.nowMs()),
    await checkPublicAddress(config),
    ...(await checkTurn(config, clock)),
    ...(await checkRedis(config)),
  ];
}
