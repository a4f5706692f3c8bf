import { createPrivateKey, X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import type { Certificate } from "../self-signed.ts";

const MARKERS = /-----(BEGIN|END) [A-Z0-9 ]+-----/g;

/** Why a certificate and its key can't be served, as a sentence for the log; null if they can. Never with the files' content. */
export function findPairProblem({ cert, key }: Certificate, nowMs: number): string | null {
  const incomplete = [
    ["TLS_CERT_FILE", cert],
    ["TLS_KEY_FILE", key],
  ].find(([, pem = ""]) => !isComplete(pem));
  if (incomplete) return `${incomplete[0]} is not a complete PEM file.`;
  try {
    const certificate = new X509Certificate(cert);
    if (!certificate.checkPrivateKey(createPrivateKey(key)))
      return "The key in TLS_KEY_FILE does not belong to the certificate in TLS_CERT_FILE.";
    if (Date.parse(certificate.validTo) <= nowMs)
      return `The certificate in TLS_CERT_FILE expired on ${certificate.validTo}.`;
    if (Date.parse(certificate.validFrom) > nowMs)
      return `The certificate in TLS_CERT_FILE is not valid before ${certificate.validFrom}.`;
    createSecureContext({ cert, key });
    return null;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    return `TLS_CERT_FILE and TLS_KEY_FILE can't be used${code}.`;
  }
}

/** Whether every block that begins also ends. OpenSSL ignores a last certificate that is cut off. */
function isComplete(pem: string): boolean {
  const kinds = [...pem.matchAll(MARKERS)].map(([, kind]) => kind);
  return (
    kinds.length > 0 &&
    kinds.every((kind, index) => kind === (index % 2 === 0 ? "BEGIN" : "END")) &&
    kinds.length % 2 === 0
  );
}
