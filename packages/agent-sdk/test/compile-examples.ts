import { fileURLToPath } from "node:url";
import ts from "typescript";

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The file of the package's exports. */
export const SDK_INDEX: string = pathOf("../src/index.ts");

/** As an application without strict settings compiles them: examples name no types. */
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
  paths: {
    "videoengager-agent-sdk": [SDK_INDEX],
    "videoengager-agent-sdk/react": [pathOf("../src/react/index.ts")],
    "videoengager-visitor": [pathOf("../../visitor-sdk/src/index.ts")],
  },
};

export interface CompiledExamples {
  readonly program: ts.Program;
  /** What the compiler has against an example; undefined where it has not seen it. */
  readonly problemsOf: (index: number) => readonly string[] | undefined;
}

/**
 * Compiles each as a separate module.
 *
 * @param given declarations that all of them take as given
 */
export function compileExamples(codes: readonly string[], given = ""): CompiledExamples {
  const nameOf = (index: number): string => pathOf(`example-${index}.tsx`);
  const files = new Map(codes.map((code, index) => [nameOf(index), `${code}\nexport {};`]));
  files.set(pathOf("given.d.ts"), given);
  const host = ts.createCompilerHost(OPTIONS);
  const disk = { ...host };
  host.fileExists = (name) => files.has(name) || disk.fileExists(name);
  host.readFile = (name) => files.get(name) ?? disk.readFile(name);
  const program = ts.createProgram([...files.keys(), SDK_INDEX], OPTIONS, host);
  return {
    program,
    problemsOf(index) {
      const file = program.getSourceFile(nameOf(index));
      if (!file) return undefined;
      const problems = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
      return problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    },
  };
}
