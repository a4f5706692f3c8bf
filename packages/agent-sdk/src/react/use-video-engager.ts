import { useEffect, useState } from "react";
import {
  getInstance,
  type InitOptions,
  type VideoEngagerAgent,
  VideoEngagerAgentError,
} from "videoengager-agent-sdk";

/** How far `init()` has come. */
export interface InitProgress {
  readonly isReady: boolean;
  /** Why `init()` failed. */
  readonly error: VideoEngagerAgentError | null;
}

/**
 * Initialises the agent when the component is mounted, and destroys it with the component. Options that change later
 * have no effect: give the component another `key`.
 */
export function useVideoEngager(
  options: InitOptions,
  agent: VideoEngagerAgent = getInstance(),
): InitProgress {
  const [first] = useState(options);
  const [progress, setProgress] = useState<InitProgress>({ isReady: false, error: null });
  useEffect(() => {
    let isMounted = true;
    const report = (next: InitProgress): void => {
      if (isMounted) setProgress(next);
    };
    agent.init(first).then(
      () => report({ isReady: true, error: null }),
      (error: unknown) => {
        if (VideoEngagerAgentError.isVeError(error)) report({ isReady: false, error });
      },
    );
    return () => {
      isMounted = false;
      void agent.destroy();
    };
  }, [agent, first]);
  return progress;
}
