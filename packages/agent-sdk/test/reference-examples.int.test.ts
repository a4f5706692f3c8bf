import { describe, expect, it } from "vitest";
import { compileExamples } from "./compile-examples.ts";
import markdown from "./reference-examples.md?raw";

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

describe("the reference's examples", () => {
  const { problemsOf } = compileExamples(
    examples.map(({ code }) => code),
    GIVEN,
  );

  it("are at least 25", () => {
    expect(examples.length).toBeGreaterThanOrEqual(25);
  });

  it.each(examples.map(({ title }, index) => [title, index] as const))(
    "%s compiles as a reader copies it",
    (_title, index) => {
      expect(problemsOf(index)).toEqual([]);
    },
  );
});
