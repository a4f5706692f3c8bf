import { WebSocket } from "ws";

const ANSWER_TIMEOUT_MS = 20_000;

/**
 * Socket.IO's protocol by hand, so that a client costs the same as a bare one. Resolves when the server has said what
 * `isReady` looks for; listened for from the start, for two messages may come in one piece.
 */
export async function openNamespace(
  url: string,
  namespace: string,
  auth: unknown,
  isReady: (text: string) => boolean = (text) => text.startsWith(`40${namespace}`),
): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/socket/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  });
  answerQuestions(socket, namespace, auth);
  await untilMessage(socket, isReady);
  return socket;
}

/** Answers the server's questions as a client does. Bare clients do the same, so that only the servers differ. */
export function answerQuestions(socket: WebSocket, namespace: string, auth: unknown): void {
  socket.on("message", (data: Buffer) => {
    const text = data.toString();
    if (text === "2") socket.send("3");
    else if (text.startsWith("0{")) socket.send(`40${namespace},${JSON.stringify(auth)}`);
    const asked = /^42[^,]+,(\d+)\["(?:alive|settle)"/.exec(text);
    if (asked) socket.send(`43${namespace},${asked[1]}[]`);
    if (text.startsWith("44")) throw new Error(text);
  });
}

export function untilMessage(socket: WebSocket, isIt: (text: string) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("The platform did not answer.")), ANSWER_TIMEOUT_MS);
    const listen = (data: Buffer): void => {
      if (!isIt(data.toString())) return;
      clearTimeout(late);
      socket.off("message", listen);
      resolve();
    };
    socket.on("message", listen);
  });
}
