import type { Agent, AgentClass, Sdk } from "../sdk-under-test.ts";

declare global {
  interface Window {
    /** The SDK as an ES module, or the global of its script tag. */
    sdk: Sdk;
    VideoEngagerAgent: AgentClass & Agent;
    /** Values that a test needs in a later step. */
    keep: Record<string, unknown>;
    /** Only in Firefox; in Chromium it is Playwright's. */
    virtualClock: { runFor(ms: number): Promise<void>; pauseAt(timeMs: number): Promise<void> };
    harness: {
      attempt(run: () => unknown): Promise<unknown>;
      begin(name: string, run: () => unknown): void;
      listen(target: { on(event: string, listener: (...all: never[]) => void): unknown }): void;
      remaining(): unknown;
      plain(value: unknown): unknown;
      begun: Map<string, { outcome: Promise<unknown>; isSettled: boolean }>;
      seen: { type: string; payload: unknown; detail?: unknown }[];
      errors: { json: string; message: unknown }[];
    };
  }
}
