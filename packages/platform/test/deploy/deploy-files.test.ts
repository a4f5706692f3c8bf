/** The files in `deploy/` against what the platform reads: a setting that it doesn't know would be ignored silently. */
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { SECRET_SETTINGS, SETTINGS } from "../../src/config/config.ts";

const DEPLOY = fileURLToPath(new URL("../../../../deploy", import.meta.url));
const read = (name: string): string => readFileSync(join(DEPLOY, name), "utf8");
/** Seconds that a stop may take: 1.5 × the default of DRAIN_DELAY_S in production, and 10. */
const STOP_S = 17.5;

const known = new Set([...Object.keys(SETTINGS), ...SECRET_SETTINGS.map((name) => `${name}_FILE`)]);

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly stop_grace_period: string;
  readonly read_only: boolean;
}
interface Compose {
  readonly networks: {
    readonly default: { readonly ipam: { readonly config: readonly [{ readonly subnet: string }] } };
  };
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}
const compose = parse(read("compose.yaml"), { merge: true }) as Compose;

describe("compose.yaml", () => {
  const nodes = Object.entries(compose.services).filter(([name]) => name.startsWith("node"));

  it("has two nodes with settings that exist, and secrets only as files", () => {
    expect(nodes.length).toBe(2);
    for (const [, { environment, secrets, read_only }] of nodes) {
      for (const [name, value] of Object.entries(environment)) {
        expect(known).toContain(name);
        // Its address has no password: nothing outside of the containers' network reaches it.
        if (SECRET_SETTINGS.includes(name))
          expect({ name, value }).toEqual({ name: "REDIS_URL", value: "redis://redis:6379" });
        if (name.endsWith("_FILE")) expect(secrets).toContain(value.replace("/run/secrets/", ""));
      }
      expect(read_only).toBe(true);
    }
  });

  it("trusts the addresses of its own network, where only Caddy forwards requests", () => {
    const [{ subnet }] = compose.networks.default.ipam.config;
    for (const [, { environment }] of nodes) expect(environment.TRUST_PROXY).toBe(subnet);
  });

  it("waits longer for a node to stop than draining takes", () => {
    for (const [, { stop_grace_period }] of nodes)
      expect(Number.parseFloat(stop_grace_period)).toBeGreaterThan(STOP_S);
  });

  it("uses no variable that .env.example doesn't explain", () => {
    const used = new Set([...read("compose.yaml").matchAll(/\$\{([A-Z_]+)/g)].map(([, name = ""]) => name));
    const explained = [...read(".env.example").matchAll(/^([A-Z_]+)=/gm)].map(([, name = ""]) => name);
    expect([...used].toSorted()).toEqual(explained.toSorted());
  });
});

describe("make-secrets.sh", () => {
  const folder = mkdtempSync(join(tmpdir(), "make-secrets-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ["make-secrets.sh", "turnserver.conf"])
    copyFileSync(join(DEPLOY, name), join(folder, name));
  writeFileSync(join(folder, ".env"), read(".env.example"));
  const make = (): string => execFileSync("sh", [join(folder, "make-secrets.sh")], { encoding: "utf8" });
  const secret = (name: string): string => readFileSync(join(folder, "secrets", name), "utf8");

  it("makes every secret that compose.yaml needs, for nobody else to read", () => {
    make();
    for (const { file } of Object.values(compose.secrets)) {
      const name = file.replace("./secrets/", "");
      expect(secret(name).length).toBeGreaterThanOrEqual(32);
    }
    expect(statSync(join(folder, "secrets")).mode & 0o777).toBe(0o700);
    expect(secret("database-url")).toContain(secret("postgres-password"));
    expect(new Set(readdirSync(join(folder, "secrets")).map(secret)).size).toBe(6);
  });

  it("gives coturn the same secret and the relay's name", () => {
    const lines = secret("turnserver.conf").trimEnd().split("\n");
    expect(lines).toContain(`static-auth-secret=${secret("turn-secret")}`);
    expect(lines).toContain("realm=turn.example.com");
    expect(lines.length).toBe(read("turnserver.conf").trimEnd().split("\n").length);
  });

  it("changes nothing when it runs again: a new master key would make the stored keys unreadable", () => {
    const before = readdirSync(join(folder, "secrets")).map(secret);
    expect(make()).toBe("");
    expect(readdirSync(join(folder, "secrets")).map(secret)).toEqual(before);
  });
});

describe("the systemd unit", () => {
  const unit = read("platform.service");

  it("waits longer for the platform to stop than draining takes", () => {
    const [, seconds] = /^TimeoutStopSec=(\d+)$/m.exec(unit) ?? [];
    expect(Number(seconds)).toBeGreaterThan(STOP_S);
  });

  it("comes with settings that exist", () => {
    const names = [...read("platform.env.example").matchAll(/^#?([A-Z_]+)=/gm)].map(([, name = ""]) => name);
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(known).toContain(name);
  });
});

it("the image waits for nothing that the platform doesn't have", () => {
  const containerfile = readFileSync(join(DEPLOY, "../Containerfile"), "utf8");
  const [, settings = ""] = /^ENV (.*)$/m.exec(containerfile) ?? [];
  for (const setting of settings.split(" ")) expect(known).toContain(setting.split("=")[0]);
});
