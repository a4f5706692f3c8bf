import { getInstance, type InitOptions, type VideoEngagerAgent } from "videoengager-agent-sdk";
import { type ShallowRef, shallowReadonly, shallowRef } from "vue";
import { type InitProgress, joinInit, WAITING } from "../frameworks/shared-init.ts";
import { subscribeInBrowser } from "./subscribe-in-browser.ts";

/**
 * Initialises the agent when the component mounts. Several components may use it with the same options: they share the
 * agent, and the last one to unmount destroys it. Never throws: a failed `init()` is in `error`.
 *
 * @param options the options of `init()`
 * @param agent default: the shared agent
 * @returns a ref with `isReady`; `error`, null unless `init()` failed; `retry()`, which calls `init()` again
 */
export function useVideoEngager(
  options: InitOptions,
  agent: VideoEngagerAgent = getInstance(),
): Readonly<ShallowRef<InitProgress>> {
  let retryInit = (): void => {};
  const retry = (): void => retryInit();
  const progress = shallowRef<InitProgress>({ ...WAITING, retry });
  subscribeInBrowser(() => {
    const membership = joinInit(agent, options, (state) => {
      progress.value = { ...state, retry };
    });
    retryInit = membership.retry;
    return membership.leave;
  });
  return shallowReadonly(progress);
}
