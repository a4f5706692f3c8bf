/** An application's unit test with Jest 29 and jsdom 20, the oldest that the package supports. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT, TemporaryProject } from "./temporary-project.ts";

const README = readFileSync(join(ROOT, "packages/agent-sdk/README.md"), "utf8");
const [, EXAMPLE] = /^```js\n(\/\/ widget\.test\.js\n[\s\S]*?)^```/m.exec(README) ?? [];

const INIT = 'agentEmail: "agent@example.com",';

it.each([
  ["in the default UI", ""],
  ["in an element of the application", "options: { container: document.body },"],
  ["in an element with an id", 'options: { containerId: (document.body.id = "page") },'],
])("the README's unit test passes with the widget %s", async (_where, options) => {
  const code = EXAMPLE!.replace(INIT, `${INIT} ${options}`);
  const project = await TemporaryProject.create("jest", {
    "widget.test.js": code,
    "jest.config.json": '{ "testEnvironment": "jsdom", "transform": {} }',
  });
  const output = await project.run("jest/bin/jest.js", "--json", "--config=jest.config.json", "--rootDir=.");
  expect(JSON.parse(output)).toMatchObject({ numPassedTests: 1, numTotalTests: 1 });
  if (options) expect(code).toContain(options);
});
