/** The floor of a broadcast: a `ws` server that builds one frame and writes it to every socket, as the platform does. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import { answerQuestions } from "./open-namespace.ts";

const SERVER = `
import { Sender, WebSocketServer } from "ws";
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
server.on("connection", (socket) => socket.on("message", (data) => {
  const frame = Sender.frame(data, { fin: true, rsv1: false, opcode: 1, mask: false, readOnly: false });
  const whole = Buffer.concat(frame);
  for (const client of server.clients) if (client !== socket) client._sender.sendFrame([whole]);
}));
process.on("message", () => { const { user, system } = process.cpuUsage(); process.send({ cpuMs: (user + system) / 1000 }); });
server.on("listening", () => process.send(server.address().port));
`;

export interface BareServer {
  readonly child: ChildProcess;
  /** Opens a connection that answers what a push client answers. */
  connect(): Promise<WebSocket>;
  /** Milliseconds of one core that the process has used since its start. */
  processorMs(): Promise<number>;
}

export async function startBareServer(): Promise<BareServer> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", SERVER], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [port] = (await once(child, "message")) as [number];
  return {
    child,
    async connect() {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
      answerQuestions(socket, "/push", null);
      await once(socket, "open");
      return socket;
    },
    async processorMs() {
      const answered = once(child, "message") as Promise<[{ cpuMs: number }]>;
      child.send("cpu");
      return (await answered)[0].cpuMs;
    },
  };
}
