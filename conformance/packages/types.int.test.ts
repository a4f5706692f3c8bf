/** TypeScript finds the types of the package and of its subpaths with every `moduleResolution`. */
import { expect, it } from "vitest";
import { TemporaryProject } from "./temporary-project.ts";

const APPLICATION = `
import { type CallState, init, VERSION, VideoEngagerAgentError } from "videoengager-agent-sdk";
import { useAgentState as useReactState } from "videoengager-agent-sdk/react";
import { useAgentState as useVueState } from "videoengager-agent-sdk/vue";

export const version: string = VERSION;
export const inReact = (): CallState => useReactState().callState;
export const inVue = (): CallState => useVueState().value.callState;
export function isBusy(error: unknown): boolean {
  return VideoEngagerAgentError.is(error, "SESSION_ALREADY_ACTIVE");
}
// @ts-expect-error An unknown authentication method must not compile.
export const wrong = (): Promise<unknown> => init({ authMethod: "unknown", domain: "video.example.com" });
`;

it.each([
  { resolution: "node10", module: "commonjs", type: "commonjs", ignoreDeprecations: "6.0" },
  { resolution: "node16", module: "node16", type: "commonjs" },
  { resolution: "node16", module: "node16", type: "module" },
  { resolution: "bundler", module: "esnext", type: "module" },
])(
  "moduleResolution $resolution in a $type project",
  async ({ resolution, module, type, ignoreDeprecations }) => {
    const project = await TemporaryProject.create(`types-${resolution}-${type}`, {
      "package.json": JSON.stringify({ private: true, type }),
      "application.ts": APPLICATION,
      "tsconfig.json": JSON.stringify({
        compilerOptions: {
          target: "es2022",
          lib: ["es2022", "dom"],
          module,
          moduleResolution: resolution,
          ...(ignoreDeprecations && { ignoreDeprecations }),
          strict: true,
          noEmit: true,
          esModuleInterop: true,
          skipLibCheck: true,
          types: [],
        },
        files: ["application.ts"],
      }),
    });
    expect(await project.run("typescript/bin/tsc", "-p", ".")).toBe("");
  },
);
