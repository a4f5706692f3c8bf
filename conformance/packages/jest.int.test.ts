/** An application's unit test with Jest 29 and jsdom 20, the oldest that the package supports. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT, TemporaryProject } from "./temporary-project.ts";

const README = readFileSync(join(ROOT, "packages/agent-sdk/README.md"), "utf8");
const [, EXAMPLE] = /^```js\n(\/\/ widget\.test\.js\n[\s\S]*?)^```/m.exec(README) ?? [];

it("the README's unit test passes", async () => {
  const project = await TemporaryProject.create("jest", {
    "widget.test.js": EXAMPLE!,
    "jest.config.json": '{ "testEnvironment": "jsdom", "transform": {} }',
  });
  const output = await project.run("jest/bin/jest.js", "--json", "--config=jest.config.json", "--rootDir=.");
  expect(JSON.parse(output)).toMatchObject({ numPassedTests: 1, numTotalTests: 1 });
});
