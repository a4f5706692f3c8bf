/** Which state of the source the artefact is made from. */

import { ROOT } from "../paths.mjs";
import { run } from "../report.mjs";

/** Without a repository, for example in an unpacked archive of the source: the first second that tar can write. */
const NO_TIME_MS = 0;

async function git(...args) {
  const { code, output } = await run("git", args, { cwd: ROOT }).catch(() => ({ code: 1, output: "" }));
  return code === 0 ? output.trim() : null;
}

/** The commit (`-changed` if files differ from it) and its time, which all files of the artefact get. */
export async function readSourceState() {
  const commit = await git("rev-parse", "--short=12", "HEAD");
  if (commit === null) return { commit: "", timeMs: NO_TIME_MS };
  const changed = (await git("status", "--porcelain")) !== "";
  const timeS = await git("log", "-1", "--format=%ct");
  return { commit: changed ? `${commit}-changed` : commit, timeMs: Number(timeS) * 1000 };
}
