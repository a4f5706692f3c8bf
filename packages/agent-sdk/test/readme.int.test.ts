/** The README against the code: its examples compile, and its tables say what the types, their documentation and the catalogue say. */
import ts from "typescript";
import { describe, expect, it } from "vitest";
import readme from "../README.md?raw";
import { VEErrorDetails } from "../src/index.ts";
import { compileExamples, SDK_INDEX } from "./compile-examples.ts";

const CODES = Object.keys(VEErrorDetails);

/** What is written below a heading. */
function section(title: string): string {
  const [, text] = new RegExp(`^#+ ${title}\\n([\\s\\S]*?)(?=^#+ |(?![\\s\\S]))`, "m").exec(readme) ?? [];
  if (text === undefined) throw new Error(`The README has no section "${title}".`);
  return text;
}

/** The rows of the section's tables as the cells that a reader sees. */
function tableRows(title: string): readonly (readonly string[])[] {
  return Array.from(section(title).matchAll(/^\|(.+)\|$/gm), ([, row = ""]) =>
    row.split(/(?<!\\)\|/).map((cell) => cell.replaceAll(/`|\*\*|\\(?=\|)/g, "").trim()),
  );
}

/** The codes that a text names, and the families of codes, as `AUTH_*`. */
function codesIn(text: string): readonly string[] {
  return text.match(/\b[A-Z]+_[A-Z_]+\b(?:\*)?|\b[A-Z_]+_\*/g) ?? [];
}

/** The codes of a name: a family's, or the name itself. */
function family(name: string): readonly string[] {
  return name.endsWith("*") ? CODES.filter((code) => code.startsWith(name.slice(0, -1))) : [name];
}

/** The examples below each heading, except for tests: other tests run those. */
const examples = readme.split(/^## /m).flatMap((text) => {
  const [title = ""] = text.split("\n", 1);
  const codes = Array.from(text.matchAll(/^```jsx?\n([\s\S]*?)^```/gm), ([, code = ""]) => code);
  return codes.filter((code) => !/@playwright\/test|^test\(/m.test(code)).map((code) => ({ title, code }));
});
const { program, problemsOf } = compileExamples(examples.map(({ code }) => code));
const checker = program.getTypeChecker();

/** What the package exports under a name. */
function exported(name: string): ts.Symbol {
  const index = program.getSourceFile(SDK_INDEX);
  const module = index && checker.getSymbolAtLocation(index);
  const symbol = module && checker.getExportsOfModule(module).find((each) => each.name === name);
  if (!symbol) throw new Error(`The package exports no ${name}.`);
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** An agent's methods that return a promise, with the codes that their documentation names. */
function promisingMethods(): ReadonlyMap<string, readonly string[]> {
  const agent = checker.getDeclaredTypeOfSymbol(exported("VideoEngagerAgent"));
  const methods = new Map<string, readonly string[]>();
  for (const method of agent.getProperties()) {
    const [signature] = checker.getTypeOfSymbol(method).getCallSignatures();
    const isPrivate = method.name.includes("#");
    if (isPrivate || signature?.getReturnType().symbol?.name !== "Promise") continue;
    const thrown = method.getJsDocTags(checker).filter(({ name }) => name === "throws");
    methods.set(method.name, codesIn(thrown.map(({ text }) => ts.displayPartsToString(text)).join()));
  }
  return methods;
}

describe("the README's examples", () => {
  it.each(examples.map(({ title }, index) => [title, index] as const))(
    "%s compiles as a reader copies it",
    (_title, index) => {
      expect(problemsOf(index)).toEqual([]);
    },
  );

  it("are at least six", () => {
    expect(examples.length).toBeGreaterThanOrEqual(6);
  });
});

it("the README names every event with its payload, and no other", () => {
  const declared = checker
    .getDeclaredTypeOfSymbol(exported("AgentEvents"))
    .getProperties()
    .map(({ name, declarations }) => {
      const [declaration] = declarations ?? [];
      if (!declaration || !ts.isPropertySignature(declaration) || !declaration.type)
        throw new Error(`The event ${name} is not declared with its payload.`);
      const payload = declaration.type
        .getText()
        .replaceAll(/\/\*[\s\S]*?\*\/|\breadonly |^\[|,?\s*\]$/g, "")
        .replaceAll(/\s+/g, " ")
        .replaceAll("; }", " }");
      return [name, payload.trim()];
    });
  const written = tableRows("Events").map(([name, payload]) => [name, payload]);
  expect(written.slice(2)).toEqual(declared);
});

describe("the README's table of error codes", () => {
  let category = "";
  const rows = new Map<string, object>();
  for (const [name = "", code, when, , retryable, recoverable, severity] of tableRows(
    "Every error code",
  ).slice(2))
    if (code) rows.set(name, { category, code, when, retryable, recoverable, severity });
    else category = name;

  it("has every code once, and no other", () => {
    expect(tableRows("Every error code").filter(([, code]) => code?.includes("|"))).toHaveLength(
      CODES.length,
    );
    expect(new Set(rows.keys())).toEqual(new Set(CODES));
  });

  it.each(Object.values(VEErrorDetails))("has the same row for $name as VEErrorDetails", (detail) => {
    expect(rows.get(detail.name)).toEqual({
      category: detail.category,
      code: detail.code,
      when: expect.stringMatching(/\w/) as string,
      retryable: detail.retryable ? "yes" : "no",
      recoverable: detail.recoverable ? "yes" : "no",
      severity: detail.severity,
    });
  });
});

describe("the README's table of rejections", () => {
  const rows = new Map(
    tableRows("Errors")
      .filter(([name]) => name?.endsWith("()"))
      .map(([name = "", codes = ""]) => [name, codesIn(codes).flatMap(family)]),
  );
  const all = rows.get("All except destroy()") ?? [];
  // The same as init and destroy, under other names.
  const { initialize: _initialize, cleanup: _cleanup, ...methods } = Object.fromEntries(promisingMethods());

  it("has every function that returns a promise, and no other", () => {
    const written = [...rows.keys()].slice(1);
    expect(written).toHaveLength(Object.keys(methods).length);
    expect(new Set(written)).toEqual(new Set(Object.keys(methods).map((name) => `${name}()`)));
  });

  it.each(Object.entries(methods))(
    "lists for %s every code that its documentation lists",
    (name, documented) => {
      const named = [...(rows.get(`${name}()`) ?? []), ...all];
      // The documentation names a family where the README names those of it that can occur.
      expect(documented.filter((each) => !family(each).some((code) => named.includes(code)))).toEqual([]);
    },
  );

  it("lists every code, and no unknown one", () => {
    expect(new Set(codesIn(section("Errors")).flatMap(family))).toEqual(new Set(CODES));
  });
});
