import { accessSync, constants, readFileSync } from "node:fs";
import { BlockList } from "node:net";
import { addNetwork } from "../server/client-address.ts";

/** All mistakes of a configuration, one sentence each. Never with a value: it could be a secret. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** Reads environment variables and collects their mistakes for one error. */
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

  /** An empty variable counts as absent. */
  text(name: string, fallback: string): string {
    return this.#env[name]?.trim() || fallback;
  }

  /**
   * A secret: the variable, or the content of the file that `{name}_FILE` names. Container platforms pass secrets as files.
   */
  secret(name: string): string {
    const file = this.text(`${name}_FILE`, "");
    const value = this.text(name, "");
    if (!file) return value;
    if (value) this.problem(`${name}_FILE`, `must not be set together with ${name}`);
    try {
      const content = readFileSync(file, "utf8").trim();
      if (!content) this.problem(`${name}_FILE`, "names an empty file");
      return content;
    } catch {
      this.problem(`${name}_FILE`, "names a file that cannot be read");
      return "";
    }
  }

  /** Values of a list, separated by commas. */
  choices<Value extends string>(name: string, values: readonly Value[]): readonly Value[] {
    const given = this.list(name, /./, values[0] ?? "");
    const known = values.filter((value) => given.includes(value));
    if (given.some((each) => !known.some((value) => value === each)))
      this.problem(name, `must be a list separated by commas of: ${values.join(", ")}`);
    return known;
  }

  /** @param description what the pattern allows, for the error */
  matching(name: string, fallback: string, pattern: RegExp, description: string): string {
    const text = this.text(name, fallback);
    if (pattern.test(text)) return text;
    this.problem(name, `must be ${description}`);
    return fallback;
  }

  flag(name: string): boolean {
    const text = this.text(name, "0").toLowerCase();
    if (!["0", "1", "true", "false"].includes(text)) this.problem(name, "must be 1 or 0");
    return text === "1" || text === "true";
  }

  number(name: string, fallback: number, min: number): number {
    const text = this.text(name, String(fallback));
    const value = Number(text);
    if (Number.isFinite(value) && value >= min) return value;
    this.problem(name, `must be a number of at least ${min}`);
    return fallback;
  }

  integer(name: string, fallback: number, min: number, max: number): number {
    const text = this.text(name, String(fallback));
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    this.problem(name, `must be a whole number from ${min} to ${max}`);
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
    return this.#checkUrl(name, this.text(name, ""), protocols);
  }

  /** The same for a URL with a password; also as `{name}_FILE`. */
  secretUrl(name: string, protocols: readonly string[]): string {
    return this.#checkUrl(name, this.secret(name), protocols);
  }

  #checkUrl(name: string, text: string, protocols: readonly string[]): string {
    if (!text) return "";
    // Each of several hosts has its own port, which `URL` doesn't know.
    const oneHost = text.replace(/^([a-z]+:\/\/(?:[^@/]*@)?)[^/?]*,/, "$1");
    if (URL.canParse(oneHost) && protocols.includes(new URL(oneHost).protocol)) return text;
    this.problem(name, `must be a URL that begins with ${protocols.map((each) => `${each}//`).join(" or ")}`);
    return "";
  }

  /** A list, separated by commas. */
  list(name: string, pattern: RegExp, example: string): readonly string[] {
    const values = this.text(name, "")
      .split(",")
      .map((value) => value.trim())
      .filter(Boolean);
    if (values.some((value) => !pattern.test(value)))
      this.problem(name, `must be a list separated by commas, each entry like ${example}`);
    return values;
  }

  /** Addresses and networks, separated by commas. */
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
