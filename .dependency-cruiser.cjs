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

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    ownOrPackage("protocol", []),
    ownOrPackage("agent-sdk", ["protocol"]),
    ownOrPackage("push-client", ["protocol"]),
    ownOrPackage("call-ui", ["protocol", "design-tokens"]),
    ownOrPackage("design-tokens", []),
    ownOrPackage("visitor-demo", ["design-tokens"]),
    ownOrPackage("platform", ["protocol"]),
    {
      name: "desk-imports-only-the-public-sdk",
      severity: "error",
      from: { path: "^apps/agent-desk/src" },
      to: { path: "^packages/", pathNot: "^packages/(agent-sdk/(dist|package\\.json)|design-tokens/)" },
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
      from: { path: "^packages/agent-sdk/src", pathNot: "/src/(react|vue)/" },
      to: { dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "core"] },
    },
    {
      name: "sdk-call-rules-are-pure",
      severity: "error",
      from: { path: "^packages/agent-sdk/src/calls/" },
      to: { path: "^packages/agent-sdk/src/(widget|push|http|auth)/" },
    },
    {
      name: "sdk-adapters-do-not-import-each-other",
      severity: "error",
      from: { path: "^packages/agent-sdk/src/(widget|push|http|auth)/" },
      to: {
        path: "^packages/agent-sdk/src/(widget|push|http|auth)/",
        pathNot: ["^packages/agent-sdk/src/$1/", "^packages/agent-sdk/src/http/"],
      },
    },
    {
      name: "platform-domain-is-pure",
      severity: "error",
      from: { path: "^packages/platform/src/domain/" },
      to: {
        path: ["^packages/platform/src/(http|push|signalling|store|pages|cli)/", "node_modules"],
        pathNot: ["node_modules/(jose|zod)/"],
      },
    },
    {
      name: "platform-store-knows-only-the-domain",
      severity: "error",
      from: { path: "^packages/platform/src/store/" },
      to: { path: "^packages/platform/src/(http|push|signalling|pages|cli)/" },
    },
    {
      name: "platform-adapters-do-not-import-each-other",
      severity: "error",
      from: { path: "^packages/platform/src/(http|push|signalling)/" },
      to: {
        path: "^packages/platform/src/(http|push|signalling|store|cli)/",
        pathNot: "^packages/platform/src/$1/",
      },
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
      from: { path: "^packages/(push-client|call-ui)/src/", pathNot: "socket-transport\\.ts$" },
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
