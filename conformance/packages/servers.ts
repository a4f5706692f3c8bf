/** Web servers of the temporary projects, on free ports of `localhost`. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

export interface WebServer {
  readonly origin: string;
  stop(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript" };

export async function serveFolder(folder: string): Promise<WebServer> {
  const server = createServer((request, response) => {
    const path = request.url === "/" ? "/index.html" : (request.url ?? "");
    readFile(join(folder, path)).then(
      (content) => response.setHeader("content-type", TYPES[extname(path)] ?? "text/plain").end(content),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Starts a framework's own server with Node; resolves when it has printed its address. */
export async function startServer(folder: string, args: readonly string[]): Promise<WebServer> {
  const port = await findFreePort();
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production", PORT: String(port), HOST: "localhost" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", (output: Buffer) => {
      if (/Ready|Listening/i.test(String(output))) resolve();
    });
  });
  const failed = exited.then(([code]) => {
    throw new Error(`The server in ${folder} exited with ${String(code)} before it was ready.`);
  });
  await Promise.race([ready, failed]);
  return {
    origin: `http://localhost:${port}`,
    async stop() {
      failed.catch(() => undefined);
      child.kill();
      await exited;
    },
  };
}
