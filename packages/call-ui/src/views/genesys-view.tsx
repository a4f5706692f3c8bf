import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Icon } from "@videoengager/ui-kit/icon";
import { LogIn } from "lucide";
import type { ComponentChild } from "preact";
import type { GenesysSignIn } from "../genesys/genesys-sign-in.ts";
import { MessagePage } from "./message-page.tsx";
import { useText } from "./text-context.ts";

/** One button, which opens the sign-in of Genesys Cloud in a popup. */
export function GenesysView({ signIn }: { readonly signIn: GenesysSignIn }): ComponentChild {
  const { genesys } = useText();
  const state = useStore(signIn.state);
  const problem = "problem" in state ? state.problem : null;
  const isWaiting = state.name === "waiting";
  return (
    <MessagePage icon={LogIn} title={genesys.title}>
      <p class="muted" role="status">
        {isWaiting ? genesys.waiting : genesys.text}
      </p>
      {problem === null ? null : (
        <p class="error" role="alert">
          {genesys.problems[problem]}
        </p>
      )}
      {isWaiting ? null : (
        <button
          type="button"
          class="button"
          data-kind="primary"
          data-directed
          disabled={state.name !== "ready"}
          onClick={() => signIn.open()}
        >
          <Icon node={LogIn} size={18} />
          {genesys.button}
        </button>
      )}
    </MessagePage>
  );
}
