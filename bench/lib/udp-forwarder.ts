/** A UDP forwarder between a browser and coturn: what an access link does to packets, because this kernel has no netem. */
import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { once } from "node:events";
import { CLEAR, type LinkProfile, NetworkLink } from "./network-link.ts";

const HOST = "127.0.0.1";
const UP_SEED = 0x5eed;
const DOWN_SEED = 0xd0e5;

export interface UdpForwarder {
  /** Where the browser sends to. */
  readonly port: number;
  /** Both directions. */
  shape(profile: LinkProfile): void;
  /** The server sees the browser at another address from now on, as after a change from Wi-Fi to mobile data. */
  changeAddress(): Promise<void>;
  stop(): void;
}

export async function startUdpForwarder(serverPort: number): Promise<UdpForwarder> {
  const near = await bind();
  const up = new NetworkLink(UP_SEED);
  const down = new NetworkLink(DOWN_SEED);
  /** The socket towards the server, for each of the browser's. */
  const far = new Map<string, Promise<Socket>>();

  // A browser's socket is bound to an address of the machine, not to loopback.
  const openFar = async ({ address, port }: RemoteInfo): Promise<Socket> => {
    const socket = await bind();
    socket.on("message", (packet) => pass(down, packet, () => near.send(packet, port, address)));
    return socket;
  };
  near.on("message", (packet, browser) => {
    pass(up, packet, () => {
      const key = `${browser.address}:${browser.port}`;
      const opened = far.get(key) ?? openFar(browser);
      far.set(key, opened);
      void opened.then((socket) => send(socket, packet, serverPort));
    });
  });
  const closeFar = async (): Promise<void> => {
    const opened = [...far.values()];
    far.clear();
    for (const socket of await Promise.all(opened)) socket.close();
  };
  return {
    port: near.address().port,
    shape(profile) {
      up.profile = profile;
      down.profile = profile;
    },
    changeAddress: closeFar,
    stop() {
      up.profile = { ...CLEAR, cut: true };
      near.close();
      void closeFar();
    },
  };
}

function pass(link: NetworkLink, packet: Buffer, deliver: () => void): void {
  const nowMs = performance.now();
  const arrivalMs = link.arrivalOf(packet.length, nowMs);
  if (arrivalMs === null) return;
  if (arrivalMs <= nowMs) deliver();
  else setTimeout(deliver, arrivalMs - nowMs);
}

function send(socket: Socket, packet: Buffer, port: number): void {
  try {
    socket.send(packet, port, HOST);
  } catch {
    // The address changed while the packet was on its way.
  }
}

async function bind(): Promise<Socket> {
  const socket = createSocket("udp4");
  socket.on("error", () => {});
  socket.bind(0, HOST);
  await once(socket, "listening");
  return socket;
}
