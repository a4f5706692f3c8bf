import { describe, expect, it } from "vitest";
import { readConfig, SETTINGS } from "../src/config.ts";
import { ConfigError } from "../src/settings-reader.ts";

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
    ["TRUST_PROXY", { TRUST_PROXY: "everybody" }],
    ["TRUST_PROXY", { TRUST_PROXY: "10.0.0.1,10.0.0.0/33" }],
    ["TRUST_PROXY", { TRUST_PROXY: "10.0.0" }],
    ["MAX_CONNECTIONS", { MAX_CONNECTIONS: "0" }],
  ] as [string, Record<string, string>][])("names %s where it is wrong: %o", (name, env) => {
    const problems = problemsOf(env);
    expect(problems.some((problem) => problem.startsWith(`${name} `))).toBe(true);
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
