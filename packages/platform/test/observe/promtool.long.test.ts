import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { startPlatform } from "../fixtures/in-process-platform.ts";
import { installProgram } from "../helpers/install-program.ts";
import { ALERTS_FILE, ROOT } from "../helpers/monitoring-files.ts";

/** Prometheus' own program says whether it accepts our files. */
async function promtool(args: readonly string[], input = ""): Promise<{ code: number; output: string }> {
  const child = spawn("promtool", args, { cwd: fileURLToPath(ROOT) });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number];
  return { code, output };
}

beforeAll(async () => {
  if (spawnSync("promtool", ["--version"]).error) await installProgram("prometheus");
}, 180_000);

describe("Prometheus", () => {
  it("accepts the alert rules", async () => {
    expect(await promtool(["check", "rules", ALERTS_FILE])).toMatchObject({ code: 0 });
  });

  it("fires them for the series that they are meant for, and not for others", async () => {
    const { code, output } = await promtool(["test", "rules", "deploy/monitoring/alerts.test.yaml"]);
    expect(output).toContain("SUCCESS");
    expect(code).toBe(0);
  });

  it("reads a platform's metrics, also while the database is away", async () => {
    const platform = await startPlatform({ env: { LOG_LEVEL: "silent" } });
    await platform.requestCall();
    const read = async (): Promise<string> => (await fetch(`${platform.url}/metrics`)).text();
    const healthy = await read();
    await platform.app.deps.database.close();
    const broken = await read();
    await platform.close();
    for (const metrics of [healthy, broken]) {
      const { output } = await promtool(["check", "metrics"], metrics);
      // Style remarks are allowed; a line that can't be parsed is not.
      expect(output).not.toContain("error while linting");
    }
  });
});
