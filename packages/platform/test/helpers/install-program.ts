import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Installs a program that tests need, from Debian. Rejects with what to install where it may not: such a test never just doesn't run. */
export async function installProgram(debianPackage: string): Promise<void> {
  try {
    await run("apt-get", ["update"]);
    await run("apt-get", ["install", "-y", "--no-install-recommends", debianPackage]);
  } catch (cause) {
    throw new Error(`These tests need ${debianPackage}: apt-get install ${debianPackage}`, { cause });
  }
}
