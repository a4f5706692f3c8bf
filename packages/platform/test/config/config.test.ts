import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig, SETTINGS } from "../../src/config/config.ts";
import { ConfigError } from "../../src/config/settings-reader.ts";

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("the configuration", () => {
  it("needs nothing: an embedded database, this machine only, no demo", () => {
    expect(readConfig({})).toMatchObject({
      host: "127.0.0.1",
      port: 8080,
      databaseUrl: "",
      demo: false,
      tls: { kind: "none" },
      turn: null,
    });
  });

  it("takes an empty variable for an absent one", () => {
    expect(readConfig({ PORT: "", TURN_URLS: " ", DEMO: "" })).toMatchObject({
      port: 8080,
      turn: null,
      demo: false,
    });
  });

  it.each([
    ["PORT", { PORT: "70000" }],
    ["PORT", { PORT: "80.5" }],
    ["PUBLIC_URL", { PUBLIC_URL: "example.com" }],
    ["PUBLIC_URL", { PUBLIC_URL: "https://example.com/path" }],
    ["TLS_KEY_FILE", { TLS_CERT_FILE: "/nowhere.pem" }],
    ["TLS_CERT_FILE", { TLS_CERT_FILE: "/nowhere.pem", TLS_KEY_FILE: "/nowhere.key" }],
    ["TURN_SECRET", { TURN_URLS: "turn:turn.example.com" }],
    ["STUN_URLS", { STUN_URLS: "stun:a.example,b.example" }],
    ["MASTER_KEY", { MASTER_KEY: "short" }],
    ["DEMO", { DEMO: "1", NODE_ENV: "production" }],
    ["RATE_LIMIT_FACTOR", { RATE_LIMIT_FACTOR: "-1" }],
    ["RATE_LIMIT_FACTOR", { RATE_LIMIT_FACTOR: "0", NODE_ENV: "production" }],
    ["HOST", { NODE_ENV: "production", HOST: "0.0.0.0" }],
    ["HOST", { NODE_ENV: "production", HOST: "0.0.0.0", PUBLIC_URL: "http://localhost" }],
    ["PUBLIC_URL", { NODE_ENV: "production", PUBLIC_URL: "http://video.example.com" }],
    ["HTTPS", { NODE_ENV: "production", HTTPS: "self-signed" }],
    ["ALLOW_IN_PRODUCTION", { ALLOW_IN_PRODUCTION: "everything" }],
    ["MASTER_KEY_FILE", { MASTER_KEY_FILE: "/nowhere" }],
    ["TURN_CREDENTIAL_LIFE_S", { TURN_CREDENTIAL_LIFE_S: "0" }],
    ["TRUST_PROXY", { TRUST_PROXY: "everybody" }],
    ["TRUST_PROXY", { TRUST_PROXY: "10.0.0.1,10.0.0.0/33" }],
    ["TRUST_PROXY", { TRUST_PROXY: "10.0.0" }],
    ["MAX_CONNECTIONS", { MAX_CONNECTIONS: "0" }],
  ] as [string, Record<string, string>][])("names %s where it is wrong: %o", (name, env) => {
    const problems = problemsOf(env);
    expect(problems.some((problem) => problem.startsWith(`${name} `))).toBe(true);
  });

  it.each([
    { HOST: "127.0.0.1" },
    { HOST: "0.0.0.0", PUBLIC_URL: "https://video.example.com", TRUST_PROXY: "10.0.0.1" },
    { HOST: "127.0.0.1", PUBLIC_URL: "http://localhost" },
    { HOST: "0.0.0.0", ALLOW_IN_PRODUCTION: "http" },
    { HOST: "0.0.0.0", PUBLIC_URL: "http://localhost", ALLOW_IN_PRODUCTION: "http" },
    { PUBLIC_URL: "http://video.example.com", ALLOW_IN_PRODUCTION: "http" },
    { HTTPS: "self-signed", ALLOW_IN_PRODUCTION: "self-signed, demo-tenant" },
  ] as Record<string, string>[])("starts in production with %o", (env) => {
    expect(problemsOf({ NODE_ENV: "production", ...env })).toEqual([]);
  });

  it("reads secrets from files, too", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "platform-secret-")), "key");
    await writeFile(file, `${"k".repeat(40)}\n`);
    expect(readConfig({ MASTER_KEY_FILE: file }).masterKey).toBe("k".repeat(40));
    expect(problemsOf({ MASTER_KEY_FILE: file, MASTER_KEY: "m".repeat(40) })).toHaveLength(1);
    await writeFile(file, "postgres://platform:pass@db/platform\n");
    expect(readConfig({ DATABASE_URL_FILE: file }).databaseUrl).toContain("@db/");
    await writeFile(file, "mysql://platform:hunter2@db/platform");
    expect(problemsOf({ DATABASE_URL_FILE: file }).join("")).not.toContain("hunter2");
    await rm(dirname(file), { recursive: true });
  });

  it("names every mistake at once, each as a sentence about a variable that is documented", () => {
    const problems = problemsOf({
      PORT: "x",
      LOG_LEVEL: "loud",
      REDIS_URL: "http://a",
      HTTPS: "yes",
      TURN_URLS: "a",
    });
    expect(problems.length).toBeGreaterThanOrEqual(5);
    for (const problem of problems) {
      expect(Object.keys(SETTINGS)).toContain(problem.split(" ")[0]);
      expect(problem.endsWith(".")).toBe(true);
    }
  });
});
