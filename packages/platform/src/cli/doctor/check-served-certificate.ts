import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import { connect, type PeerCertificate } from "node:tls";
import type { Config } from "../../config/config.ts";
import { checkLife } from "./check-tls.ts";
import { describeReason, type Finding, warning, wrong } from "./finding.ts";
import type { ResolveHost } from "./resolve-host.ts";

const CHECK = "served certificate";
const SECTION = "served-certificate";
const HANDSHAKE_TIMEOUT_MS = 5_000;

/** Whether the public address serves the certificate of TLS_CERT_FILE, and how long the served one is valid. */
export async function checkServedCertificate(
  publicUrl: string,
  { tls }: Pick<Config, "tls">,
  nowMs: number,
  resolve: ResolveHost,
): Promise<Finding> {
  let served: PeerCertificate;
  try {
    served = await readServedCertificate(new URL(publicUrl), resolve);
  } catch (error) {
    return wrong(
      CHECK,
      `${publicUrl} doesn't complete a TLS handshake (${describeReason(error)})`,
      "Check what terminates https at that address.",
      SECTION,
    );
  }
  const file = tls.kind === "files" ? await readFileCertificate(tls.certFile) : null;
  if (file && file.fingerprint256 !== served.fingerprint256) return compare(publicUrl, served, file);
  return checkLife(CHECK, SECTION, Date.parse(served.valid_to) - nowMs);
}

function compare(publicUrl: string, served: PeerCertificate, file: X509Certificate): Finding {
  if (Date.parse(served.valid_from) < Date.parse(file.validFrom))
    return wrong(
      CHECK,
      `${publicUrl} still serves an older certificate (until ${served.valid_to}) than TLS_CERT_FILE has (until ${file.validTo})`,
      "The platform serves renewed files within two minutes; otherwise its log says why not. A proxy that serves https must be reloaded.",
      SECTION,
    );
  return warning(
    CHECK,
    `${publicUrl} serves another certificate (until ${served.valid_to}) than TLS_CERT_FILE has`,
    "If a proxy serves https with its own certificate, this is fine. Otherwise check TLS_CERT_FILE.",
    SECTION,
  );
}

/** Null if the file can't be used, which the check of the file reports. */
async function readFileCertificate(file: string): Promise<X509Certificate | null> {
  try {
    return new X509Certificate(await readFile(file));
  } catch {
    return null;
  }
}

/** Also one that browsers refuse: this check says more about it than a refused handshake. */
async function readServedCertificate(
  { hostname, port }: URL,
  resolve: ResolveHost,
): Promise<PeerCertificate> {
  const name = hostname.replace(/^\[|\]$/g, "");
  const socket = connect({
    host: await resolve(name),
    port: Number(port || 443),
    rejectUnauthorized: false,
    ...(isIP(name) ? {} : { servername: name }),
  });
  try {
    await once(socket, "secureConnect", { signal: AbortSignal.timeout(HANDSHAKE_TIMEOUT_MS) });
    return socket.getPeerCertificate();
  } finally {
    socket.on("error", () => {});
    socket.destroy();
  }
}
