import { readFileSync } from "node:fs";
import ts from "typescript";

const transpiled = new Map<string, string>();

/** One of the peer's browser sources as a script. `values` become constants with these names. */
export function browserCode(source: URL, values: Readonly<Record<string, unknown>> = {}): string {
  let code = transpiled.get(source.href);
  if (code === undefined) {
    const { outputText } = ts.transpileModule(readFileSync(source, "utf8"), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    code = outputText;
    transpiled.set(source.href, code);
  }
  const constants = Object.entries(values).map(
    ([name, value]) => `const ${name} = ${JSON.stringify(value)};`,
  );
  return `{${constants.join("")}\n${code}}`;
}
