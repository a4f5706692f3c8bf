/** Who may import whom: the table of ARCHITECTURE.md as rules. */
const src = (name) => `^(packages|apps)/${name}/src`;
const ownOrPackage = (name, allowed) => ({
  name: `${name}-imports-only-${allowed.join("-and-") || "itself"}`,
  severity: "error",
  from: { path: src(name) },
  to: {
    path: "^(packages|apps|e2e|bench|conformance)/",
    pathNot: [
      src(name),
      ...allowed.map((other) => `^packages/${other}/src`),
      `^(packages|apps)/${name}/package\\.json$`,
      "/node_modules/",
    ],
  },
});

/** The platform's features; beside the rules of each stand its adapters, which their names tell. */
const FEATURE = "^packages/platform/src/(identity|calls|queue|presence|archive|pin)/";
const ADAPTER = "^packages/platform/src/[a-z]+/(.*\\.(sql|routes|cli)\\.ts$|(signalling|push)/)";

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    ownOrPackage("protocol", []),
    ownOrPackage("agent-sdk", ["protocol"]),
    ownOrPackage("visitor-sdk", ["protocol"]),
    ownOrPackage("push-client", ["protocol"]),
    ownOrPackage("call-ui", ["protocol", "ui-kit"]),
    ownOrPackage("ui-kit", []),
    ownOrPackage("platform", ["protocol"]),
    {
      name: "desk-imports-only-the-public-sdk",
      severity: "error",
      from: { path: "^apps/agent-desk/src" },
      to: { path: "^packages/", pathNot: "^packages/(agent-sdk/(dist|package\\.json)|ui-kit/)" },
    },
    {
      name: "demo-imports-only-the-public-library",
      severity: "error",
      from: { path: "^apps/visitor-demo/src" },
      to: { path: "^packages/", pathNot: "^packages/(visitor-sdk/(dist|package\\.json)|ui-kit/)" },
    },
    {
      name: "conformance-imports-nothing-of-ours",
      severity: "error",
      from: { path: "^conformance/" },
      to: { path: "^(packages|apps|e2e|bench)/" },
    },
    {
      name: "sdk-has-no-runtime-dependency",
      severity: "error",
      from: { path: "^packages/(agent|visitor)-sdk/src", pathNot: "/src/(react|vue)/" },
      to: { dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "core"] },
    },
    {
      name: "sdk-call-rules-are-pure",
      severity: "error",
      from: { path: "^packages/agent-sdk/src/call/" },
      to: { path: "^packages/agent-sdk/src/(widget|platform|queue)/" },
    },
    {
      name: "sdk-queue-is-loaded-on-demand",
      comment: "The folder queue/ is a download of its own; only its loader may import it.",
      severity: "error",
      from: {
        path: "^packages/agent-sdk/src/",
        pathNot: "^packages/agent-sdk/src/(queue/|api/load-standalone)",
      },
      to: { path: "^packages/agent-sdk/src/queue/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "sdk-adapters-do-not-import-each-other",
      severity: "error",
      from: { path: "^packages/agent-sdk/src/(widget|platform)/" },
      to: {
        path: "^packages/agent-sdk/src/(widget|platform|queue)/",
        pathNot: "^packages/agent-sdk/src/$1/",
      },
    },
    {
      name: "platform-rules-are-pure",
      comment:
        "What is no adapter by its name holds rules: no SQL, no routes, no sockets, no library but jose and zod.",
      severity: "error",
      from: { path: `${FEATURE}[^/]+\\.ts$`, pathNot: ADAPTER },
      to: {
        path: [ADAPTER, "^packages/platform/src/cli/", "node_modules"],
        pathNot: ["node_modules/(jose|zod)/"],
      },
    },
    {
      name: "platform-sql-knows-no-transport",
      severity: "error",
      from: { path: "^packages/platform/src/.*\\.sql\\.ts$" },
      to: {
        path: [
          `${FEATURE}.*\\.(routes|cli)\\.ts$`,
          `${FEATURE}(signalling|push)/`,
          "^packages/platform/src/cli/",
        ],
      },
    },
    {
      name: "platform-routes-and-sockets-go-through-the-rules",
      severity: "error",
      from: { path: `${FEATURE}(.*\\.routes\\.ts$|(signalling|push)/)` },
      to: {
        path: "^packages/platform/src/(.*\\.sql\\.ts$|cli/)",
      },
    },
    {
      name: "platform-loads-opentelemetry-only-where-configured",
      comment: "One file imports the library, and that file is only imported dynamically.",
      severity: "error",
      from: { path: "^packages/platform/src/", pathNot: "/observe/trace-calls\\.ts$" },
      to: { path: "node_modules/@opentelemetry/" },
    },
    {
      name: "platform-loads-traces-on-demand",
      severity: "error",
      from: { path: "^packages/platform/src/" },
      to: { path: "/observe/trace-calls\\.ts$", dynamic: false },
    },
    {
      name: "call-ui-rules-are-pure",
      severity: "error",
      from: { path: "^packages/call-ui/src/call/.*machine" },
      to: { path: "^packages/call-ui/src/(peer|media|host|views)/" },
    },
    {
      name: "only-the-socket-transport-knows-socket-io",
      severity: "error",
      from: {
        path: "^packages/(push-client|call-ui)/src/",
        pathNot: "/(socket-transport|open-socket)\\.ts$",
      },
      to: { path: "node_modules/socket.io-client" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|node_modules/\\.)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js"],
    },
  },
};
