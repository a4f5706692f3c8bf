import type { Migration } from "kysely/migration";
import * as tenants from "./migrations/0001-tenants.ts";
import * as interactions from "./migrations/0002-interactions.ts";
import * as archive from "./migrations/0003-archive.ts";
import * as fewerIndexes from "./migrations/0004-fewer-indexes.ts";
import * as operatorKeys from "./migrations/0005-operator-keys.ts";
import * as invitationPins from "./migrations/0006-invitation-pins.ts";
import * as queueAndRetention from "./migrations/0007-queue-and-retention.ts";
import * as callQuality from "./migrations/0008-call-quality.ts";
import * as liveness from "./migrations/0009-liveness.ts";
import * as visitorData from "./migrations/0010-visitor-data.ts";
import * as callNotes from "./migrations/0011-call-notes.ts";
import * as genesysSignIns from "./migrations/0012-genesys-sign-ins.ts";

/** Every migration, by name, in order. A released one is never edited. */
export const MIGRATIONS: Record<string, Migration> = {
  "0001-tenants": tenants,
  "0002-interactions": interactions,
  "0003-archive": archive,
  "0004-fewer-indexes": fewerIndexes,
  "0005-operator-keys": operatorKeys,
  "0006-invitation-pins": invitationPins,
  "0007-queue-and-retention": queueAndRetention,
  "0008-call-quality": callQuality,
  "0009-liveness": liveness,
  "0010-visitor-data": visitorData,
  "0011-call-notes": callNotes,
  "0012-genesys-sign-ins": genesysSignIns,
};
