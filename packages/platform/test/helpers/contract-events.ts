import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import ts from "typescript";

const require = createRequire(import.meta.url);

/** The names of an event map's events, read from the contract itself: one that is added there cannot be forgotten here. */
export async function contractEvents(file: string, eventMap: string): Promise<readonly string[]> {
  const path = require.resolve(`@videoengager/protocol/${file}`);
  const source = ts.createSourceFile(path, await readFile(path, "utf8"), ts.ScriptTarget.Latest);
  const map = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === eventMap,
  );
  if (!map) throw new Error(`${file} has no ${eventMap}.`);
  return map.members.flatMap(({ name }) => (name && ts.isIdentifier(name) ? [name.text] : [])).toSorted();
}
