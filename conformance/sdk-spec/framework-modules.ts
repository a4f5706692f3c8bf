import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
/** Resolves a package like a build tool does in development. */
const REACT = requireFrom("react", "cjs/react.development.js");
const REACT_DOM = requireFrom("react-dom", "cjs/react-dom.development.js");
const REACT_DOM_CLIENT = requireFrom("react-dom", "cjs/react-dom-client.development.js");
const SCHEDULER = requireFrom("scheduler", "cjs/scheduler.development.js", REACT_DOM);
const VUE = requireFrom("vue", "dist/vue.runtime.esm-browser.js");

/** The application's import map for the frameworks. */
export const FRAMEWORK_IMPORTS: Readonly<Record<string, string>> = {
  react: "/frameworks/react.js",
  "react-dom": "/frameworks/react-dom.js",
  "react-dom/client": "/frameworks/react-dom-client.js",
  scheduler: "/frameworks/scheduler.js",
  vue: "/frameworks/vue.js",
};

/** The frameworks as modules of the application's server, by path. Each is built on its first request. */
export const FRAMEWORK_MODULES: ReadonlyMap<string, () => string> = new Map([
  ["/frameworks/react.js", () => fromCommonJs(REACT)],
  ["/frameworks/react-dom.js", () => fromCommonJs(REACT_DOM)],
  ["/frameworks/react-dom-client.js", () => fromCommonJs(REACT_DOM_CLIENT)],
  ["/frameworks/scheduler.js", () => fromCommonJs(SCHEDULER)],
  ["/frameworks/vue.js", () => readFileSync(VUE, "utf8")],
]);

function requireFrom(name: string, file: string, importer: string = import.meta.filename): string {
  const resolved = createRequire(importer).resolve(`${name}/package.json`);
  return join(dirname(resolved), file);
}

/** React is published only as CommonJS. This is the same code as an ES module with named exports. */
function fromCommonJs(file: string): string {
  const code = readFileSync(file, "utf8");
  const needed = [...new Set([...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name!))];
  const imports = needed.map((name, index) => `import * as needed${index} from ${JSON.stringify(name)};`);
  const table = needed.map((name, index) => `${JSON.stringify(name)}: needed${index}`);
  const names = Object.keys(require(file) as object).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
  return `${imports.join("\n")}
const needed = { ${table.join(", ")} };
const exports = {};
(function (exports, require, process) {
${code}
})(exports, (name) => needed[name], { env: { NODE_ENV: "development" } });
export default exports;
export const { ${names.join(", ")} } = exports;
`;
}
