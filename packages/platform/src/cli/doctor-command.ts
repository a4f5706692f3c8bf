import type { Command } from "commander";
import type { Config } from "../config/config.ts";
import { ConfigError } from "../config/settings-reader.ts";
import type { Clock } from "../lib/clock.ts";
import { CommandFailure, EXIT_CODES } from "./command-failure.ts";
import type { CommandContext } from "./context.ts";
import { checkDemoTenant } from "./doctor/check-demo-tenant.ts";
import { checkDisk } from "./doctor/check-disk.ts";
import { checkPort } from "./doctor/check-port.ts";
import { checkRedis } from "./doctor/check-redis.ts";
import { checkDatabase, checkDataFolder, checkPages } from "./doctor/check-storage.ts";
import { checkTls } from "./doctor/check-tls.ts";
import { listTurnChecks } from "./doctor/check-turn.ts";
import { type Finding, ok, wrong } from "./doctor/finding.ts";
import { listPublicChecks } from "./doctor/list-public-checks.ts";
import { createHostResolver } from "./doctor/resolve-host.ts";
import { type Check, runChecks } from "./doctor/run-checks.ts";
import { startHardEnd } from "./doctor/start-hard-end.ts";

const MARKS: Readonly<Record<Finding["result"], string>> = {
  ok: "ok      ",
  warning: "warning ",
  wrong: "FAILED  ",
};

export function addDoctorCommand(program: Command, context: () => CommandContext): void {
  program
    .command("doctor")
    .description(
      "Check configuration, storage, port, certificate, public address, websockets, proxy, TURN and clock; report within 30 s what is wrong and how to fix it",
    )
    .action(async () => {
      const { output } = context();
      const cancelHardEnd = startHardEnd(output.format([BLOCKED], formatFindings([BLOCKED])));
      const findings = await examine(context()).finally(cancelHardEnd);
      output.result(findings, formatFindings(findings));
      const wrongs = findings.filter(({ result }) => result === "wrong").length;
      if (wrongs > 0)
        throw new CommandFailure(`${wrongs} of ${findings.length} checks failed.`, EXIT_CODES.unhealthy);
    });
}

const BLOCKED: Finding = wrong(
  "doctor",
  "the command was blocked, and ended",
  "A file or a folder that a setting names doesn't answer: check DATA_DIR and the files of secrets.",
  "no-result",
);

function formatFindings(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, result, found, fix, link }) => [
    `${MARKS[result]}${check}: ${found}`,
    ...(fix ? [`          ${fix}`, `          See ${link}`] : []),
  ]);
  return lines.join("\n");
}

async function examine({ config: readConfig, stores, clock }: CommandContext): Promise<readonly Finding[]> {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) =>
      wrong("configuration", problem, "Correct it. The other checks run then.", "configuration"),
    );
  }
  return [
    ok("configuration", "all settings are valid"),
    ...(await runChecks(listChecks(config, stores, clock))),
  ];
}

function listChecks(config: Config, stores: CommandContext["stores"], clock: Clock): readonly Check[] {
  const resolve = createHostResolver();
  return [
    {
      name: "data folder",
      run: async () => [await checkDataFolder(config), ...(await checkDisk(config.dataDir))],
    },
    { name: "database", run: () => checkDatabase(async () => (await stores()).database, clock) },
    {
      name: "demo tenant",
      async run() {
        // Why it can't be opened is a finding about the database.
        const opened = await stores().catch(() => null);
        return opened ? checkDemoTenant(config, opened.tenants) : [];
      },
    },
    { name: "pages", run: async () => [await checkPages()] },
    { name: `port ${config.port}`, run: async () => [await checkPort(config, resolve)] },
    { name: "tls", run: async () => [await checkTls(config, clock.nowMs())] },
    ...listPublicChecks(config, clock, resolve),
    ...listTurnChecks(config, clock, resolve),
    { name: "redis", run: () => checkRedis(config) },
  ];
}
