/** The platform as a child process. */
import { fork } from "node:child_process";
import { ROOT } from "./paths.mjs";

/**
 * Starts the built platform. `ready` resolves with its ready message (`{url, urls, demo?}`), or rejects when the
 * process ends before; what it prints goes to the terminal.
 */
export function startPlatform(env) {
  const child = fork(`${ROOT}packages/platform/dist/main.js`, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  const ready = new Promise((resolve, reject) => {
    child.on("message", (message) => {
      if (message?.type === "ready") resolve(message);
    });
    child.on("exit", (code) =>
      reject(new Error(`The platform ended with code ${code} before it was ready.`)),
    );
  });
  return { child, ready };
}
