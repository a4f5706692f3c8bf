/** The peer to compare with: two bare peer connections with default settings, over a relay that passes each message on. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

declare global {
  interface Window {
    /** Of the next connection. */
    bareIceServers: RTCIceServer[];
    /** Makes the offer; resolves with the milliseconds to the first frame of the other side. */
    joinBare(): Promise<number>;
  }
}

const BARE_PAGE = `<!doctype html><html><body style="margin: 0"><video id="remote" autoplay muted playsinline style="position: fixed; inset: 0; width: 100%; height: 100%; object-fit: cover"></video><script type="module">
const camera = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480, frameRate: 60 }, audio: true });
const relay = new WebSocket("ws://" + location.host);
await new Promise((resolve) => relay.addEventListener("open", resolve));
const send = (message) => relay.send(JSON.stringify(message));
window.bareIceServers = [];
let peer;
async function offer() {
  await peer.setLocalDescription();
  send({ description: peer.localDescription });
}
function connect(leads) {
  peer = new RTCPeerConnection({ iceServers: window.bareIceServers });
  for (const track of camera.getTracks()) peer.addTrack(track, camera);
  peer.onicecandidate = ({ candidate }) => candidate && send({ candidate });
  peer.ontrack = ({ streams }) => { document.querySelector("#remote").srcObject = streams[0]; };
  peer.onconnectionstatechange = () => {
    if (!leads || peer.connectionState !== "failed") return;
    peer.restartIce();
    offer();
  };
}
relay.addEventListener("message", async ({ data }) => {
  const { description, candidate } = JSON.parse(data);
  if (candidate) return peer.addIceCandidate(candidate);
  if (description.type === "offer" && !peer) connect(false);
  await peer.setRemoteDescription(description);
  if (description.type === "offer") {
    await peer.setLocalDescription();
    send({ description: peer.localDescription });
  }
});
window.joinBare = () => new Promise((resolve) => {
  const startMs = performance.now();
  document.querySelector("#remote").requestVideoFrameCallback(() => resolve(performance.now() - startMs));
  connect(true);
  offer();
});
document.title = "ready";
</script></body></html>`;

export interface BareRelay {
  /** The page; its title is `ready` when it can join. */
  readonly url: string;
  stop(): void;
}

export async function startBareRelay(): Promise<BareRelay> {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(BARE_PAGE);
  });
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket) =>
    socket.on("message", (data, binary) => {
      for (const other of sockets.clients) if (other !== socket) other.send(data, { binary });
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () => {
      sockets.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
