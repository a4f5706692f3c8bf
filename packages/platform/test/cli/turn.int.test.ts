import { type ChildProcess, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkTurn } from "../../src/cli/doctor/check-turn.ts";
import { readConfig } from "../../src/config.ts";
import { SYSTEM_CLOCK } from "../../src/domain/clock.ts";
import { installProgram } from "../helpers/install-program.ts";

const TURNSERVER = "/usr/bin/turnserver";
const SECRET = "the-secret-of-this-test";
let coturn: ChildProcess;
let folder: string;
let port: number;

beforeAll(async () => {
  await installCoturn();
  folder = await mkdtemp(join(tmpdir(), "platform-turn-"));
  port = await freeUdpPort();
  coturn = spawn(
    TURNSERVER,
    [
      "-n",
      "--listening-ip=127.0.0.1",
      "--relay-ip=127.0.0.1",
      `--listening-port=${port}`,
      "--use-auth-secret",
      `--static-auth-secret=${SECRET}`,
      "--realm=test",
      "--no-tls",
      "--no-dtls",
      "--no-cli",
      "--log-file=stdout",
      `--pidfile=${join(folder, "turn.pid")}`,
      `--userdb=${join(folder, "turn.db")}`,
    ],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  // Its threads open the listeners before the authentication's is there, which comes last.
  for await (const line of createInterface({ input: coturn.stdout ?? process.stdin }))
    if (line.includes("DB connection success")) break;
  coturn.stdout?.resume();
});
afterAll(async () => {
  const ended = once(coturn, "close");
  coturn.kill();
  await ended;
  await rm(folder, { recursive: true, force: true });
});

async function installCoturn(): Promise<void> {
  const isThere = await access(TURNSERVER).then(
    () => true,
    () => false,
  );
  if (!isThere) await installProgram("coturn");
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  const free = socket.address().port;
  socket.close();
  await once(socket, "close");
  return free;
}

const check = (urls: string, secret: string): ReturnType<typeof checkTurn> =>
  checkTurn(readConfig({ TURN_URLS: urls, TURN_SECRET: secret }), SYSTEM_CLOCK);

describe("the doctor, of a TURN server", () => {
  it("finds that it gives a relay for the platform's credentials, by UDP and by TCP", async () => {
    const findings = await check(`turn:127.0.0.1:${port},turn:127.0.0.1:${port}?transport=tcp`, SECRET);
    expect(findings.map(({ result }) => result)).toEqual(["ok", "ok"]);
  });

  it("finds a wrong secret", async () => {
    const [finding] = await check(`turn:127.0.0.1:${port}`, "another");
    expect(finding).toMatchObject({ result: "wrong", found: expect.stringContaining("refuses") });
    expect(finding?.mend).toContain("TURN_SECRET");
  });
});
