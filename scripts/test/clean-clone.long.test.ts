/** From a clean clone to production, by the commands that packages/platform/README.md names, also with NODE_ENV=production set. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { npm } from "../lib/programs.mjs";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const STEP_TIMEOUT_MS = 300_000;
/** Vitest sets these; an operator's shell doesn't have them. */
const ENVIRONMENT = {
  ...process.env,
  NODE_ENV: undefined,
  VITEST: undefined,
  npm_config_user_agent: undefined,
};

let root: string;
let clone: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "clean-clone-"));
  clone = join(root, "clone");
  await run("git", ["clone", "--quiet", ROOT, clone]);
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function runNpm(cwd: string, env: Record<string, string>, ...args: readonly string[]): Promise<string> {
  const [program, all] = npm(...args);
  const { stdout } = await run(program, [...all], {
    cwd,
    env: { ...ENVIRONMENT, ...env },
    maxBuffer: 1e8,
  });
  return stdout;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}

/** Runs the platform until it is ready, then stops it as a service manager does; resolves to its exit code, or the signal. */
async function startAndStop(child: ChildProcess, port: number): Promise<unknown> {
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = once(child, "exit");
  await expect
    .poll(
      async () => {
        if (child.exitCode !== null) throw new Error(output);
        return (await fetch(`http://127.0.0.1:${port}/readyz`)).status;
      },
      { timeout: STEP_TIMEOUT_MS, interval: 200 },
    )
    .toBe(200);
  child.kill("SIGTERM");
  const [code, signal] = (await ended) as [number | null, string | null];
  const isServing = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      () => true,
      () => false,
    );
  await expect.poll(isServing, { timeout: STEP_TIMEOUT_MS, interval: 200 }).toBe(false);
  return code ?? signal;
}

async function archiveIn(folder: string): Promise<string> {
  const out = join(folder, ".build/artefact");
  const name = (await readdir(out)).find((each) => each.endsWith(".tar.gz"));
  if (name === undefined) throw new Error(`There is no archive in ${out}.`);
  return join(out, name);
}

/** The hash of each file in an archive, to see which ones differ. */
async function listContents(archive: string): Promise<string[]> {
  const folder = await mkdtemp(join(root, "contents-"));
  await run("tar", ["-xzf", archive, "-C", folder]);
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  return Promise.all(
    paths
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map(async (path) => {
        const hash = createHash("sha256")
          .update(await readFile(path))
          .digest("hex");
        return `${hash} ${path.slice(folder.length)}`;
      }),
  );
}

it("`npm ci` and `npm start` work with NODE_ENV=production, which leaves out the development packages at first", async () => {
  const port = await freePort();
  const production = { NODE_ENV: "production", PORT: String(port), DATA_DIR: join(root, "data") };
  await runNpm(clone, production, "ci");
  const [program, args] = npm("start");
  const child = spawn(program, [...args], { cwd: clone, env: { ...ENVIRONMENT, ...production } });
  // npm ends itself by the same signal, and the platform drains.
  expect(await startAndStop(child, port)).toBe("SIGTERM");
});

it("the artefact is made after the development packages were removed, and is the same in another folder", async () => {
  await runNpm(clone, { NODE_ENV: "production" }, "prune", "--omit=dev");
  await runNpm(clone, { NODE_ENV: "production" }, "run", "artefact");
  expect(await runNpm(clone, {}, "run", "sbom"), "everything is there").not.toContain("Installing packages");
  const { stdout: changed } = await run("git", ["status", "--porcelain"], { cwd: clone });
  expect(changed).toBe("");

  const other = join(root, "another/place");
  await run("git", ["clone", "--quiet", clone, other]);
  await cp(join(clone, "node_modules"), join(other, "node_modules"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  await runNpm(other, { NODE_ENV: "development", TZ: "Asia/Tokyo" }, "run", "artefact");
  const [made, again] = [await archiveIn(clone), await archiveIn(other)];
  expect(await listContents(again)).toEqual(await listContents(made));
  expect((await readFile(again)).equals(await readFile(made))).toBe(true);
});

it("the commands that the README names for production start the unpacked artefact", async () => {
  const readme = await readFile(join(ROOT, "packages/platform/README.md"), "utf8");
  const folder = join(root, "opt");
  const port = await freePort();
  const env = {
    ...ENVIRONMENT,
    NODE_ENV: "production",
    PORT: String(port),
    DATA_DIR: join(root, "artefact-data"),
  };
  await run("mkdir", ["-p", folder]);
  for (const command of ["npm run artefact", "--strip-components=1", "node cli.js migrate", "node main.js"])
    expect(readme).toContain(command);
  await run("tar", ["-xzf", await archiveIn(clone), "-C", folder, "--strip-components=1"]);
  await run(process.execPath, ["cli.js", "migrate"], { cwd: folder, env });
  const child = spawn(process.execPath, ["main.js"], { cwd: folder, env: { ...env, DRAIN_DELAY_S: "0" } });
  expect(await startAndStop(child, port)).toBe(0);
});
