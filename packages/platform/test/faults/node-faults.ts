/** Rows in which a node fails, or an operator restarts it. */
import { inspect } from "node:util";
import { expect } from "vitest";
import type { PlatformClient } from "../fixtures/in-process-platform.ts";
import { type Fault, onLibsql, onPostgres, onTwoNetworks } from "./fault-lab.ts";
import type { FaultWorld } from "./fault-world.ts";

async function stop(world: FaultWorld, index: number, seconds: number): Promise<void> {
  const { child } = world.node(index).process;
  child.kill("SIGSTOP");
  await world.lasts(seconds);
  child.kill("SIGCONT");
}

const oneStopped: Fault = {
  name: "one of two nodes is stopped for 20 s",
  play: (lab, factor) =>
    onPostgres(lab, { factor, nodes: 2 }, async (world) => {
      // A widget that can't connect within 15 s gives the visitor back: by the rules, and not because of the fault.
      await world.cells.claimConnects();
      await stop(world, 1, 20);
      await world.survives();
    }),
};

/**
 * The agents' node is cut off. The other one expires it after its lease, and the agents' sockets stay open. The claim is made
 * afterwards: an expired node's claims go back to the queue 15 s later, by the rules, and a call's seats are kept for 30 s.
 */
const oneCutOff: Fault = {
  name: "one of two nodes is cut off from PostgreSQL for 20 s",
  play: (lab, factor) =>
    onTwoNetworks(lab, { factor }, async (world, [, network]) => {
      network.cut();
      await world.lasts(20);
      network.mend();
      await world.survives();
    }),
};

function suspended(engine: "PostgreSQL" | "libsql"): Fault {
  const play = async (world: FaultWorld): Promise<void> => {
    void world.cells.beginClaim();
    await stop(world, 0, 30);
    await world.survives();
  };
  return {
    name: `the only node is suspended for 30 s, on ${engine}`,
    play: (lab, factor) =>
      engine === "libsql" ? onLibsql(lab, { factor }, play) : onPostgres(lab, { factor, nodes: 1 }, play),
  };
}

const killed: Fault = {
  name: "one of two nodes behind nginx is killed, and starts again",
  play: (lab, factor) =>
    onPostgres(lab, { factor, nodes: 2, proxy: true }, async (world) => {
      const { process } = world.node(1);
      void world.cells.beginClaim();
      process.child.kill("SIGKILL");
      await process.ended;
      await world.restartNode(1);
      await world.survives();
    }),
};

/** Requests without a pause until told to stop. */
class Load {
  #running = true;
  #answered = 0;
  readonly refused: string[] = [];
  readonly #loops: Promise<void>[];

  constructor(clients: readonly PlatformClient[]) {
    this.#loops = clients.map((client, index) => this.#ask(client, `load${index}@example.org`));
  }

  async stop(): Promise<number> {
    this.#running = false;
    await Promise.all(this.#loops);
    return this.#answered;
  }

  async #ask(client: PlatformClient, email: string): Promise<void> {
    const path = `/api/interactions/tenants/${client.tenantId}/interactions`;
    while (this.#running) {
      try {
        const token = await client.signIn(email);
        const answers = [
          await client.request("POST", path, { type: "OUTBOUND" }),
          await client.request("GET", "/api/brokerages/users/me", undefined, token),
        ];
        for (const { status } of answers)
          if (status === 200) this.#answered += 1;
          else this.refused.push(String(status));
      } catch (error) {
        this.refused.push(inspect(error));
      }
    }
  }
}

const rollingRestart: Fault = {
  name: "both nodes behind nginx are restarted, one after the other, under load",
  play: (lab, factor) =>
    onPostgres(lab, { factor, nodes: 2, proxy: true, env: { DRAIN_DELAY_S: "2" } }, async (world) => {
      void world.cells.beginClaim();
      const load = new Load([world.clientOf(0), world.clientOf(1)]);
      for (const index of [0, 1]) {
        const { process } = world.node(index);
        process.child.kill("SIGTERM");
        await world.nginx.sendsTo([1 - index]);
        expect(await process.ended).toMatchObject({ code: 0 });
        await world.restartNode(index);
        await world.nginx.sendsTo([0, 1]);
      }
      const answered = await load.stop();
      expect(load.refused).toEqual([]);
      expect(answered).toBeGreaterThan(100);
      await world.survives();
    }),
};

export const NODE_FAULTS: readonly Fault[] = [
  suspended("PostgreSQL"),
  suspended("libsql"),
  oneStopped,
  oneCutOff,
  killed,
  rollingRestart,
];
