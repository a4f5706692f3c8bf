import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { npm } from "../../../../scripts/lib/programs.mjs";
import { BUILT_PAGES } from "../../src/page-folders.ts";
import { startPlatform, type TestPlatform } from "../helpers/start-platform.ts";

interface Integrity {
  readonly version: string;
  readonly files: Readonly<Record<string, string>>;
}

let platform: TestPlatform;
let integrity: Integrity;
const folders: string[] = [];

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "agent-sdk-test-"));
  folders.push(folder);
  return folder;
}

beforeAll(async () => {
  platform = await startPlatform();
  integrity = (await (await platform.fetch("/agent/latest/integrity.json")).json()) as Integrity;
});
afterAll(async () => {
  await platform.stop();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** The answer as it is on the wire: `fetch` decompresses, and adds headers to a conditional request. */
function getRaw(path: string, headers: Record<string, string>): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    request(new URL(path, platform.url), { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
      response.on("error", reject);
    })
      .on("error", reject)
      .end();
  });
}

const computeHash = (content: Buffer, integrityValue: string): string => {
  const [algorithm = ""] = integrityValue.split("-", 1);
  return `${algorithm}-${createHash(algorithm).update(content).digest("base64")}`;
};

describe("the SDK that the platform serves", () => {
  it("has the version of the package, at the address of that version and at `latest`", async () => {
    const manifest = await readFile(join(BUILT_PAGES.agentSdk, "../package.json"), "utf8");
    expect(integrity.version).toBe((JSON.parse(manifest) as { version: string }).version);
    for (const file of ["index.js", "index.iife.js.map", "videoengager-agent-sdk.tgz", "integrity.json"]) {
      const [latest, versioned] = await Promise.all(
        ["latest", integrity.version].map(async (release) => {
          const answer = await platform.fetch(`/agent/${release}/${file}`);
          expect(answer.status, `${release}/${file}`).toBe(200);
          return Buffer.from(await answer.arrayBuffer());
        }),
      );
      expect(latest!.equals(versioned!), file).toBe(true);
    }
  });

  it.each(["index.js", "videoengager-agent-sdk.tgz"])(
    "%s has the hash that integrity.json names",
    async (file) => {
      const named = integrity.files[file]!;
      const content = Buffer.from(await (await platform.fetch(`/agent/latest/${file}`)).arrayBuffer());
      expect(computeHash(content, named)).toBe(named);
    },
  );

  it("the script comes compressed, with its source map beside it", async () => {
    const plain = await getRaw("/agent/latest/index.js", { "accept-encoding": "identity" });
    for (const encoding of ["br", "gzip"]) {
      const { headers, body } = await getRaw("/agent/latest/index.js", {
        "accept-encoding": encoding,
      });
      expect(headers).toMatchObject({
        "content-encoding": encoding,
        "content-type": expect.stringMatching("javascript") as string,
        vary: expect.stringMatching(/accept-encoding/i) as string,
      });
      expect(body.length).toBeLessThan(plain.body.length / 2);
    }
    const [, map] = /sourceMappingURL=(\S+)/.exec(plain.body.toString()) ?? [];
    expect((await platform.fetch(`/agent/latest/${map}`)).status).toBe(200);
  });

  it("a page of any origin may load it with `integrity`, which needs CORS", async () => {
    const answer = await platform.fetch(`/agent/${integrity.version}/index.js`, {
      headers: { origin: "https://elsewhere.example" },
    });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  });

  it("a version's address is cached for good, `latest` is revalidated by its ETag", async () => {
    const versioned = await platform.fetch(`/agent/${integrity.version}/index.js`);
    expect(versioned.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const latest = await getRaw("/agent/latest/index.js", {});
    expect(latest.headers["cache-control"]).toBe("public, max-age=0, must-revalidate");
    const again = await getRaw("/agent/latest/index.js", { "if-none-match": String(latest.headers.etag) });
    expect(again.status).toBe(304);
  });

  it.each([
    "/agent/9.9.9/index.js",
    "/agent/latest/..%2findex.cjs",
    "/agent/copy-1/index.js",
    "/agent/latest/",
  ])("there is nothing at %s", async (path) => {
    expect((await platform.fetch(path)).status).toBe(404);
  });

  it("npm installs it from there, without any other package, and it can be imported", async () => {
    const application = await temporaryFolder();
    await writeFile(join(application, "package.json"), '{ "private": true, "type": "module" }');
    const run = promisify(execFile);
    const options = {
      cwd: application,
      env: { ...process.env, npm_config_cache: join(application, "cache") },
    };
    const address = `${platform.url}/agent/latest/videoengager-agent-sdk.tgz`;
    await run(...npm("install", address, "--no-audit", "--no-fund", "--fetch-retries=0"), options);
    const listed = await run(...npm("ls", "--all", "--json"), options);
    const { dependencies } = JSON.parse(listed.stdout) as { dependencies: Record<string, object> };
    expect(dependencies).toEqual({
      "videoengager-agent-sdk": expect.objectContaining({
        version: integrity.version,
        resolved: address,
      }) as object,
    });
    const script = 'import("videoengager-agent-sdk").then(({ VERSION }) => console.log(VERSION))';
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], options);
    expect(stdout.trim()).toBe(integrity.version);
  }, 120_000);
});

describe("the visitor's library that the platform serves", () => {
  it("has the version of its package, the hash that integrity.json names, and a tarball beside it", async () => {
    const manifest = JSON.parse(await readFile(join(BUILT_PAGES.visitorSdk, "../package.json"), "utf8")) as {
      readonly version: string;
    };
    const named = (await (await platform.fetch("/visitor-sdk/latest/integrity.json")).json()) as Integrity;
    expect(named.version).toBe(manifest.version);
    expect(Object.keys(named.files)).toEqual(["index.js", "videoengager-visitor.tgz"]);
    for (const [file, hash] of Object.entries(named.files)) {
      const answer = await platform.fetch(`/visitor-sdk/${named.version}/${file}`, {
        headers: { origin: "https://elsewhere.example" },
      });
      expect(computeHash(Buffer.from(await answer.arrayBuffer()), hash), file).toBe(hash);
      expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    }
  });

  it("is not mixed up with the agent's: neither has the other's tarball", async () => {
    for (const path of [
      "visitor-sdk/latest/videoengager-agent-sdk.tgz",
      "agent/latest/videoengager-visitor.tgz",
    ])
      expect((await platform.fetch(`/${path}`)).status, path).toBe(404);
  });
});

describe("after an upgrade of the platform", () => {
  it("the address of the release before still gives the same bytes", async () => {
    const dataDir = await temporaryFolder();
    const before = await startPlatform({ dataDir });
    const pinned = await (await before.fetch(`/agent/${integrity.version}/index.js`)).text();
    await before.stop();

    const upgraded = await temporaryFolder();
    await cp(join(BUILT_PAGES.agentSdk, "release"), join(upgraded, "release"), { recursive: true });
    await writeFile(join(upgraded, "release/index.js"), "var VideoEngagerAgent = 'newer';");
    for (const compressed of ["br", "gz"]) await rm(join(upgraded, `release/index.js.${compressed}`));
    await writeFile(join(upgraded, "release/integrity.json"), '{ "version": "99.0.0", "files": {} }');
    const after = await startPlatform({ dataDir, pages: { ...BUILT_PAGES, agentSdk: upgraded } });
    try {
      expect(await (await after.fetch("/agent/latest/index.js")).text()).toContain("newer");
      expect(await (await after.fetch("/agent/99.0.0/index.js")).text()).toContain("newer");
      expect(await (await after.fetch(`/agent/${integrity.version}/index.js`)).text()).toBe(pinned);
    } finally {
      await after.stop();
    }
  });
});
