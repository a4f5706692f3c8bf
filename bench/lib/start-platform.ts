import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { post } from "./post.ts";

export interface Demo {
  readonly tenantId: string;
  readonly apiKey: string;
  readonly externalId: string;
}

export interface Platform {
  readonly child: ChildProcess;
  readonly url: string;
  readonly demo: Demo;
}

/** Starts the built platform with its demo tenant, without limits, because every client has the same address. */
export async function startPlatform(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Platform> {
  const main = fileURLToPath(new URL("../../packages/platform/dist/main.js", import.meta.url));
  const child = fork(main, {
    env: {
      PATH: process.env.PATH,
      DATA_DIR: dataDir,
      PORT: "0",
      DEMO: "1",
      RATE_LIMIT_FACTOR: "0",
      LOG_LEVEL: "error",
      ...env,
    },
  });
  const [ready] = (await once(child, "message")) as [{ url: string; demo: Demo }];
  return { child, ...ready };
}

export async function stopPlatform({ child }: Pick<Platform, "child">): Promise<void> {
  const ended = once(child, "exit");
  child.kill();
  await ended;
}

export function signIn({ url, demo }: Platform, email: string): Promise<{ token: string }> {
  return post<{ token: string }>(`${url}/api/partners/impersonateCreate`, {
    pak: demo.apiKey,
    division: demo.externalId,
    email,
  });
}

/** Milliseconds of one core that the process has used since its start. */
export async function processorMs({ url }: Pick<Platform, "url">): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1]) * 1_000;
}
