import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsdown";
import type { DemoCredentials } from "../../src/demo/demo.routes.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What the platform's process says once it listens. */
export interface ReadyMessage {
  readonly type: "ready";
  readonly url: string;
  readonly urls: readonly string[];
  readonly demo?: DemoCredentials;
}

export interface PlatformProcess {
  readonly child: ChildProcess;
  readonly ready: Promise<ReadyMessage>;
  /** With everything that it printed. */
  readonly ended: Promise<EndedProcess>;
}

export interface EndedProcess {
  readonly code: number | null;
  readonly output: string;
}

type Started = Pick<PlatformProcess, "child" | "ended">;

/** The platform as it ships: one bundle, in a separate process. */
export interface PlatformBundle {
  /** Has `main.js` and `cli.js`. */
  readonly folder: string;
  fork(env: Readonly<Record<string, string>>): PlatformProcess;
  /** Runs the command line, in a separate process. */
  run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<EndedProcess>;
  /** Runs the server's program with arguments, in a separate process. */
  runMain(args: readonly string[]): Promise<EndedProcess>;
  /** Ends what still runs. */
  remove(): Promise<void>;
}

export async function bundlePlatform(): Promise<PlatformBundle> {
  // Inside the package, so that the bundle finds its dependencies.
  const outDir = await mkdtemp(join(ROOT, "node_modules", ".test-bundle-"));
  await build({ config: join(ROOT, "tsdown.config.ts"), cwd: ROOT, outDir, logLevel: "silent" });
  const running = new Set<ChildProcess>();
  const start = (script: string, args: readonly string[], env: Readonly<Record<string, string>>): Started => {
    const child = fork(join(outDir, script), args, { silent: true, env: { PATH: process.env.PATH, ...env } });
    running.add(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    const ended = once(child, "close").then(([code]) => {
      running.delete(child);
      return { code: code as number | null, output };
    });
    return { child, ended };
  };
  return {
    folder: outDir,
    fork(env) {
      const { child, ended } = start("main.js", [], { PORT: "0", LOG_LEVEL: "warn", ...env });
      return { child, ready: once(child, "message").then(([message]) => message as ReadyMessage), ended };
    },
    run: (args, env) => start("cli.js", args, env).ended,
    runMain: (args) => start("main.js", args, {}).ended,
    async remove() {
      for (const child of running) child.kill("SIGKILL");
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
