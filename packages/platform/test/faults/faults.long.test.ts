/** The fault table with the real leases. `FAULT_ROUNDS` is the number of rounds, default 20; a round takes about 9 minutes. */
import { afterAll, beforeAll, describe, it } from "vitest";
import { type FaultLab, openFaultLab } from "./fault-lab.ts";
import { FAULTS } from "./faults.ts";

const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 20);
const TIMEOUT_MS = 900_000;

let lab: FaultLab;
beforeAll(async () => {
  lab = await openFaultLab();
}, 120_000);
afterAll(() => lab.close());

for (let round = 1; round <= ROUNDS; round += 1)
  describe(`with the real leases, round ${round}`, () => {
    for (const fault of FAULTS)
      it.concurrent(`nothing is lost: ${fault.name}`, { timeout: TIMEOUT_MS }, () => fault.play(lab, 1));
  });
