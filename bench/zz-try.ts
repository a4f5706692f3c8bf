import { startCoturn } from "/work/wt/benches/bench/lib/coturn.ts";
import { startTurnServer } from "/work/wt/benches/e2e/fixtures/turn-server.ts";
import { startUdpForwarder } from "/work/wt/benches/bench/lib/udp-forwarder.ts";
import { launchPersonBrowser } from "/work/wt/benches/e2e/fixtures/browsers.ts";
import { startHostSite } from "/work/wt/benches/e2e/fixtures/host-site.ts";
const b = await launchPersonBrowser(null, 600, 30, "granted", (process.env.ARGS ?? "").split(" ").filter(Boolean));
const site = await startHostSite(); site.serve("/x", "<!doctype html><html><head></head></html>");
for (const [name, start] of [["plain", startTurnServer], ["conf", startCoturn]] as const) {
  const t = await start();
  const f = await startUdpForwarder(t.port);
  const c = await b.newContext(); const p = await c.newPage(); await p.goto(site.url + "/x");
  const tries: [string, string][] = [["direct", `turn:127.0.0.1:${t.port}?transport=udp`], ["fwd", `turn:127.0.0.1:${f.port}?transport=udp`]];
  if (t.tlsPort) tries.push(["tls", `turns:127.0.0.1:${t.tlsPort}?transport=tcp`], ["tls-name", `turns:localhost:${t.tlsPort}?transport=tcp`]);
  if (t.tlsPort) { const { connect } = await import("node:tls"); await new Promise<void>((r) => { const k = connect({ port: t.tlsPort!, host: "127.0.0.1", rejectUnauthorized: false }, () => { console.log("tls ok", k.getProtocol()); k.end(); r(); }); k.on("error", (e) => { console.log("tls", e.message); r(); }); }); }
  for (const [n, url] of tries)
    console.log(name, n, JSON.stringify(await p.evaluate(async (s) => {
      await navigator.mediaDevices.getUserMedia({ audio: true });
      const pc = new RTCPeerConnection({ iceServers: [s], iceTransportPolicy: "relay" });
      const out: unknown[] = [];
      pc.onicecandidate = (e) => e.candidate && out.push(e.candidate.candidate.slice(0, 70));
      pc.onicecandidateerror = (e) => out.push([e.errorCode, e.errorText, e.url]);
      pc.createDataChannel("x"); await pc.setLocalDescription();
      await new Promise((r) => setTimeout(r, 3000));
      return out;
    }, t.iceServer(url))));
  f.stop(); await t.stop();
}
await b.close(); await site.stop();
