/** Writes a folder as an archive whose bytes depend on nothing but the files' names and contents. */
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { create } from "tar";

function filesBelow(folder, path = "") {
  return readdirSync(join(folder, path), { withFileTypes: true })
    .flatMap((entry) => {
      const name = path === "" ? entry.name : `${path}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(folder, name) : [name];
    })
    .toSorted((a, b) => (a < b ? -1 : 1));
}

/** One date for all, no owner, and either 644 or 755: what depends on the machine and the user stays out. */
function normalize(entry, folder, mtime) {
  const isProgram = (statSync(join(folder, entry.path)).mode & 0o100) !== 0;
  entry.stat.mode = isProgram ? 0o100755 : 0o100644;
  entry.mtime = mtime;
}

/**
 * @param prefix the folder that the archive unpacks to
 * @param timeMs the date of every file
 */
export async function writeArchive({ folder, file, prefix, timeMs }) {
  const mtime = new Date(timeMs);
  const chunks = [];
  const stream = create(
    {
      cwd: folder,
      prefix,
      portable: true,
      mtime,
      noDirRecurse: true,
      onWriteEntry: (entry) => normalize(entry, folder, mtime),
    },
    filesBelow(folder),
  );
  for await (const chunk of stream) chunks.push(chunk);
  const archive = gzipSync(Buffer.concat(chunks), { level: 9 });
  writeFileSync(file, archive);
  return archive;
}
