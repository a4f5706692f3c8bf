import { Icon } from "@videoengager/ui-kit/icon";
import { Phone } from "lucide";
import type { ComponentChild } from "preact";
import { useState } from "preact/hooks";
import type { VisitorEntry } from "../call/visitor-entry.ts";
import { requestCall } from "../rest/request-call.ts";
import { useText } from "./text-context.ts";

export interface AskAgainProps {
  readonly entry: Pick<VisitorEntry, "name" | "place" | "csg" | "controller">;
  readonly tenantId: string;
}

/** Requests another call from the same tenant about the same, and goes to its page. */
export function AskAgain({ entry, tenantId }: AskAgainProps): ComponentChild {
  const { ended, language } = useText();
  const [state, setState] = useState<"ready" | "busy" | "failed">("ready");
  const ask = async (): Promise<void> => {
    setState("busy");
    try {
      const address = new URL(await requestCall(tenantId, entry.place), location.origin);
      address.searchParams.set("lang", language);
      // After a reload nobody has joined; the tab remembers the name.
      const name = entry.controller.state.value.displayName || entry.name;
      if (name !== "") address.searchParams.set("name", name);
      if (entry.csg !== "") address.searchParams.set("csg", entry.csg);
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
