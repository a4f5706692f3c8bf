import type { Unsubscribe } from "videoengager-agent-sdk";
import { getCurrentInstance, onMounted, onScopeDispose } from "vue";

/**
 * Subscribes when the component is mounted, or at once in a scope without a component (a Pinia store), and unsubscribes
 * with the scope. Never on a server: Vue does not dispose scopes after rendering to a string, so each request would leave
 * a listener.
 */
export function subscribeInBrowser(subscribe: () => Unsubscribe): void {
  let unsubscribe: Unsubscribe | undefined;
  const start = (): void => {
    unsubscribe = subscribe();
  };
  if (getCurrentInstance()) onMounted(start);
  else if (typeof document !== "undefined") start();
  onScopeDispose(() => unsubscribe?.());
}
