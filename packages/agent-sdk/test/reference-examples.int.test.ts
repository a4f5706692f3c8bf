import ts from "typescript";
import { describe, expect, it } from "vitest";
import markdown from "./reference-examples.md?raw";

const pathOf = (name: string): string => decodeURIComponent(new URL(name, import.meta.url).pathname);
const examples = Array.from(
  markdown.matchAll(/^## (.+)\n\n```tsx\n([\s\S]*?)\n```/gm),
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
  paths: { "videoengager-agent-sdk": [pathOf("../src/index.ts")] },
};

describe("the reference's examples", () => {
  const files = new Map(
    examples.map(({ code }, index) => [pathOf(`example-${index}.tsx`), `${code}\nexport {};`]),
  );
  files.set(pathOf("given.d.ts"), GIVEN);
  const host = ts.createCompilerHost(OPTIONS);
  const disk = { ...host };
  host.fileExists = (name) => files.has(name) || disk.fileExists(name);
  host.readFile = (name) => files.get(name) ?? disk.readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = files.get(name);
    return text === undefined
      ? disk.getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...files.keys()], OPTIONS, host);

  it("are all there", () => {
    expect(examples.length).toBeGreaterThanOrEqual(25);
  });

  it.each(examples.map(({ title }, index) => [title, index] as const))(
    "%s compiles as a reader copies it",
    (_title, index) => {
      const file = program.getSourceFile(pathOf(`example-${index}.tsx`));
      const problems = [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
      expect(file).toBeDefined();
      expect(problems).toEqual([]);
    },
  );
});
