import type { VisitorInteraction } from "@videoengager/protocol/rest/visitor-seat";
import type { ComponentChild, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { loadModule } from "../load-module.ts";
import type { AskAgainProps } from "./ask-again.tsx";

const loadAskAgain: () => Promise<ComponentType<AskAgainProps>> = loadModule(
  async () => (await import("./ask-again.tsx")).AskAgain,
);

interface LazyAskAgainProps {
  readonly entry: AskAgainProps["entry"];
  readonly interaction: VisitorInteraction | undefined;
}

/** For a visitor who requested the call: an agent's invitation is for one call. Loaded at the end of a call, since most calls don't need it. */
export function LazyAskAgain({ entry, interaction }: LazyAskAgainProps): ComponentChild {
  const isWanted = interaction?.initiatedBy === "visitor";
  const [View, setView] = useState<ComponentType<AskAgainProps> | null>(null);
  useEffect(() => {
    if (isWanted) void loadAskAgain().then((view) => setView(() => view));
  }, [isWanted]);
  return isWanted && View !== null ? <View entry={entry} tenantId={interaction.tenant.tennantId} /> : null;
}
