import type { VisitorInteraction } from "@videoengager/protocol/rest/visitor-seat";
import type { ComponentChild, ComponentType } from "preact";
import { type LazyModule, loadModule } from "../load-module.ts";
import type { AskAgainProps } from "./ask-again.tsx";
import { useModule } from "./use-module.ts";

const askAgain: LazyModule<ComponentType<AskAgainProps>> = loadModule(
  async () => (await import("./ask-again.tsx")).AskAgain,
);

interface LazyAskAgainProps {
  readonly entry: AskAgainProps["entry"];
  readonly interaction: VisitorInteraction | undefined;
}

/** For a visitor who requested the call: an agent's invitation is for one call. Loaded at the end of a call, since most calls don't need it. */
export function LazyAskAgain({ entry, interaction }: LazyAskAgainProps): ComponentChild {
  const isWanted = interaction?.initiatedBy === "visitor";
  const AskAgain = useModule(askAgain, isWanted);
  return isWanted && AskAgain !== null ? (
    <AskAgain entry={entry} tenantId={interaction.tenant.tennantId} />
  ) : null;
}
