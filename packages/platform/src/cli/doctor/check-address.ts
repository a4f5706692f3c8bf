import { createPrivateKey, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, isIP } from "node:net";
import type { Config } from "../../config.ts";
import { originsOf } from "../../listening-addresses.ts";
import { type Finding, ok, reasonOf, warning, wrong } from "./finding.ts";

const DAY_MS = 24 * 60 * 60_000;
const ANSWER_TIMEOUT_MS = 5_000;

/** Whether the port is free, or has this platform behind it. */
export async function checkPort(config: Config): Promise<Finding> {
  const { host, port, tls } = config;
  const check = `port ${port}`;
  const server = createServer();
  try {
    server.listen({ host, port });
    await once(server, "listening");
    return ok(check, `${host} is free to listen on`);
  } catch (error) {
    if (reasonOf(error) !== "EADDRINUSE")
      return wrong(
        check,
        `cannot be opened on ${host} (${reasonOf(error)})`,
        "Set HOST and PORT to what this user may open.",
      );
    const [origin = ""] = originsOf(tls.kind === "none" ? "http" : "https", host, port);
    return (await isPlatform(origin)) === "yes"
      ? ok(check, "the platform runs there")
      : wrong(check, "another program listens there", `End it, or choose another port: PORT=${port + 1}`);
  } finally {
    server.close();
  }
}

/** Whether browsers reach the platform where it says it is. */
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
      "Browsers give a page no camera without https: serve it by https.",
    );
  const answer = await isPlatform(publicUrl);
  if (answer === "yes") return ok(check, `${publicUrl} leads to the platform`);
  return wrong(
    check,
    answer === "no" ? `something else answers at ${publicUrl}` : `${publicUrl} cannot be reached (${answer})`,
    "Check the DNS entry, the reverse proxy, and that the platform runs.",
  );
}

/** Whether the certificate fits its key and the address, and for how long. */
export async function checkTls({ tls, publicUrl }: Config, nowMs: number): Promise<Finding> {
  const check = "tls";
  if (tls.kind === "none") return ok(check, "http; a reverse proxy must speak https to the browsers");
  if (tls.kind === "self-signed")
    return warning(
      check,
      "a self-signed certificate",
      "Fine for a trial; browsers warn of it. Set TLS_CERT_FILE and TLS_KEY_FILE.",
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
      `the files cannot be used (${reasonOf(error)})`,
      "They must be PEM and readable by this user.",
    );
  }
}

function isFor(certificate: X509Certificate, host: string): boolean {
  return (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined;
}

function checkLife(leftMs: number): Finding {
  const days = Math.floor(leftMs / DAY_MS);
  if (leftMs <= 0) return wrong("tls", "the certificate has ended", "Renew it and restart the platform.");
  return days < 14
    ? warning("tls", `the certificate ends in ${days} days`, "Renew it and restart the platform.")
    : ok("tls", `the certificate lasts ${days} more days`);
}

/** `yes`, `no`, or why there is no answer. A self-signed certificate is no answer here: a browser refuses it, too. */
async function isPlatform(origin: string): Promise<string> {
  try {
    const answer = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    return answer.ok && (await answer.text()) === '{"ok":true}' ? "yes" : "no";
  } catch (error) {
    const reason = reasonOf(error);
    return reason === "DEPTH_ZERO_SELF_SIGNED_CERT" && /localhost|127\.0\.0\.1/.test(origin) ? "yes" : reason;
  }
}
