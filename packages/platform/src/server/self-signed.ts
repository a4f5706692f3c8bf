import { X509Certificate } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { join } from "node:path";

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 24 * 60 * 60_000;
/** Browsers refuse a certificate that lasts longer than 398 days. */
const LIFE_MS = 397 * DAY_MS;
const RENEWED_BEFORE_END_MS = 14 * DAY_MS;

/**
 * The self-signed certificate in the data folder. It is created at first use, and again before it expires or if one of `names` (host names
 * and addresses) isn't in it.
 */
export async function loadSelfSigned(
  dataDir: string,
  names: readonly string[],
  nowMs: number,
): Promise<Certificate> {
  const folder = join(dataDir, "tls");
  const certFile = join(folder, "self-signed.crt");
  const keyFile = join(folder, "self-signed.key");
  const kept = await readKept(certFile, keyFile);
  if (kept && isUsable(kept.cert, names, nowMs)) return kept;
  const made = await makeCertificate(names, nowMs);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(keyFile, made.key, { mode: 0o600 });
  await writeFile(certFile, made.cert);
  return made;
}

async function readKept(certFile: string, keyFile: string): Promise<Certificate | null> {
  try {
    return { cert: await readFile(certFile, "utf8"), key: await readFile(keyFile, "utf8") };
  } catch {
    return null;
  }
}

function isUsable(pem: string, names: readonly string[], nowMs: number): boolean {
  const certificate = new X509Certificate(pem);
  if (Date.parse(certificate.validTo) - nowMs < RENEWED_BEFORE_END_MS) return false;
  return names.every((name) => (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)));
}

async function makeCertificate(names: readonly string[], nowMs: number): Promise<Certificate> {
  // Loaded only here: it would add 0.1 s to every start, and is needed once a year.
  const { generate } = await import("selfsigned");
  const { private: key, cert } = await generate(
    [{ name: "commonName", value: "VideoEngager platform (self-signed)" }],
    {
      keyType: "ec",
      curve: "P-256",
      algorithm: "sha256",
      notBeforeDate: new Date(nowMs - DAY_MS),
      notAfterDate: new Date(nowMs + LIFE_MS - DAY_MS),
      extensions: [
        { name: "basicConstraints", cA: false },
        { name: "keyUsage", digitalSignature: true },
        { name: "extKeyUsage", serverAuth: true },
        {
          name: "subjectAltName",
          altNames: names.map((name) => (isIP(name) ? { type: 7, ip: name } : { type: 2, value: name })),
        },
      ],
    },
  );
  return { cert, key };
}
