#!/usr/bin/env node
import { runCli } from "./cli/run-cli.ts";

const code = await runCli(process.argv.slice(2), {
  env: process.env,
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
});
// What a command started can hang, such as the lookup of a host. Both streams can still have something to write.
process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
