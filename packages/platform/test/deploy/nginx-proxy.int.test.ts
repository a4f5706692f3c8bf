import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "../helpers/free-port.ts";
import { installProgram } from "../helpers/install-program.ts";
import { describeProxy, type ProxyParts, type RunningProxy } from "./describe-proxy.ts";

const CONFIGURATION = new URL("../../../../deploy/nginx.conf", import.meta.url);

/** The committed file with this machine's ports and paths, and around it what Debian's nginx.conf has. */
async function configure({ folder, port, nodePorts: [first, second] }: ProxyParts): Promise<string> {
  const committed = await readFile(CONFIGURATION, "utf8");
  const replaced = [
    ["listen 80;", `listen 127.0.0.1:${await freePort()};`],
    ["listen 443 ssl", `listen 127.0.0.1:${port} ssl`],
    ["/etc/ssl/platform/fullchain.pem", join(folder, "tls/self-signed.crt")],
    ["/etc/ssl/platform/privkey.pem", join(folder, "tls/self-signed.key")],
    ["127.0.0.1:8080", `127.0.0.1:${first}`],
    ["# server 10.0.0.2:8080", `server 127.0.0.1:${second}`],
    ["/var/log/nginx/platform.log", join(folder, "platform.log")],
    ["/var/log/nginx/platform-error.log", join(folder, "platform-error.log")],
  ].reduce((text, [from = "", to = ""]) => {
    if (!text.includes(from)) throw new Error(`deploy/nginx.conf has no ${from}`);
    return text.replace(from, to);
  }, committed);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join("\n");
  return `daemon off;
${process.getuid?.() === 0 ? "user root;" : ""}
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
${temporary}
${replaced}
}
`;
}

async function start(parts: ProxyParts): Promise<RunningProxy> {
  if (spawnSync("nginx", ["-v"]).error) await installProgram("nginx-light");
  const { folder } = parts;
  const file = join(folder, "nginx.conf");
  await writeFile(file, await configure(parts));
  const nginx = spawn("nginx", ["-p", folder, "-c", file], { stdio: ["ignore", "ignore", "inherit"] });
  const ended = once(nginx, "exit");
  return {
    async logs() {
      const files = ["platform.log", "platform-error.log"].map((name) => join(folder, name));
      return (await Promise.all(files.map((each) => readFile(each, "utf8")))).join("");
    },
    async stop() {
      nginx.kill("SIGTERM");
      await ended;
    },
  };
}

describeProxy("nginx", { scheme: "https", drainDelayS: 1, repeatsAfter503: true, start });
