import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIceGrants } from "../../src/calls/ice-servers.ts";
import { FORBIDDEN_PEERS, listTurnChecks } from "../../src/cli/doctor/check-turn.ts";
import { createHostResolver } from "../../src/cli/doctor/resolve-host.ts";
import { runChecks } from "../../src/cli/doctor/run-checks.ts";
import { type TurnAnswer, TurnSession } from "../../src/cli/doctor/turn-session.ts";
import { readConfig } from "../../src/config/config.ts";
import { SYSTEM_CLOCK } from "../../src/lib/clock.ts";
import { type Coturn, startCoturn, TURN_TEST_SECRET } from "../fixtures/coturn.ts";
import { bundlePlatform } from "../helpers/fork-platform.ts";

let hardened: Coturn;
let open: Coturn;

beforeAll(async () => {
  [hardened, open] = await Promise.all([startCoturn("hardened"), startCoturn("open")]);
});
afterAll(async () => {
  await Promise.all([hardened.stop(), open.stop()]);
});

const resolve = createHostResolver();
const check = (urls: string, secret = TURN_TEST_SECRET): ReturnType<typeof runChecks> =>
  runChecks(listTurnChecks(readConfig({ TURN_URLS: urls, TURN_SECRET: secret }), SYSTEM_CLOCK, resolve));

describe("the TURN server that the repository configures", () => {
  const askFor = async (peer: string): Promise<TurnAnswer> => {
    const url = `turn:127.0.0.1:${hardened.port}`;
    const { turn, ...config } = readConfig({ TURN_URLS: url, TURN_SECRET: TURN_TEST_SECRET });
    const [server] = createIceGrants({ ...config, turn }, SYSTEM_CLOCK)("i_1-visitor").iceServers;
    const credentials = { username: server?.username ?? "", password: server?.credential ?? "" };
    const session = await TurnSession.open(url, credentials, resolve);
    expect(await session.begin()).toBe(true);
    expect(await session.allocate()).toEqual({ ok: true });
    const answer = await session.createPermission(peer);
    session.close();
    return answer;
  };

  it.each([...FORBIDDEN_PEERS, "0.0.0.0", "172.31.255.255", "198.18.0.1", "224.0.0.1", "255.255.255.255"])(
    "refuses a relay to %s",
    async (peer) => {
      expect(await askFor(peer)).toEqual({ ok: false, errorCode: 403 });
    },
  );

  it("relays to an address on the internet", async () => {
    expect(await askFor("8.8.8.8")).toEqual({ ok: true });
  });
});

describe("the doctor, of a TURN server", () => {
  it("finds that it gives a relay for the platform's credentials, by UDP and by TCP", async () => {
    const { port } = hardened;
    const findings = await check(`turn:127.0.0.1:${port},turn:127.0.0.1:${port}?transport=tcp`);
    expect(findings.map(({ result }) => result)).toEqual(["ok", "ok"]);
  });

  it("finds one that relays into the network behind it", async () => {
    const [finding] = await check(`turn:127.0.0.1:${open.port}`);
    expect(finding).toMatchObject({
      result: "wrong",
      found: expect.stringContaining("169.254.169.254"),
      fix: expect.stringContaining("deploy/turnserver.conf"),
    });
  });

  it("finds a wrong secret", async () => {
    const [finding] = await check(`turn:127.0.0.1:${hardened.port}`, "another");
    expect(finding).toMatchObject({ result: "wrong", found: expect.stringContaining("refuses") });
    expect(finding?.fix).toContain("TURN_SECRET");
  });
});

it("the doctor's process ends although no TURN host can be resolved", { timeout: 30_000 }, async () => {
  const urls = ["turn:turn.invalid", "turn:turn.invalid?transport=tcp", "turns:turn.invalid"];
  const dataDir = await mkdtemp(join(tmpdir(), "platform-doctor-"));
  const bundle = await bundlePlatform();
  try {
    const env = { DATA_DIR: dataDir, PORT: "0", TURN_URLS: urls.join(), TURN_SECRET: TURN_TEST_SECRET };
    const { code, output } = await bundle.run(["doctor", "--json"], env);
    expect(code).toBe(3);
    for (const url of urls)
      expect(output).toMatch(new RegExp(`"turn ${url.replace("?", "[?]")}"[^}]*doesn't resolve`));
  } finally {
    await bundle.remove();
    await rm(dataDir, { recursive: true, force: true });
  }
});
