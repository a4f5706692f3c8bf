import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { getInstance, type InitOptions, type VideoEngagerAgent } from "videoengager-agent-sdk";
import {
  type InitMembership,
  type InitProgress,
  type InitState,
  joinInit,
  WAITING,
} from "../frameworks/shared-init.ts";

/**
 * Initialises the agent when the component mounts. Several components may use it with the same options: they share the
 * agent, and the last one to unmount destroys it. Options that change later have no effect; give the component another
 * `key` instead. Never throws: a failed `init()` is in `error`.
 *
 * @param options the options of `init()`
 * @param agent default: the shared agent
 * @returns `isReady`; `error`, null unless `init()` failed; `retry()`, which calls `init()` again
 */
export function useVideoEngager(
  options: InitOptions,
  agent: VideoEngagerAgent = getInstance(),
): InitProgress {
  const [first] = useState(options);
  const [state, setState] = useState<InitState>(WAITING);
  const membership = useRef<InitMembership | null>(null);
  useEffect(() => {
    const joined = joinInit(agent, first, setState);
    membership.current = joined;
    return joined.leave;
  }, [agent, first]);
  const retry = useCallback(() => membership.current?.retry(), []);
  return useMemo(() => ({ ...state, retry }), [state, retry]);
}
