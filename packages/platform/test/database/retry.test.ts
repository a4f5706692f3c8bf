import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { readHosts } from "../../src/database/open-postgres.ts";
import { breaksConnection, isTransient, withRetry } from "../../src/database/retry.ts";

const withCode = (code: string): Error => Object.assign(new Error("failed"), { code });

describe("a failure of the database", () => {
  it.each([
    ["a deadlock", withCode("40P01"), true, false],
    ["a serialization failure", withCode("40001"), true, false],
    ["a busy SQLite", withCode("SQLITE_BUSY"), true, true],
    ["a primary that turned read-only", withCode("25006"), true, true],
    ["a server that shuts down", withCode("57P01"), true, true],
    ["a refused connection", withCode("ECONNREFUSED"), true, true],
    ["a lost connection", new Error("Connection terminated unexpectedly"), true, true],
    ["no answer", new Error("Query read timeout"), true, true],
    ["a statement that took too long", withCode("57014"), false, false],
    ["a unique value that exists", withCode("23505"), false, false],
    ["a mistake in the code", new TypeError("x is undefined"), false, false],
  ])("%s: transient %#", (_, error, transient, breaks) => {
    expect({ transient: isTransient(error), breaks: breaksConnection(error) }).toEqual({ transient, breaks });
  });

  it("is repeated while it is transient, until it succeeds", async () => {
    let tries = 0;
    const result = await withRetry(async () => {
      tries += 1;
      if (tries < 4) throw withCode("40P01");
      return tries;
    }, 60_000);
    expect(result).toBe(4);
  });

  it("is not repeated where that cures nothing, or when the deadline has passed", async () => {
    let tries = 0;
    const fail = (code: string) => async () => {
      tries += 1;
      throw withCode(code);
    };
    await expect(withRetry(fail("23505"), 60_000)).rejects.toMatchObject({ code: "23505" });
    expect(tries).toBe(1);
    await expect(withRetry(fail("40P01"), 0)).rejects.toMatchObject({ code: "40P01" });
    expect(tries).toBe(2);
  });
});

describe("DATABASE_URL", () => {
  it("can name several hosts, each with its port", () => {
    const url = "postgres://u:p%40ss@a:5432,b:5433/name?target_session_attrs=read-write&sslmode=require";
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
    expect(readHosts(url)).toEqual([
      { connectionString: "postgres://u:p%40ss@a:5432/name?sslmode=require" },
      { connectionString: "postgres://u:p%40ss@b:5433/name?sslmode=require" },
    ]);
    expect(readHosts("postgres://u@a/name?target_session_attrs=read-write")).toEqual([
      { connectionString: "postgres://u@a/name" },
    ]);
  });
});
