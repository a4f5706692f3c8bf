/** The README against the code: its examples compile, and its tables name what there is. */
import { describe, expect, it } from "vitest";
import { compileExamples } from "../../agent-sdk/test/compile-examples.ts";
import readme from "../README.md?raw";
import { BUTTON_STYLE } from "../src/element/button-style.ts";
import { BUTTON_ATTRIBUTES } from "../src/element/call-button.ts";

const examples = Array.from(readme.matchAll(/^```js\n([\s\S]*?)^```/gm), ([, code = ""]) => code);

/** The values of the first column of a section's tables. */
function firstColumn(title: string): readonly string[] {
  const [, text = ""] =
    new RegExp(`^## ${title}\\n([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, "m").exec(readme) ?? [];
  return Array.from(text.matchAll(/^\| `([^`]+)`/gm), ([, cell = ""]) => cell);
}

/** A type of the package with every value of the README's table; it compiles only if both have the same values. */
const sameAs = (type: string, values: readonly string[]): string => `
import type { VisitorErrorCode, VisitorState } from "videoengager-visitor";
const written: Record<${type}, true> = { ${values.map((value) => `"${value}": true`).join(", ")} };
`;

const { problemsOf } = compileExamples([
  ...examples,
  sameAs("VisitorErrorCode", firstColumn("Errors")),
  sameAs('VisitorState["name"]', firstColumn("States")),
]);

describe("the README", () => {
  it("has examples, and each compiles as a reader copies it", () => {
    expect(examples.length).toBeGreaterThanOrEqual(2);
    for (const index of examples.keys()) expect(problemsOf(index), examples[index]).toEqual([]);
  });

  it("has every error code, and no other", () => {
    expect(problemsOf(examples.length)).toEqual([]);
  });

  it("has every state, and no other", () => {
    expect(problemsOf(examples.length + 1)).toEqual([]);
  });

  it("has every attribute and every custom property of the button", () => {
    const properties = BUTTON_STYLE.match(/--video-call-[a-z-]+/g) ?? [];
    for (const name of [...BUTTON_ATTRIBUTES, ...properties]) expect(readme).toContain(`\`${name}\``);
  });
});
