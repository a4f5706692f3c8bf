import { type App, createApp } from "./app.ts";
import { type Config, readConfig, SECRET_SETTINGS, SETTINGS } from "./config/config.ts";
import { ConfigError } from "./config/settings-reader.ts";
import { DataDirInUseError } from "./database/data-dir-lock.ts";
import { COMMIT, VERSION, VERSION_AND_COMMIT } from "./lib/version.ts";

/** Time to close after `DRAIN_DELAY_S` and the closing of sockets. Then the process exits. */
const CLOSE_TIMEOUT_MS = 10_000;

function fail(...lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`${line}\n`);
  process.exit(1);
}

function loadConfig(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError)
      return fail(
        "The platform's configuration is wrong:",
        ...error.problems.map((problem) => `  ${problem}`),
      );
    throw error;
  }
}

/** Why the platform could not start, and what to do. */
function explain(error: unknown, config: Config): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return `Port ${config.port} is in use by another program. Choose another one: PORT=${config.port + 1} npm start`;
  if (code === "EACCES")
    return `Port ${config.port} on ${config.host} can't be opened by this user. Choose one above 1023: PORT=8080`;
  if (code === "EADDRNOTAVAIL") return `HOST=${config.host} is not an address of this machine.`;
  if (code === "ECONNREFUSED")
    return "The server of DATABASE_URL or REDIS_URL refuses connections. Check that it runs and that the URL is right.";
  if (error instanceof DataDirInUseError) return error.message;
  return `The platform could not start: ${error instanceof Error ? error.message : String(error)}`;
}

async function start(config: Config): Promise<void> {
  const app = await createApp(config);
  try {
    const { url, urls } = await app.listen();
    // Before anybody is told that it runs, and can stop it.
    closeOnSignal(app, config);
    app.deps.log.info(
      { url, urls, version: VERSION, ...(COMMIT === "" ? {} : { commit: COMMIT }) },
      "listening",
    );
    process.send?.({ type: "ready", url, urls, ...(app.demo ? { demo: app.demo } : {}) });
  } catch (error) {
    await app.close();
    throw error;
  }
}

function closeOnSignal(app: App, { drainDelayMs, tls }: Config): void {
  const close = (): void => {
    setTimeout(() => process.exit(1), drainDelayMs * 1.5 + CLOSE_TIMEOUT_MS).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => fail(`The platform could not close properly: ${String(error)}`),
    );
  };
  process.once("SIGTERM", close);
  process.once("SIGINT", close);
  // Only with files that can be renewed: otherwise SIGHUP ends the platform, as when its terminal closes.
  if (tls.kind === "files") process.on("SIGHUP", () => void app.checkCertificate());
  // The platform also closes when its parent process disappears.
  if (process.send) process.once("disconnect", close);
}

if (process.argv.includes("--version")) {
  process.stdout.write(`${VERSION_AND_COMMIT}\n`);
} else if (process.argv.includes("--help")) {
  process.stdout.write(
    `Configuration is read from environment variables. ${SECRET_SETTINGS.join(", ")} can also be\nread from a file: MASTER_KEY_FILE=/run/secrets/master-key\n\n`,
  );
  for (const [name, meaning] of Object.entries(SETTINGS))
    process.stdout.write(`  ${name.padEnd(22)} ${meaning}\n`);
} else {
  const config = loadConfig();
  start(config).catch((error: unknown) => fail(explain(error, config)));
}
