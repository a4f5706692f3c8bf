/** Every check of `npm test`, in order: the cheap ones first. */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { ROOT } from "./paths.mjs";
import { programOf } from "./programs.mjs";
import { run } from "./report.mjs";

const RESULTS = `${ROOT}.build/results`;

const passed = { passed: 1, failed: 0, skipped: 0 };
const failed = { passed: 0, failed: 1, skipped: 0 };

/** A check that passes or fails as a whole. */
function command(name, file, args) {
  return {
    name,
    async execute() {
      const { code, output } = await run(process.execPath, [file, ...args], { cwd: ROOT });
      return { ...(code === 0 ? passed : failed), output };
    },
  };
}

function projects() {
  const below = (folder) => readdirSync(`${ROOT}${folder}`).map((name) => `${folder}/${name}`);
  const folders = [...below("packages"), ...below("apps"), "conformance", "e2e", "bench", "scripts"];
  return folders.filter((folder) => existsSync(`${ROOT}${folder}/tsconfig.json`));
}

/** The compiler in native code checks everything in a fifth of the time; tools that use TypeScript's API need version 6. */
const NATIVE_TSC = `${ROOT}node_modules/typescript-native/bin/tsc`;

const types = {
  name: "types",
  async execute() {
    const waiting = projects();
    const outputs = [];
    const worker = async () => {
      for (let project = waiting.shift(); project; project = waiting.shift()) {
        const { code, output } = await run(process.execPath, [NATIVE_TSC, "-p", project], { cwd: ROOT });
        if (code !== 0) outputs.push(output);
      }
    };
    await Promise.all([worker(), worker()]);
    return { ...(outputs.length === 0 ? passed : failed), output: outputs.join("\n") };
  },
};

/** A test run that writes its counts to a file; one that writes none has failed. */
function counted(name, file, execute, read) {
  return {
    name,
    async execute() {
      rmSync(file, { force: true });
      const { code, output } = await execute();
      if (!existsSync(file)) return { ...failed, output };
      const counts = read(JSON.parse(readFileSync(file, "utf8")));
      const brokenOutside = code !== 0 && counts.failed === 0;
      return { ...counts, failed: counts.failed + (brokenOutside ? 1 : 0), output };
    },
  };
}

/** `workers`: how many files run at a time. By default, Vitest leaves one of two processors idle. */
function vitest(project, workers) {
  const file = `${RESULTS}/${project}.json`;
  const args = [
    "run",
    "--project",
    project,
    `--maxWorkers=${workers}`,
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  return counted(
    `${project} tests`,
    file,
    () => run(process.execPath, [programOf("vitest"), ...args], { cwd: ROOT }),
    (result) => ({
      passed: result.numPassedTests,
      failed: result.numFailedTests,
      skipped: result.numPendingTests + result.numTodoTests,
    }),
  );
}

function playwright(name, folder, extra = []) {
  const file = `${RESULTS}/${name.replaceAll(/\W+/g, "-")}.json`;
  const args = ["test", "-c", `${folder}/playwright.config.ts`, "--reporter=dot,json", ...extra];
  return counted(
    name,
    file,
    () =>
      run(process.execPath, [programOf("@playwright/test", "playwright"), ...args], {
        cwd: ROOT,
        env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
      }),
    ({ stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    }),
  );
}

const QUICK = [
  types,
  command("lint", programOf("oxlint"), ["--type-aware", "--deny-warnings"]),
  command("import rules", programOf("dependency-cruiser", "depcruise"), [
    "packages",
    "apps",
    "conformance",
    "e2e",
    "bench",
    "--config",
    ".dependency-cruiser.cjs",
  ]),
  command("format", programOf("@biomejs/biome", "biome"), ["check", "."]),
  command("unused code", programOf("knip"), []),
  command("plain words", "scripts/check-words.mjs", []),
  vitest("unit", 2),
];

/** The archives that the platform serves for `npm install`. */
const RELEASED_PACKAGE = "packages/agent-sdk/dist/release/videoengager-agent-sdk.tgz";
const RELEASED_VISITOR_PACKAGE = "packages/visitor-sdk/dist/release/videoengager-visitor.tgz";

const packageCheck = (name, file, args) => command(`package: ${name}`, file, args);

const FULL = [
  ...QUICK,
  packageCheck("publint", programOf("publint"), [RELEASED_PACKAGE, "--strict"]),
  packageCheck("types for every resolver", programOf("@arethetypeswrong/cli", "attw"), [RELEASED_PACKAGE]),
  packageCheck("size", "packages/agent-sdk/scripts/measure-size.mjs", []),
  packageCheck("visitor's publint", programOf("publint"), [RELEASED_VISITOR_PACKAGE, "--strict"]),
  packageCheck("visitor's types for every resolver", programOf("@arethetypeswrong/cli", "attw"), [
    RELEASED_VISITOR_PACKAGE,
  ]),
  packageCheck("visitor's size", "packages/visitor-sdk/scripts/measure-size.mjs", []),
  vitest("integration", 2),
  vitest("fault", 1),
  playwright("browser tests", "e2e", ["--project=http", "--project=https"]),
  playwright("pictures of every state", "e2e", ["--project=looks", "--workers=2"]),
  playwright("conformance tests", "conformance", ["--project=sdk", "--project=platform"]),
  playwright("conformance tests in Firefox", "conformance", ["--project=firefox", "--workers=2"]),
];

const LONG = [
  vitest("long", 1),
  playwright("long conformance tests", "conformance", ["--project=long"]),
  playwright("conformance tests of the rules in Firefox", "conformance", [
    "--project=firefox-rules",
    "--workers=2",
  ]),
];

export const CHECKS = { quick: QUICK, full: FULL, long: LONG };
