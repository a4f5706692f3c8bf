import { once } from "node:events";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { startPlatform } from "./helpers/start-platform.ts";

it("closes while a client holds a connection open and sends nothing more, and answers what is under way", async () => {
  const platform = await startPlatform();
  const { port } = new URL(platform.url);
  const slow = connect(Number(port), "127.0.0.1");
  let answered = "";
  slow.on("data", (chunk: Buffer) => {
    answered += chunk.toString();
  });
  await once(slow, "connect");
  // The first half of a request; the second comes when the platform is closing already.
  slow.write(
    "POST /api/widget/renew HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{",
  );
  await platform.fetch("/healthz");
  const startMs = performance.now();
  const stopped = platform.stop();
  slow.write("}");
  await stopped;
  expect(performance.now() - startMs).toBeLessThan(4_000);
  expect(answered).toContain("401");
});
