import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import type { Config } from "../../config/config.ts";
import { describeReason, type Finding, ok, type Section, warning, wrong } from "./finding.ts";

const DAY_MS = 24 * 60 * 60_000;
const WARNED_DAYS = 14;

/** Whether the certificate's file matches its key and the address, and how long it is valid. */
export async function checkTls({ tls, publicUrl }: Config, nowMs: number): Promise<Finding> {
  const check = "tls";
  const section = "certificate";
  if (tls.kind === "none") return ok(check, "http; a reverse proxy must serve https to browsers");
  if (tls.kind === "self-signed")
    return warning(
      check,
      "a self-signed certificate",
      "Fine for a trial, but browsers warn about it. Set TLS_CERT_FILE and TLS_KEY_FILE.",
      section,
    );
  try {
    const certificate = new X509Certificate(await readFile(tls.certFile));
    if (!certificate.checkPrivateKey(createPrivateKey(await readFile(tls.keyFile))))
      return wrong(
        check,
        "the key does not belong to the certificate",
        "Set TLS_KEY_FILE to the certificate's key.",
        section,
      );
    const host = publicUrl ? new URL(publicUrl).hostname.replace(/^\[|\]$/g, "") : null;
    if (host !== null && !isFor(certificate, host))
      return wrong(
        check,
        `the certificate is not for ${host}`,
        "Get one for the host of PUBLIC_URL.",
        section,
      );
    return checkLife(check, section, Date.parse(certificate.validTo) - nowMs);
  } catch (error) {
    return wrong(
      check,
      `the files can't be used (${describeReason(error)})`,
      "They must be PEM files that this user can read.",
      section,
    );
  }
}

function isFor(certificate: X509Certificate, host: string): boolean {
  return (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined;
}

/** A finding about a certificate that is valid for so long. */
export function checkLife(check: string, section: Section, leftMs: number): Finding {
  const days = Math.floor(leftMs / DAY_MS);
  const fix = "Renew it, and check why it wasn't renewed automatically.";
  if (leftMs <= 0) return wrong(check, "the certificate has expired", fix, section);
  return days < WARNED_DAYS
    ? warning(check, `the certificate expires in ${days} days`, fix, section)
    : ok(check, `the certificate is valid for ${days} more days`);
}
