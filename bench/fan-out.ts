/**
 * One incoming call to 2,000 connected agents: from the visitor's pressing Join to the last agent (and the 99th of a hundred)
 * who hears it ring, with everything that the platform does for it (commit, routing, derivation), against a bare `ws`
 * server that passes the same message on to 2,000 sockets, whose clients do the same with what they hear. And what one
 * agent's session costs in memory against one bare connection. Rounds taken in turn; medians.
 */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import { answerQuestions, openNamespace, untilMessage } from "./lib/open-namespace.ts";
import { median, percentile, printComparison } from "./report.ts";

const AGENTS = Number(process.env.BENCH_AGENTS ?? 2_000);
const ROUNDS = 15;
const WARM_UP_ROUNDS = 3;
const HEARING_TIMEOUT_MS = 20_000;

interface Listeners {
  readonly child: ChildProcess;
  readonly sockets: WebSocket[];
  /** Kilobytes that each connection added to the server's resident memory. */
  readonly perConnectionKb: number;
  /** Resolves with when each of them heard, in milliseconds after `trigger`. */
  round(): Promise<number[]>;
}

const isRinging = (text: string): boolean => text.startsWith('42/push,["ringing"');
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function residentKb(child: ChildProcess): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]);
}

async function inBatches<Value>(count: number, make: (index: number) => Promise<Value>): Promise<Value[]> {
  const made: Value[] = [];
  for (let start = 0; start < count; start += 50)
    made.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(50, count - start) }, (_, offset) => make(start + offset)),
      )),
    );
  return made;
}

/** Waits for a message on every socket; the times are relative to the start of the wait. */
function heardBy(sockets: readonly WebSocket[], isIt: (data: string) => boolean): Promise<number[]> {
  const startMs = performance.now();
  return Promise.all(
    sockets.map(
      (socket) =>
        new Promise<number>((resolve, reject) => {
          setTimeout(() => reject(new Error("A connection did not hear.")), HEARING_TIMEOUT_MS).unref();
          const listen = (data: Buffer): void => {
            if (!isIt(data.toString())) return;
            socket.off("message", listen);
            resolve(performance.now() - startMs);
          };
          socket.on("message", listen);
        }),
    ),
  );
}

const BARE_SERVER = `
import { WebSocketServer } from "ws";
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
server.on("connection", (socket) => socket.on("message", (data) => {
  for (const client of server.clients) if (client !== socket) client.send(data, { binary: false });
}));
server.on("listening", () => process.send(server.address().port));
`;

async function startBare(message: string): Promise<Listeners> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", BARE_SERVER], {
    cwd: here("."),
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [port] = (await once(child, "message")) as [number];
  const open = async (): Promise<WebSocket> => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
    answerQuestions(socket, "/push", null);
    await once(socket, "open");
    return socket;
  };
  const caller = await open();
  const beforeKb = residentKb(child);
  const sockets = await inBatches(AGENTS, open);
  return {
    child,
    sockets,
    perConnectionKb: (residentKb(child) - beforeKb) / AGENTS,
    round() {
      const heard = heardBy(sockets, isRinging);
      caller.send(message);
      return heard;
    },
  };
}

interface Ready {
  readonly url: string;
  readonly demo: { readonly tenantId: string; readonly apiKey: string; readonly externalId: string };
}

async function startPlatform(dataDir: string): Promise<Listeners & { readonly ringing: string }> {
  const child = fork(here("../packages/platform/dist/main.js"), {
    env: {
      PATH: process.env.PATH,
      DATA_DIR: dataDir,
      PORT: "0",
      DEMO: "1",
      RATE_LIMIT_FACTOR: "0",
      LOG_LEVEL: "error",
    },
  });
  const [{ url, demo }] = (await once(child, "message")) as [Ready];
  const post = async <Body>(path: string, body: unknown): Promise<Body> => {
    const response = await fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  };
  const signIn = async (index: number): Promise<{ token: string; userId: string }> => {
    const userId = `agent${index}@example.org`;
    const { token } = await post<{ token: string }>("/api/partners/impersonateCreate", {
      pak: demo.apiKey,
      division: demo.externalId,
      email: userId,
    });
    return { token, userId };
  };
  const agents = await inBatches(AGENTS, signIn);
  const beforeKb = residentKb(child);
  const sockets = await inBatches(AGENTS, async (index) => {
    const socket = await openNamespace(url, "/push", { tenantId: demo.tenantId, ...agents[index] });
    const onQueue = untilMessage(socket, (text) => text.startsWith("43/push,1["));
    socket.send('42/push,1["setQueue",{"onQueue":true,"callTypes":["video"]}]');
    await onQueue;
    return socket;
  });
  const perConnectionKb = (residentKb(child) - beforeKb) / AGENTS;

  let ringing = "";
  sockets[0]?.on("message", (data: Buffer) => {
    if (isRinging(data.toString())) ringing = data.toString();
  });
  const round = async (): Promise<number[]> => {
    const { interactionId } = await post<{ interactionId: string }>(
      `/api/interactions/tenants/${demo.tenantId}/interactions`,
      { type: "OUTBOUND", customData: { subject: "x".repeat(400) } },
    );
    const { seat } = await post<{ seat: { seatToken: string } }>(
      `/api/visitor/interactions/${interactionId}/seat`,
      { instanceId: randomUUID() },
    );
    const visitor = await openNamespace(url, "/signalling", { seatToken: seat.seatToken }, (text) =>
      text.startsWith('42/signalling,["room"'),
    );
    const heard = heardBy(sockets, isRinging);
    visitor.send(
      '42/signalling,1["join",{"displayName":"Vera","media":{"microphone":true,"camera":true,"screen":false}}]',
    );
    const times = await heard;
    const over = heardBy(sockets, (text) => text.startsWith('42/push,["ringingEnded"'));
    visitor.send('42/signalling,2["hangUp"]');
    await over;
    visitor.close();
    return times;
  };
  for (let index = 0; index < WARM_UP_ROUNDS; index += 1) await round();
  return { child, sockets, perConnectionKb, round, ringing };
}

const dataDir = mkdtempSync(join(tmpdir(), "ve-bench-"));
const ours = await startPlatform(dataDir);
const bare = await startBare(ours.ringing);
try {
  for (let index = 0; index < WARM_UP_ROUNDS; index += 1) await bare.round();
  const last = { ours: [] as number[], bare: [] as number[] };
  const p99 = { ours: [] as number[], bare: [] as number[] };
  for (let index = 0; index < ROUNDS; index += 1)
    for (const [name, listeners] of [["ours", ours] as const, ["bare", bare] as const]) {
      const times = await listeners.round();
      last[name].push(Math.max(...times));
      p99[name].push(percentile(times, 0.99));
    }
  const title = `One incoming call to ${AGENTS.toLocaleString("en")} agents (${ours.ringing.length} bytes)`;
  const floorName = "bare ws broadcast";
  for (const [what, times] of [["the last one", last] as const, ["99th percentile", p99] as const])
    printComparison({
      title: `${title}: ${what}`,
      unit: "ms",
      ours: median(times.ours),
      floor: median(times.bare),
      floorName,
    });
  printComparison({
    title: "Resident memory of an agent's session, with all its state",
    unit: "kB",
    ours: ours.perConnectionKb,
    floor: bare.perConnectionKb,
    floorName: "bare ws connection",
  });
} finally {
  for (const { child, sockets } of [ours, bare]) {
    for (const socket of sockets) socket.terminate();
    child.kill();
  }
  rmSync(dataDir, { recursive: true, force: true });
}
