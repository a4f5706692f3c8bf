import ts from "typescript";
import { compileScript, compileTemplate, parse, rewriteDefault } from "vue/compiler-sfc";

/** Compiles an example to what its build tool would serve to a browser. */
export function compileExample(language: string, code: string): string {
  switch (language) {
    case "ts":
      return ts.transpile(code, { target: ts.ScriptTarget.ES2022 });
    case "jsx":
      return ts.transpile(code, { target: ts.ScriptTarget.ES2022, jsx: ts.JsxEmit.React }, "example.tsx");
    case "vue":
      return compileVue(code);
    default:
      return code;
  }
}

/** Compiles a single-file component to a module that defines it as `VideoEngagerComponent`. */
function compileVue(source: string): string {
  const id = "example";
  const { descriptor } = parse(source, { filename: "example.vue" });
  const script = compileScript(descriptor, { id });
  const { code: template, errors } = compileTemplate({
    id,
    filename: "example.vue",
    source: descriptor.template!.content,
  });
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return `${rewriteDefault(script.content, "VideoEngagerComponent")}
${template.replace("export function render", "function render")}
VideoEngagerComponent.render = render;`;
}
