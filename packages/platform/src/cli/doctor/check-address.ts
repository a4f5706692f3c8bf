import { createPrivateKey, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, isIP } from "node:net";
import type { Config } from "../../config/config.ts";
import { listOrigins } from "../../server/listening-addresses.ts";
import { describeReason, type Finding, ok, warning, wrong } from "./finding.ts";

const DAY_MS = 24 * 60 * 60_000;
const ANSWER_TIMEOUT_MS = 5_000;

/** Whether the port is free, or this platform listens on it. */
export async function checkPort(config: Config): Promise<Finding> {
  const { host, port, tls } = config;
  const check = `port ${port}`;
  const server = createServer();
  try {
    server.listen({ host, port });
    await once(server, "listening");
    return ok(check, `${host} is free to listen on`);
  } catch (error) {
    if (describeReason(error) !== "EADDRINUSE")
      return wrong(
        check,
        `can't be opened on ${host} (${describeReason(error)})`,
        "Set HOST and PORT to values that this user can open.",
      );
    const [origin = ""] = listOrigins(tls.kind === "none" ? "http" : "https", host, port);
    return (await isPlatform(origin)) === "yes"
      ? ok(check, "this platform listens there")
      : wrong(check, "another program listens there", `Stop it, or choose another port: PORT=${port + 1}`);
  } finally {
    server.close();
  }
}

/** Whether browsers reach the platform at its public address. */
export async function checkPublicAddress({ publicUrl, production }: Config): Promise<Finding> {
  const check = "public address";
  if (!publicUrl)
    return production
      ? wrong(check, "PUBLIC_URL is not set", "Set it to the https origin that browsers use.")
      : ok(check, "this machine only (PUBLIC_URL is not set)");
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === "http:" && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
    return wrong(
      check,
      `${publicUrl} is not https`,
      "Browsers only allow the camera with https. Serve the platform by https.",
    );
  const answer = await isPlatform(publicUrl);
  if (answer === "yes") return ok(check, `${publicUrl} leads to the platform`);
  return wrong(
    check,
    answer === "no" ? `something else answers at ${publicUrl}` : `${publicUrl} can't be reached (${answer})`,
    "Check the DNS entry, the reverse proxy, and that the platform runs.",
  );
}

/** Whether the certificate matches its key and the address, and how long it is valid. */
export async function checkTls({ tls, publicUrl }: Config, nowMs: number): Promise<Finding> {
  const check = "tls";
  if (tls.kind === "none") return ok(check, "http; a reverse proxy must serve https to browsers");
  if (tls.kind === "self-signed")
    return warning(
      check,
      "a self-signed certificate",
      "Fine for a trial, but browsers warn about it. Set TLS_CERT_FILE and TLS_KEY_FILE.",
    );
  try {
    const certificate = new X509Certificate(await readFile(tls.certFile));
    if (!certificate.checkPrivateKey(createPrivateKey(await readFile(tls.keyFile))))
      return wrong(
        check,
        "the key does not belong to the certificate",
        "Set TLS_KEY_FILE to the certificate's key.",
      );
    const host = publicUrl ? new URL(publicUrl).hostname.replace(/^\[|\]$/g, "") : null;
    if (host !== null && !isFor(certificate, host))
      return wrong(check, `the certificate is not for ${host}`, "Get one for the host of PUBLIC_URL.");
    return checkLife(Date.parse(certificate.validTo) - nowMs);
  } catch (error) {
    return wrong(
      check,
      `the files can't be used (${describeReason(error)})`,
      "They must be PEM files that this user can read.",
    );
  }
}

function isFor(certificate: X509Certificate, host: string): boolean {
  return (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined;
}

function checkLife(leftMs: number): Finding {
  const days = Math.floor(leftMs / DAY_MS);
  if (leftMs <= 0) return wrong("tls", "the certificate has expired", "Renew it and restart the platform.");
  return days < 14
    ? warning("tls", `the certificate expires in ${days} days`, "Renew it and restart the platform.")
    : ok("tls", `the certificate is valid for ${days} more days`);
}

/** `yes`, `no`, or why there is no answer. A self-signed certificate counts as no answer, because browsers refuse it too. */
async function isPlatform(origin: string): Promise<string> {
  try {
    const answer = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    return answer.ok && (await answer.text()).startsWith('{"ok":true') ? "yes" : "no";
  } catch (error) {
    const reason = describeReason(error);
    return reason === "DEPTH_ZERO_SELF_SIGNED_CERT" && /localhost|127\.0\.0\.1/.test(origin) ? "yes" : reason;
  }
}
