/** An application's project in a temporary folder, with the SDK installed from the archive that the platform serves. */
import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));
const TARBALL = join(ROOT, "packages/agent-sdk/dist/release/videoengager-agent-sdk.tgz");
const run = promisify(execFile);

/** Next and Nuxt send usage data unless these are set. */
const ENVIRONMENT = {
  ...process.env,
  CI: "true",
  NEXT_TELEMETRY_DISABLED: "1",
  NUXT_TELEMETRY_DISABLED: "1",
  NODE_ENV: undefined,
  VITEST: undefined,
};

export class TemporaryProject {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** The folder is below the repository, so that the project finds the build tools in its `node_modules`. */
  static async create(name: string, files: Readonly<Record<string, string>>): Promise<TemporaryProject> {
    const project = new TemporaryProject(join(ROOT, ".build/package-projects", name));
    rmSync(project.folder, { recursive: true, force: true });
    const sdk = join(project.folder, "node_modules/videoengager-agent-sdk");
    mkdirSync(sdk, { recursive: true });
    await run("tar", ["-xzf", TARBALL, "--strip-components=1", "-C", sdk]);
    project.write({ "package.json": '{ "private": true }', ...files });
    return project;
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }

  /** Runs a package's program, given as a path in `node_modules`; rejects with its output if it fails. */
  async run(program: string, ...args: readonly string[]): Promise<string> {
    const command = [join(ROOT, "node_modules", program), ...args];
    try {
      const { stdout } = await run(process.execPath, command, { cwd: this.folder, env: ENVIRONMENT });
      return stdout;
    } catch (error) {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
      throw new Error(`${program} failed:\n${stdout}${stderr}`, { cause: error });
    }
  }
}
