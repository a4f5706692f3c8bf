/** The image of `Containerfile`: built, run read-only as a user without a name, and stopped as an orchestrator does. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeArtefact } from "../fixtures/artefact.ts";
import { buildImage, type Containers } from "../fixtures/container.ts";
import { createPlatformClient } from "../fixtures/in-process-platform.ts";
import { freePort } from "../helpers/free-port.ts";

const BUILD_TIMEOUT_MS = 600_000;

let root: string;
let containers: Containers;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "container-test-"));
  const archive = await makeArtefact(join(root, "artefact"));
  containers = await buildImage(join(root, "containers"), archive);
}, BUILD_TIMEOUT_MS);
afterAll(async () => {
  await containers.remove();
  await rm(root, { recursive: true, force: true });
});

const RUN = [
  "--network=host",
  "--read-only",
  "--tmpfs=/tmp",
  "--volume=platform-data:/data",
  "--cap-drop=all",
  // Podman raises these by default, which a machine can forbid.
  "--ulimit=nofile=4096:4096",
  "--ulimit=nproc=4096:4096",
  // Podman runs health checks by systemd, which isn't everywhere: the test runs them.
  "--health-interval=disable",
];

it(
  "runs without a writable root file system, gets healthy, signs an agent in, and drains on SIGTERM",
  async () => {
    const { podman, image } = containers;
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const settings = [
      `--env=PORT=${port}`,
      "--env=HOST=127.0.0.1",
      "--env=PUBLIC_URL=https://video.example.com",
      "--env=DRAIN_DELAY_S=2",
    ];
    const exec = (...args: readonly string[]): Promise<string> => podman("exec", "platform", ...args);
    const command = async <Result>(...args: readonly string[]): Promise<Result> =>
      JSON.parse(await exec("node", "cli.js", "--json", ...args));

    await podman("run", "--detach", "--name=platform", ...RUN, ...settings, image);
    await expect
      .poll(
        () =>
          podman("healthcheck", "run", "platform").then(
            () => "healthy",
            async () => `unhealthy: ${await podman("logs", "platform")}`,
          ),
        { timeout: 60_000, interval: 500 },
      )
      .toBe("healthy");

    const tenant = await command<{ id: string }>("tenant", "add", "Acme");
    const { apiKey } = await command<{ apiKey: string }>("key", "add", tenant.id);
    const client = createPlatformClient(url, { tenantId: tenant.id, apiKey, externalId: tenant.id });
    expect(await client.signIn("ann@acme.example")).toMatch(/\./);

    const shell = (script: string): Promise<string> =>
      exec("sh", "-c", script).then((output) => output.trim());
    expect(await shell("id -u")).toBe("10001");
    expect(await shell("touch /opt/platform/file 2>/dev/null || echo read-only")).toBe("read-only");
    expect(await shell("stat -c %a /data")).toBe("700");

    const stopped = podman("stop", "--time=20", "platform");
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(503);
    expect(await client.signIn("bob@acme.example"), "it serves while it drains").toMatch(/\./);
    await stopped;
    expect((await podman("inspect", "--format={{.State.ExitCode}}", "platform")).trim()).toBe("0");
  },
  BUILD_TIMEOUT_MS,
);

it("says what is missing in its configuration, and ends", async () => {
  const { podman, image } = containers;
  const failed = podman("run", "--rm", ...RUN, "--env=HOST=0.0.0.0", image);
  await expect(failed).rejects.toMatchObject({ stderr: expect.stringContaining("PUBLIC_URL") as string });
});
