import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN =
  process.env.PLATFORM_MAIN ??
  fileURLToPath(new URL("../../packages/platform/dist/main.js", import.meta.url));

/** The ids and credentials of the platform's test tenant. */
export interface Tenant {
  readonly tenantId: string;
  readonly apiKey: string;
  readonly externalId: string;
  readonly agentEmail: string;
}

/** A platform with https, on another site than `localhost`. */
export interface RunningPlatform {
  readonly origin: string;
  readonly tenant: Tenant;
  stop(): Promise<void>;
}

/** Starts the built platform with an empty data folder. It uses https, because the original supports nothing else. */
export async function startPlatform(): Promise<RunningPlatform> {
  const dataDir = await mkdtemp(join(tmpdir(), "conformance-"));
  const child = fork(MAIN, {
    env: {
      ...process.env,
      DEMO: "1",
      HTTPS: "self-signed",
      HOST: "127.0.0.1",
      PORT: "0",
      DATA_DIR: dataDir,
      LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ready = await new Promise<{ url: string; demo: Tenant }>((resolve, reject) => {
    child.on("message", (message: { type?: string; url: string; demo: Tenant }) => {
      if (message.type === "ready") resolve(message);
    });
    child.on("exit", (code) =>
      reject(new Error(`The platform ended with ${String(code)} before it was ready.`)),
    );
  });
  return {
    origin: `https://127.0.0.1:${new URL(ready.url).port}`,
    tenant: ready.demo,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      if (child.exitCode === null && child.kill("SIGTERM")) await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
