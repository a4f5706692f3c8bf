/**
 * What an editor shows when the pointer rests on a name of the package: asked of TypeScript's language service, about the
 * types that are published.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const ENTRIES: Readonly<Record<string, string>> = {
  "videoengager-agent-sdk": pathOf("../dist/index.d.ts"),
  "videoengager-agent-sdk/react": pathOf("../dist/react/index.d.ts"),
  "videoengager-agent-sdk/vue": pathOf("../dist/vue/index.d.ts"),
};

/** An application's file that imports every name of a package entry. */
interface Page {
  readonly path: string;
  readonly text: string;
}

const program = ts.createProgram(Object.values(ENTRIES), {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  skipLibCheck: true,
  paths: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, [file]])),
});
const checker = program.getTypeChecker();

/** What an entry exports, aliases resolved. */
function exportsOf(entry: string): readonly (readonly [name: string, symbol: ts.Symbol])[] {
  const file = program.getSourceFile(ENTRIES[entry] ?? "");
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) throw new Error(`${entry} has no types: is the SDK built?`);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => [
      symbol.name,
      symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    ]);
}

const pages: ReadonlyMap<string, Page> = new Map(
  Object.keys(ENTRIES).map((entry, index) => {
    const names = exportsOf(entry).map(([name]) => (name === "default" ? "default as shared" : name));
    const path = pathOf(`application-${index}.ts`);
    return [
      entry,
      { path, text: `import {\n${names.map((name) => `  ${name},\n`).join("")}} from "${entry}";\n` },
    ];
  }),
);

function startService(): ts.LanguageService {
  const texts = new Map(Array.from(pages.values(), ({ path, text }) => [path, text]));
  const read = (path: string): string | undefined =>
    texts.get(path) ?? (existsSync(path) ? readFileSync(path, "utf8") : undefined);
  return ts.createLanguageService({
    getCompilationSettings: () => program.getCompilerOptions(),
    getScriptFileNames: () => [...texts.keys()],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => pathOf("."),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => read(path) !== undefined,
    readFile: read,
  });
}

const service = startService();

interface Hover {
  /** The name with its type. */
  readonly heading: string;
  readonly text: string;
  /** The tags as `@param`, with their texts. */
  readonly tags: readonly { readonly name: string; readonly text: string }[];
}

/** What an editor shows for an imported name. */
function hover(entry: string, name: string): Hover {
  const page = pages.get(entry);
  if (!page) throw new Error(`There is no entry ${entry}.`);
  const info = service.getQuickInfoAtPosition(page.path, page.text.indexOf(`  ${name}`) + 2);
  return {
    heading: ts.displayPartsToString(info?.displayParts),
    text: ts.displayPartsToString(info?.documentation),
    tags: (info?.tags ?? []).map((tag) => ({ name: tag.name, text: ts.displayPartsToString(tag.text) })),
  };
}

/** What is missing in the documentation of a function: parameters, what it gives, its errors. */
function missingIn(
  { text, tags }: Omit<Hover, "heading">,
  signatures: readonly ts.Signature[],
): readonly string[] {
  const missing = text.length < 20 ? ["what it does"] : [];
  const documented = tags.filter(({ name }) => name === "param").map((tag) => tag.text);
  const parameters = new Set(signatures.flatMap((each) => each.getParameters().map(({ name }) => name)));
  for (const parameter of parameters)
    if (!documented.some((line) => new RegExp(`^${parameter}\\s+\\S`).test(line)))
      missing.push(`the parameter ${parameter}`);
  const isVoid = signatures.every(
    (each) => (each.getReturnType().flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined)) !== 0,
  );
  if (!isVoid && !tags.some((tag) => tag.name === "returns" && tag.text)) missing.push("what it returns");
  const saysErrors =
    tags.some((tag) => tag.name === "throws" && tag.text) ||
    /never (throws|rejects)/i.test([text, ...tags.map((tag) => tag.text)].join(" "));
  if (!saysErrors) missing.push("its errors");
  return missing;
}

function hoverOf(symbol: ts.Symbol): Omit<Hover, "heading"> {
  return {
    text: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
    tags: symbol
      .getJsDocTags(checker)
      .map((tag) => ({ name: tag.name, text: ts.displayPartsToString(tag.text) })),
  };
}

/** The fields of a type, of each variant where there are several. The members of the language's own types don't count. */
function fieldsOf(type: ts.Type): readonly ts.Symbol[] {
  const variants = type.isUnion() ? type.types : [type];
  return [...new Set(variants.flatMap((variant) => variant.getProperties()))].filter(
    ({ name, declarations }) =>
      name !== "#private" &&
      declarations?.every((each) => each.getSourceFile().fileName.includes("/agent-sdk/dist/")),
  );
}

const isFunction = (symbol: ts.Symbol): boolean =>
  (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable)) !== 0 &&
  /^[a-z]/.test(symbol.name) &&
  checker.getTypeOfSymbol(symbol).getCallSignatures().length > 0;

const isType = ({ flags }: ts.Symbol): boolean =>
  (flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Class)) !== 0;

describe.each(Object.keys(ENTRIES))("hovering a name of %s in an editor", (entry) => {
  const exported = exportsOf(entry);

  it.each(exported)("says what %s is", (name) => {
    const { heading, text } = hover(entry, name);
    expect(text).toMatch(/\w+ \w+/);
    // The bundler names a second declaration of a name like this.
    expect(heading).not.toMatch(/\w\$\d/);
  });

  const functions = exported.filter(([, symbol]) => isFunction(symbol));
  it.each(functions)("shows the parameters, the result and the errors of %s()", (name, symbol) => {
    expect(missingIn(hover(entry, name), checker.getTypeOfSymbol(symbol).getCallSignatures())).toEqual([]);
  });

  const types = exported.filter(([, symbol]) => isType(symbol));
  it.each(types)("describes each field of %s", (_name, symbol) => {
    const silent = fieldsOf(checker.getDeclaredTypeOfSymbol(symbol))
      .filter((field) => hoverOf(field).text.trim() === "")
      .map(({ name }) => name);
    expect(silent).toEqual([]);
  });
});

describe("the documentation of the package's functions", () => {
  const entry = "videoengager-agent-sdk";
  const agent = exportsOf(entry).find(([name, { flags }]) => name === "VideoEngagerAgent" && flags);
  if (!agent) throw new Error("The package exports no VideoEngagerAgent.");
  const methods = new Map(
    checker
      .getDeclaredTypeOfSymbol(agent[1])
      .getProperties()
      .map((method) => [method.name, method]),
  );
  const names = exportsOf(entry)
    .filter(([name, symbol]) => isFunction(symbol) && methods.has(name) && name !== "getInstance")
    .map(([name]) => name);

  it("covers more than twenty functions", () => {
    expect(names.length).toBeGreaterThan(20);
  });

  it.each(names)("is the same for %s() as for the agent's method", (name) => {
    const method = methods.get(name);
    const { heading: _heading, ...documentation } = hover(entry, name);
    expect(method && hoverOf(method)).toEqual(documentation);
  });
});
