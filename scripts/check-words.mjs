/** Finds phrases that readers stumble over, in everything that is committed. Each has a plain replacement. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { ROOT } from "./lib/paths.mjs";

const PHRASES = [
  { found: /\bby itself\b/i, instead: "automatically, alone" },
  // "Its own origin" is fine, "an origin of its own" is not.
  {
    found: /\bof (its|his|her|their) own(?=[.,;:)"'`]|\s+(that|which|and|as|for|in)\b|\s*$)/i,
    instead: "its own …, a separate …",
  },
  { found: /\bin vain\b/i, instead: "without success, timed out" },
  { found: /\bfor who\b/i, instead: "for people who" },
  { found: /\bfor want of\b/i, instead: "without" },
  { found: /\bnobody's to\b/i, instead: "name who does it" },
];
const TEXT = /\.(ts|tsx|mjs|js|css|html|md|json|yml|yaml)$/;

const files = execFileSync("git", ["ls-files"], { cwd: ROOT, encoding: "utf8" })
  .split("\n")
  .filter(
    (file) => TEXT.test(file) && !file.endsWith("package-lock.json") && file !== "scripts/check-words.mjs",
  );

let count = 0;
for (const file of files)
  readFileSync(`${ROOT}${file}`, "utf8")
    .split("\n")
    .forEach((line, index) => {
      for (const { found, instead } of PHRASES) {
        const [phrase] = found.exec(line) ?? [];
        if (phrase === undefined) continue;
        count += 1;
        console.error(`${file}:${index + 1}: "${phrase}". Say: ${instead}.`);
      }
    });
process.exitCode = count === 0 ? 0 : 1;
