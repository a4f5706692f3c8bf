/** Certificates for tests, as files that can be replaced. */
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { type Certificate, loadSelfSigned } from "../../../src/server/self-signed.ts";

const NAMES = ["localhost", "127.0.0.1"];

export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
  /** A new pair that is in no file yet. */
  create(nowMs?: number): Promise<Certificate>;
  /** Replaces both files at once: another folder, to which the link of Kubernetes then leads. */
  swap(pair: Certificate): Promise<void>;
  remove(): Promise<void>;
}

/** A folder as Kubernetes mounts a secret: the files are links into a folder that is itself a link. */
export async function createCertificateFiles(): Promise<CertificateFiles> {
  const folder = await mkdtemp(join(tmpdir(), "platform-certificate-"));
  let count = 0;
  const files: CertificateFiles = {
    certFile: join(folder, "tls.crt"),
    keyFile: join(folder, "tls.key"),
    create: (nowMs = Date.now()) => loadSelfSigned(join(folder, `made-${count++}`), NAMES, nowMs),
    async swap({ cert, key }) {
      const version = join(folder, `..version-${count++}`);
      await mkdir(version);
      await writeFile(join(version, "tls.crt"), cert);
      await writeFile(join(version, "tls.key"), key);
      await symlink(version, join(folder, "..data-new"));
      await rename(join(folder, "..data-new"), join(folder, "..data"));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
  for (const name of ["tls.crt", "tls.key"]) await symlink(join("..data", name), join(folder, name));
  return files;
}

/** The serial number of the certificate that a new connection to `url` gets. */
export function readServedSerial(url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.destroy();
    });
    socket.once("error", reject);
  });
}
