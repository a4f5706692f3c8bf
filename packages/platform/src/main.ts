import { type App, createApp } from "./app.ts";
import { type Config, readConfig, SETTINGS } from "./config.ts";
import { ConfigError } from "./settings-reader.ts";

/** A drain that takes longer is cut off. */
const DRAIN_TIMEOUT_MS = 10_000;

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

/** What went wrong at start, as a sentence with a remedy. */
function explain(error: unknown, config: Config): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return `Port ${config.port} is taken by another program. Choose another one: PORT=${config.port + 1} npm start`;
  if (code === "EACCES")
    return `Port ${config.port} on ${config.host} may not be opened by this user. Choose one above 1023: PORT=8080`;
  if (code === "EADDRNOTAVAIL") return `HOST=${config.host} is not an address of this machine.`;
  if (code === "ECONNREFUSED")
    return "A server that the platform needs (DATABASE_URL or REDIS_URL) does not answer.";
  return `The platform could not start: ${error instanceof Error ? error.message : String(error)}`;
}

async function start(config: Config): Promise<App> {
  const app = await createApp(config);
  try {
    const { url, urls } = await app.listen();
    app.core.log.info({ url, urls }, "listening");
    process.send?.({ type: "ready", url, urls, ...(app.demo ? { demo: app.demo } : {}) });
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

function closeOnSignal(app: App): void {
  const close = (): void => {
    setTimeout(() => process.exit(1), DRAIN_TIMEOUT_MS).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => fail(`The platform could not close properly: ${String(error)}`),
    );
  };
  process.once("SIGTERM", close);
  process.once("SIGINT", close);
  // A parent that went away without a word takes its platform with it.
  if (process.send) process.once("disconnect", close);
}

if (process.argv.includes("--help")) {
  process.stdout.write("The platform is configured by its environment:\n\n");
  for (const [name, meaning] of Object.entries(SETTINGS))
    process.stdout.write(`  ${name.padEnd(18)} ${meaning}\n`);
} else {
  const config = loadConfig();
  start(config).then(closeOnSignal, (error: unknown) => fail(explain(error, config)));
}
