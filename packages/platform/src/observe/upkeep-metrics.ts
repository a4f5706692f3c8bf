import { X509Certificate } from "node:crypto";
import { Gauge, type Registry } from "prom-client";
import { VERSION } from "../lib/version.ts";
import { readLastBackup } from "./last-backup.ts";
import { registerGauge } from "./register-gauge.ts";

/** What an operator must renew in time: the version, the certificate and the backup. */
export function registerUpkeepMetrics(
  registry: Registry,
  parts: {
    readonly dataDir: string;
    readonly engine: string;
    /** The certificate that is served now, PEM; null with http. */
    readonly certificate: () => string | null;
  },
): void {
  const registers = [registry];
  new Gauge({
    name: "build_info",
    help: "1; the labels are this node's version, its Node.js and its database",
    labelNames: ["version", "node", "database"],
    registers,
  }).set({ version: VERSION, node: process.versions.node, database: parts.engine }, 1);
  const started = parts.certificate();
  if (started !== null)
    registerGauge(
      registry,
      "certificate_expiry_timestamp_seconds",
      "When the certificate that this node serves expires, Unix time. Absent where a proxy serves https",
      () => Date.parse(new X509Certificate(parts.certificate() ?? started).validTo) / 1_000,
    );
  const backup = new Gauge({
    name: "backup_timestamp_seconds",
    help: "When platform backup last succeeded with this node's DATA_DIR, Unix time. Absent if it never did, or where other tools make backups",
    labelNames: ["by"],
    registers,
    async collect() {
      const atMs = await readLastBackup(parts.dataDir);
      if (atMs === null) backup.reset();
      else backup.set({ by: "platform-backup" }, atMs / 1_000);
    },
  });
}
