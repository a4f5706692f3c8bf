import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { installProgram } from "../helpers/install-program.ts";
import { describeProxy, type ProxyParts, type RunningProxy } from "./describe-proxy.ts";

const CADDYFILE = fileURLToPath(new URL("../../../../deploy/Caddyfile", import.meta.url));

/** With plain http, because Caddy gets certificates only for names that lead to this machine. */
async function start({ folder, port, nodePorts }: ProxyParts): Promise<RunningProxy> {
  if (spawnSync("caddy", ["version"]).error) await installProgram("caddy");
  const caddy = spawn("caddy", ["run", "--config", CADDYFILE, "--adapter", "caddyfile"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      PUBLIC_HOST: `http://localhost:${port}`,
      PLATFORM_NODES: nodePorts.map((each) => `127.0.0.1:${each}`).join(" "),
    },
  });
  let output = "";
  for (const stream of [caddy.stdout, caddy.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = once(caddy, "exit");
  return {
    logs: async () => output,
    async stop() {
      caddy.kill("SIGTERM");
      await ended;
    },
  };
}

describeProxy("Caddy", { scheme: "http", drainDelayS: 3, repeatsAfter503: false, start });
