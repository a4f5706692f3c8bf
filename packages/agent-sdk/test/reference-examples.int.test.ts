import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "../src/index.ts");
const examples = Array.from(
  readFileSync(join(here, "reference-examples.md"), "utf8").matchAll(/^## (.+)\n\n```tsx\n([\s\S]*?)\n```/gm),
  ([, title = "", code = ""]) => ({ title, code }),
);

/** What the examples take as given. */
const GIVEN = `
declare const process: { env: Record<string, string> };
declare const visitorId: string, yourAuthService: any, analytics: any;
declare function shouldRejectCall(notification: unknown): boolean;
declare function updateCRM(session: unknown): void;
declare function logSessionEnd(session: unknown): void;
`;

/** As an application without strict settings compiles them; the reference's examples name no types. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.ReactJSX,
  strict: false,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  esModuleInterop: true,
  types: [],
  paths: { "videoengager-agent-sdk": [source] },
};

describe("the reference's examples", () => {
  const files = new Map(
    examples.map(({ code }, index) => [join(here, `example-${index}.tsx`), `${code}\nexport {};`]),
  );
  files.set(join(here, "given.d.ts"), GIVEN);
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists.call(host, name);
  host.readFile = (name) => files.get(name) ?? readFile.call(host, name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = files.get(name);
    return text === undefined
      ? getSourceFile.call(host, name, version, ...rest)
      : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...files.keys()], OPTIONS, host);

  it("are all there", () => {
    expect(examples.length).toBeGreaterThanOrEqual(25);
  });

  it.each(examples.map(({ title }, index) => [title, index] as const))(
    "%s compiles as a reader copies it",
    (_title, index) => {
      const file = program.getSourceFile(join(here, `example-${index}.tsx`));
      const problems = [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
      expect(file).toBeDefined();
      expect(problems).toEqual([]);
    },
  );
});
