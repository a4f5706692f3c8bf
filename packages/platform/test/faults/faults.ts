import { EMBEDDED_FAULTS } from "./embedded-faults.ts";
import type { Fault } from "./fault-lab.ts";
import { NODE_FAULTS } from "./node-faults.ts";
import { SERVER_FAULTS } from "./server-faults.ts";

/** All rows. Those that take longest come first, because several run at once. */
export const FAULTS: readonly Fault[] = [...SERVER_FAULTS, ...NODE_FAULTS, ...EMBEDDED_FAULTS];
