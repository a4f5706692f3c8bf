/** A TCP forwarder between a browser and coturn that delays what passes; TLS goes through it untouched. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

const HOST = "127.0.0.1";

export interface TlsForwarder {
  /** Where the browser connects to. */
  readonly port: number;
  stop(): void;
}

/** @param delayMs one way */
export async function startTlsForwarder(serverPort: number, delayMs: number): Promise<TlsForwarder> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(serverPort, HOST);
    // The kernel answers the browser's handshake at once; a real one takes a round trip before the first byte.
    pass(near, far, 3 * delayMs, delayMs);
    pass(far, near, delayMs, delayMs);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => {});
      socket.on("close", () => open.delete(socket));
    }
  });
  server.listen(0, HOST);
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

function pass(from: Socket, to: Socket, firstDelayMs: number, delayMs: number): void {
  const openMs = performance.now() + firstDelayMs;
  let lastMs = 0;
  const later = (act: () => void): void => {
    const nowMs = performance.now();
    lastMs = Math.max(lastMs, openMs, nowMs + delayMs);
    setTimeout(act, lastMs - nowMs);
  };
  from.on("data", (data) => later(() => to.writable && to.write(data)));
  from.on("close", () => later(() => to.destroy()));
}
