import {
  getInstance,
  type InitOptions,
  type VideoEngagerAgent,
  VideoEngagerAgentError,
} from "videoengager-agent-sdk";
import { onBeforeUnmount, onMounted, type ShallowRef, shallowReadonly, shallowRef } from "vue";

/** How far `init()` has come. */
export interface InitProgress {
  readonly isReady: boolean;
  /** Why `init()` failed. */
  readonly error: VideoEngagerAgentError | null;
}

/** Initialises the agent when the component is mounted, and destroys it with the component. */
export function useVideoEngager(
  options: InitOptions,
  agent: VideoEngagerAgent = getInstance(),
): Readonly<ShallowRef<InitProgress>> {
  const progress = shallowRef<InitProgress>({ isReady: false, error: null });
  onMounted(async () => {
    try {
      await agent.init(options);
      progress.value = { isReady: true, error: null };
    } catch (error) {
      if (VideoEngagerAgentError.isVeError(error)) progress.value = { isReady: false, error };
    }
  });
  onBeforeUnmount(() => {
    void agent.destroy();
  });
  return shallowReadonly(progress);
}
