import { Icon } from "@videoengager/ui-kit/icon";
import { Phone } from "lucide";
import type { ComponentChild } from "preact";
import { useState } from "preact/hooks";
import { requestCall } from "../rest/request-call.ts";
import { useText } from "./text-context.ts";

/** Requests another call from the same tenant and goes to its page. */
export function AskAgain({ tenantId }: { readonly tenantId: string }): ComponentChild {
  const { ended, language } = useText();
  const [state, setState] = useState<"ready" | "busy" | "failed">("ready");
  const ask = async (): Promise<void> => {
    setState("busy");
    try {
      const address = new URL(await requestCall(tenantId), location.origin);
      address.searchParams.set("lang", language);
      location.assign(address);
    } catch {
      setState("failed");
    }
  };
  return (
    <>
      <button
        type="button"
        class="button"
        data-kind="primary"
        disabled={state === "busy"}
        onClick={() => void ask()}
      >
        <Icon node={Phone} size={18} />
        {ended.askAgain}
      </button>
      {state === "failed" ? (
        <p class="error" role="alert">
          {ended.askFailed}
        </p>
      ) : null}
    </>
  );
}
