import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { createIceGrants } from "../../src/calls/ice-servers.ts";
import { createHostResolver } from "../../src/cli/doctor/resolve-host.ts";
import { TurnSession } from "../../src/cli/doctor/turn-session.ts";
import { readConfig } from "../../src/config/config.ts";
import { SYSTEM_CLOCK } from "../../src/lib/clock.ts";
import { startCoturn, TURN_TEST_SECRET } from "../fixtures/coturn.ts";

const LIFE_S = 5;

/** What a browser does in a relayed call: it keeps its allocation and permission with the credentials that it began with. */
it("a relay outlives the credentials that it was allocated with", async () => {
  const coturn = await startCoturn("hardened");
  const url = `turn:127.0.0.1:${coturn.port}`;
  const config = readConfig({
    TURN_URLS: url,
    TURN_SECRET: TURN_TEST_SECRET,
    TURN_CREDENTIAL_LIFE_S: String(LIFE_S),
  });
  const grant = createIceGrants(config, SYSTEM_CLOCK)("i_1-visitor");
  const [server] = grant.iceServers;
  const credentials = { username: server?.username ?? "", password: server?.credential ?? "" };
  const session = await TurnSession.open(url, credentials, createHostResolver());
  await session.begin();
  expect(await session.allocate()).toEqual({ ok: true });
  while (Date.now() < (grant.expiresAtMs ?? 0) + 2 * LIFE_S * 1_000) {
    expect(await session.refresh()).toEqual({ ok: true });
    expect(await session.createPermission("8.8.8.8")).toEqual({ ok: true });
    await wait(1_000);
  }
  session.close();

  const late = await TurnSession.open(url, credentials, createHostResolver());
  await late.begin();
  expect(await late.allocate()).toEqual({ ok: false, errorCode: 401 });
  late.close();
  await coturn.stop();
});
