/** What an operator gets: one archive that runs without this repository, and whose bytes can be made again. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PATHS } from "@videoengager/protocol/rest/paths";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { connectAgent } from "./fixtures/agent-client.ts";
import { type Artefact, makeArtefact, unpackArtefact } from "./fixtures/artefact.ts";
import { startRedis, type TestRedis } from "./fixtures/redis.ts";
import { openVisitorPage, openWidget } from "./fixtures/seat-page.ts";
import { startPostgres, type TestPostgres } from "./helpers/start-postgres.ts";

const ORIGIN = "https://desk.acme.example";
const TIMEOUT_MS = 60_000;
const MAX_BYTES = 12_000_000;

let root: string;
let archive: string;
let artefact: Artefact;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "artefact-test-"));
  archive = await makeArtefact(join(root, "first"));
  artefact = await unpackArtefact(archive);
}, TIMEOUT_MS);
afterAll(async () => {
  await artefact.remove();
  await rm(root, { recursive: true, force: true });
});

it(
  "the artefact is small, and the same bytes whoever makes it, where and when",
  async () => {
    const again = await makeArtefact(join(root, "elsewhere/second"), {
      NODE_ENV: "development",
      TZ: "Asia/Tokyo",
      LC_ALL: "C",
    });
    const [first, second] = await Promise.all([readFile(archive), readFile(again)]);
    expect(first.length).toBeLessThan(MAX_BYTES);
    expect(first.equals(second)).toBe(true);
  },
  TIMEOUT_MS,
);

it("the artefact keeps the licences, and says what it contains", async () => {
  const read = (name: string): Promise<string> => readFile(join(artefact.folder, name), "utf8");
  const licences = await read("THIRD-PARTY-LICENSES.txt");
  const { components } = JSON.parse(await read("sbom.cdx.json")) as {
    components: { group?: string; name: string; version: string }[];
  };
  for (const name of ["fastify", "socket.io", "libsql", "preact", "lucide"])
    expect(components.map((component) => component.name)).toContain(name);
  for (const { group, name, version } of components)
    expect(licences).toContain(`${group === undefined ? "" : `${group}/`}${name} ${version} (`);
});

describe("an operator starts the artefact in production", () => {
  let env: Record<string, string>;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(root, "data-"));
    env = { NODE_ENV: "production", PORT: "0", DATA_DIR: dataDir, DRAIN_DELAY_S: "1" };
  });

  it(
    "adds a tenant by its command line, and serves sign-in, calls, pages and the SDK until SIGTERM",
    async () => {
      await artefact.command(env, "migrate");
      const clientAt = await artefact.addTenant(env, ORIGIN);
      const node = await artefact.start(env);
      const platform = clientAt(node.url);

      const token = await platform.signIn("ann@acme.example");
      const agent = await connectAgent(platform, "ann@acme.example");
      const { interactionId } = (await openWidget(platform, token)).opened.interaction;
      const visitor = await openVisitorPage(platform, interactionId);
      await visitor.join("Vera");

      const get = (path: string): Promise<Response> => fetch(`${node.url}${path}`);
      for (const [path, content] of [
        ["/desk/", "<!doctype html>"],
        [PATHS.widget, "<!doctype html>"],
        [`/visitor/${interactionId}`, "<!doctype html>"],
        ["/pin", "<!doctype html>"],
        ["/agent/latest/index.js", "VideoEngagerAgent"],
        ["/agent/latest/integrity.json", '"version"'],
        ["/visitor-sdk/latest/integrity.json", '"version"'],
        [PATHS.pushBundle, "function"],
        ["/docs/", "<!doctype html>"],
      ] as const) {
        const answer = await get(path);
        expect([path, answer.status]).toEqual([path, 200]);
        expect((await answer.text()).toLowerCase()).toContain(content.toLowerCase());
      }
      expect(await (await get("/healthz")).json()).toMatchObject({
        ok: true,
        version: packageJson.version,
        commit: expect.stringMatching(/^([0-9a-f]{12}(-changed)?)?$/) as string,
      });

      const stopped = node.stop();
      await expect.poll(async () => (await get("/readyz")).status).toBe(503);
      expect((await get("/healthz")).status, "it serves while it drains").toBe(200);
      expect(await stopped).toBe(0);
      agent.client.disconnect();
      expect(node.output()).not.toContain('"err":');
    },
    TIMEOUT_MS,
  );

  it("runs by the command of the systemd unit, with the settings that come with it", async () => {
    const read = (name: string): Promise<string> => readFile(join(artefact.folder, "deploy", name), "utf8");
    const unit = await read("platform.service");
    const [, start = ""] = /^ExecStart=\/usr\/bin\/env node (.*)$/m.exec(unit) ?? [];
    const [, inUnit = ""] = /^Environment=(.*)$/m.exec(unit) ?? [];
    const settings = [
      ...inUnit.split(" "),
      ...((await read("platform.env.example")).match(/^[A-Z_]+=.*$/gm) ?? []),
    ];
    const unitEnv = Object.fromEntries(settings.map((setting) => setting.split(/=(.*)/s).slice(0, 2)));
    expect(start).toBe("/opt/platform/main.js");
    expect(unitEnv.DATA_DIR).toBe("/var/lib/platform");
    const node = await artefact.start({ ...unitEnv, DATA_DIR: dataDir, PORT: "0", DRAIN_DELAY_S: "0" });
    expect(node.url).toBe("https://video.example.com");
    expect(await node.stop()).toBe(0);
  });

  it("knows its version and the commit, and its doctor finds the pages", async () => {
    const { stdout } = await artefact.run(env, "main.js", "--version");
    expect(stdout).toMatch(new RegExp(`^${packageJson.version}( \\([0-9a-f]{12}(-changed)?\\))?\n$`));
    const findings = await artefact.run(env, "cli.js", "doctor");
    expect(findings.stdout).toMatch(/ok +pages: built/);
  });
});

describe("with PostgreSQL, Redis and https, which other parts of the bundle serve", () => {
  let postgres: TestPostgres;
  let redis: TestRedis;

  beforeAll(async () => {
    [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  });
  afterAll(async () => {
    await redis.kill();
    await postgres.stop();
  });

  it(
    "starts, is ready and signs an agent in",
    async () => {
      const env = {
        NODE_ENV: "production",
        ALLOW_IN_PRODUCTION: "self-signed",
        HTTPS: "self-signed",
        PORT: "0",
        // It doesn't exist: the first command makes it.
        DATA_DIR: join(root, "new/data"),
        DATABASE_URL: await postgres.createDatabase(),
        REDIS_URL: redis.url,
        DRAIN_DELAY_S: "0",
      };
      await artefact.command(env, "migrate");
      const clientAt = await artefact.addTenant(env, ORIGIN);
      const secure = await artefact.start(env);
      expect(secure.url).toMatch(/^https:/);
      expect(await secure.stop()).toBe(0);
      const { HTTPS: _https, ...plain } = env;
      const node = await artefact.start(plain);
      const ready = await fetch(`${node.url}/readyz`);
      expect(await ready.json()).toMatchObject({ ready: true, degraded: false });
      expect(await clientAt(node.url).signIn("ann@acme.example")).toMatch(/\./);
      expect(await node.stop()).toBe(0);
    },
    TIMEOUT_MS,
  );
});
