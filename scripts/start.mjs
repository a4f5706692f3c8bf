/** `npm start`: from a fresh clone to a running platform. */
import { parseArgs } from "node:util";
import { buildPackages } from "./lib/build-packages.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { startPlatform } from "./lib/platform-process.mjs";
import { bold, dim, fail, seconds } from "./lib/report.mjs";

const PARENT_CHECK_MS = 500;
const HELP = `npm start                 the platform on http://localhost:8080, with a demo tenant
npm start -- --https      the same over https with a self-signed certificate, open to the local network
PORT=9000 npm start       on another port
NODE_ENV=production npm start   without the demo tenant`;

function readArguments() {
  try {
    return parseArgs({ options: { https: { type: "boolean" }, help: { type: "boolean", short: "h" } } })
      .values;
  } catch (error) {
    return fail(`${error.message}\n\n${HELP}`);
  }
}

function environment({ https }) {
  const env = {};
  if (process.env.NODE_ENV !== "production") env.DEMO = process.env.DEMO ?? "1";
  if (https) {
    env.HTTPS = "self-signed";
    env.HOST = process.env.HOST ?? "0.0.0.0";
  }
  env.LOG_LEVEL = process.env.LOG_LEVEL ?? "warn";
  return env;
}

function show({ url, urls = [], demo }, startMs) {
  const others = urls.filter((other) => other !== url);
  const lines = ["", bold(`Ready in ${seconds(startMs)}.`), ""];
  if (demo) {
    lines.push(`  Agent desk      ${bold(`${url}/desk/`)}   sign in with one click, then start a call`);
    lines.push(
      `  Visitor's page  ${bold(`${url}/demo/visitor`)}   a company's web site that asks for a call`,
    );
    lines.push(`  SDK             npm install ${url}/agent/latest/videoengager-agent-sdk.tgz`);
    lines.push("", "  Demo tenant (made for this machine, kept in the data folder):");
    lines.push(`    tenant ${demo.tenantId} · external id ${demo.externalId} · agent ${demo.agentEmail}`);
    lines.push(`    API key ${demo.apiKey}`);
  } else lines.push(`  Platform        ${bold(url)}`);
  const inNetwork = others.find((other) => !/\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${other}/`));
  if (demo && inNetwork)
    lines.push("", `  From a phone    ${bold(`${inNetwork}/demo/visitor`)}   in the same network`);
  if (others.length > 0) lines.push("", `  Also at ${others.join(", ")}`);
  if (url.startsWith("https:"))
    lines.push(dim("  The certificate is self-signed: the browser warns once; go on to the page."));
  if (!process.env.TURN_URLS)
    lines.push(
      "",
      dim("  A call between two networks needs a TURN server: packages/platform/README.md, TURN."),
    );
  lines.push("", dim("  Ctrl+C ends it."), "");
  process.stdout.write(`${lines.join("\n")}\n`);
}

const options = readArguments();
if (options.help) {
  process.stdout.write(`${HELP}\n`);
  process.exit(0);
}
const startMs = Date.now();
await ensureInstalled();
await buildPackages();
process.stdout.write("Starting the platform …\n");
const { child, ready } = startPlatform(environment(options));
child.on("exit", (code) => process.exit(code ?? 0));
const stop = () => child.kill("SIGTERM");
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, stop);
// npm passes SIGTERM on to the shell that it runs this script with. The shell ends and tells nobody.
const { ppid } = process;
const parentWatch = setInterval(() => {
  if (process.ppid === ppid) return;
  clearInterval(parentWatch);
  stop();
}, PARENT_CHECK_MS);
ready.then(
  (message) => show(message, startMs),
  () => {},
);
