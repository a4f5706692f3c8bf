import { readFile } from "node:fs/promises";
import type { Config, TlsConfig } from "../../config/config.ts";
import type { Clock } from "../../lib/clock.ts";
import { listNames } from "../listening-addresses.ts";
import { type Certificate, loadSelfSigned } from "../self-signed.ts";
import type { FilesRead } from "./reload-step.ts";

/** The certificate that new connections get. `cert` and `key` change when it is replaced. */
export interface ServedCertificate extends Certificate {
  replace(next: Certificate): void;
}

/** The certificate to start with; null if the platform serves http. Rejects if the files can't be read. */
export async function openCertificate(
  { tls, host, publicUrl, dataDir }: Pick<Config, "tls" | "host" | "publicUrl" | "dataDir">,
  clock: Clock,
): Promise<ServedCertificate | null> {
  if (tls.kind === "none") return null;
  if (tls.kind === "files") return createServedCertificate(await readPair(tls));
  const own = publicUrl ? [new URL(publicUrl).hostname.replace(/^\[|\]$/g, "")] : [];
  const names = new Set(["localhost", "127.0.0.1", "::1", ...listNames(host), ...own]);
  return createServedCertificate(await loadSelfSigned(dataDir, [...names], clock.nowMs()));
}

export function createServedCertificate(first: Certificate): ServedCertificate {
  let current = first;
  return {
    get cert() {
      return current.cert;
    },
    get key() {
      return current.key;
    },
    replace(next) {
      current = next;
    },
  };
}

export type TlsFiles = Extract<TlsConfig, { kind: "files" }>;

export async function readCertificateFiles(files: TlsFiles): Promise<FilesRead> {
  try {
    return { kind: "pair", pair: await readPair(files) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return { kind: "unreadable", problem: `TLS_CERT_FILE or TLS_KEY_FILE can't be read (${code}).` };
  }
}

async function readPair({ certFile, keyFile }: TlsFiles): Promise<Certificate> {
  return { cert: await readFile(certFile, "utf8"), key: await readFile(keyFile, "utf8") };
}
