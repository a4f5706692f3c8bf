/** The fault table with a quarter of the real leases, several rows at once: most of a row is waiting. */
import { afterAll, beforeAll, it } from "vitest";
import { type FaultLab, openFaultLab } from "./fault-lab.ts";
import { FAULTS } from "./faults.ts";

const FACTOR = 0.25;
const TIMEOUT_MS = 300_000;

let lab: FaultLab;
beforeAll(async () => {
  lab = await openFaultLab();
}, 120_000);
afterAll(() => lab.close());

for (const fault of FAULTS)
  it.concurrent(`nothing is lost: ${fault.name}`, { timeout: TIMEOUT_MS }, () => fault.play(lab, FACTOR));
