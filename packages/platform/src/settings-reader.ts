import { accessSync, constants } from "node:fs";
import { BlockList } from "node:net";
import { addNetwork } from "./lib/client-address.ts";

/** Every mistake of a configuration, one sentence each. No value is repeated: it may be a secret. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** Reads variables of the environment and remembers what is wrong with them, so that all of it is told at once. */
export class SettingsReader {
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #problems: string[] = [];

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#env = env;
  }

  problem(name: string, sentence: string): void {
    this.#problems.push(`${name} ${sentence}.`);
  }

  throwProblems(): void {
    if (this.#problems.length > 0) throw new ConfigError(this.#problems);
  }

  /** A variable that is empty counts as absent. */
  text(name: string, fallback: string): string {
    return this.#env[name]?.trim() || fallback;
  }

  flag(name: string): boolean {
    const text = this.text(name, "0").toLowerCase();
    if (!["0", "1", "true", "false"].includes(text)) this.problem(name, "must be 1 or 0");
    return text === "1" || text === "true";
  }

  number(name: string, fallback: number, least: number): number {
    const text = this.text(name, String(fallback));
    const value = Number(text);
    if (Number.isFinite(value) && value >= least) return value;
    this.problem(name, `must be a number of at least ${least}`);
    return fallback;
  }

  integer(name: string, fallback: number, least: number, most: number): number {
    const text = this.text(name, String(fallback));
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    this.problem(name, `must be a whole number from ${least} to ${most}`);
    return fallback;
  }

  choice<Value extends string>(name: string, values: readonly Value[], fallback: Value): Value {
    const text = this.text(name, fallback);
    const value = values.find((candidate) => candidate === text);
    if (value !== undefined) return value;
    this.problem(name, `must be one of ${values.filter(Boolean).join(", ")}`);
    return fallback;
  }

  /** Empty, or a URL of one of the protocols. */
  url(name: string, protocols: readonly string[]): string {
    const text = this.text(name, "");
    if (!text) return "";
    if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text;
    this.problem(name, `must be a URL that begins with ${protocols.map((each) => `${each}//`).join(" or ")}`);
    return "";
  }

  /** Values that commas separate. */
  list(name: string, pattern: RegExp, example: string): readonly string[] {
    const values = this.text(name, "")
      .split(",")
      .map((value) => value.trim())
      .filter(Boolean);
    if (values.some((value) => !pattern.test(value)))
      this.problem(name, `must be a list separated by commas, each entry like ${example}`);
    return values;
  }

  /** Addresses and networks that commas separate. */
  networks(name: string): readonly string[] {
    const networks = this.list(name, /./, "10.0.0.0/8");
    if (!networks.every((network) => addNetwork(new BlockList(), network)))
      this.problem(name, "must be a list separated by commas, each entry like 10.0.0.1 or 10.0.0.0/8");
    return networks;
  }

  existingFile(name: string, path: string): void {
    try {
      accessSync(path, constants.R_OK);
    } catch {
      this.problem(name, "names a file that cannot be read");
    }
  }
}
