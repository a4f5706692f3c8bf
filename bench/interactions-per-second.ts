/**
 * Interactions created in a second, each on the disk before its answer. The floor is an empty route of the same server library in the
 * same kind of process. The same connections and pipelining; rounds alternate; medians.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { createDataDir, describeDisk } from "./lib/data-dir.ts";
import { startPlatform } from "./lib/start-platform.ts";
import { median, printComparison } from "./report.ts";

const CONNECTIONS = 64;
const PIPELINED = 4;
const ROUNDS = 7;
const ROUND_MS = 1_500;

interface Server {
  readonly child: ChildProcess;
  readonly port: number;
  readonly path: string;
  readonly body: string;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const EMPTY_ROUTE = `
import fastify from "fastify";
const app = fastify();
app.post("/", async () => ({ ok: true }));
await app.listen({ port: 0, host: "127.0.0.1" });
process.send(app.server.address().port);
`;

async function startEmptyRoute(): Promise<Server> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", EMPTY_ROUTE], {
    cwd: here("../packages/platform"),
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [port] = (await once(child, "message")) as [number];
  return { child, port, path: "/", body: JSON.stringify({ type: "OUTBOUND" }) };
}

async function startOurs(dataDir: string): Promise<Server> {
  const { child, url, demo } = await startPlatform(dataDir);
  return {
    child,
    port: Number(new URL(url).port),
    path: `/api/interactions/tenants/${demo.tenantId}/interactions`,
    body: JSON.stringify({ type: "OUTBOUND", customData: { customerId: "customer-123" } }),
  };
}

/** Answers per second over {@link ROUND_MS}. A generator this plain costs little beside the server. */
async function load({ port, path, body }: Server): Promise<number> {
  const request = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  let answered = 0;
  let refused = "";
  let over = false;
  const sockets = await Promise.all(
    Array.from({ length: CONNECTIONS }, async (): Promise<Socket> => {
      const socket = connect(port, "127.0.0.1").setNoDelay(true);
      await once(socket, "connect");
      socket.on("data", (data: Buffer) => {
        const answers = data.toString("latin1").split("HTTP/1.1 ").slice(1);
        for (const answer of answers) if (!answer.startsWith("200")) refused = answer;
        answered += answers.length;
        if (!over) socket.write(request.repeat(answers.length));
      });
      socket.write(request.repeat(PIPELINED));
      return socket;
    }),
  );
  const startMs = performance.now();
  answered = 0;
  await new Promise((resolve) => {
    setTimeout(resolve, ROUND_MS);
  });
  const perSecond = (answered / (performance.now() - startMs)) * 1_000;
  over = true;
  for (const socket of sockets) socket.destroy();
  if (refused) throw new Error(refused);
  return perSecond;
}

const dataDir = createDataDir();
const servers = { ours: await startOurs(dataDir), empty: await startEmptyRoute() };
try {
  const rates = { ours: [] as number[], empty: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const name of ["ours", "empty"] as const) {
      const rate = await load(servers[name]);
      if (round > 0) rates[name].push(rate);
    }
  console.log(describeDisk());
  printComparison({
    title: "Interactions created, on the disk before the answer",
    unit: "per second",
    ours: median(rates.ours),
    floor: median(rates.empty),
    floorName: "an empty route",
  });
} finally {
  for (const { child } of Object.values(servers)) child.kill();
  rmSync(dataDir, { recursive: true, force: true });
}
