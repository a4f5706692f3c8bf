import { Icon } from "@videoengager/ui-kit/icon";
import { LogOut } from "lucide";
import type { JSX } from "preact";
import type { Agent, DeskState } from "../model/desk-state.ts";
import type { Commands } from "./commands.ts";
import { Notice } from "./notice.tsx";
import { QueueSwitch } from "./queue-switch.tsx";
import { Settings } from "./settings-menu.tsx";
import { useText } from "./text-context.ts";

export interface AgentPanelProps {
  readonly state: DeskState;
  readonly agent: Agent;
  readonly commands: Commands;
  readonly onQueueSwitch: (onQueue: boolean) => void;
  readonly onCheckCamera: () => void;
  readonly onSignOut: () => void;
}

/** The agent's name, settings and queue switch. */
export function AgentPanel(props: AgentPanelProps): JSX.Element {
  const { state, agent, commands, onQueueSwitch, onCheckCamera, onSignOut } = props;
  const text = useText();
  return (
    <section class="panel agent" aria-label={text.you.region}>
      <div class="agent__row">
        <span class="avatar" aria-hidden="true">
          {initials(agent.name)}
        </span>
        <div class="agent__who">
          <p class="agent__name typed" dir="auto">
            {agent.name}
          </p>
          {agent.name !== agent.email && (
            <p class="agent__email typed" dir="auto">
              {agent.email}
            </p>
          )}
        </div>
        <Settings state={state} commands={commands} onCheckCamera={onCheckCamera} />
        <button class="icon-button" type="button" aria-label={text.you.signOut} onClick={onSignOut}>
          <Icon node={LogOut} />
        </button>
      </div>
      {agent.takesCalls ? (
        <QueueSwitch state={state} onSwitch={onQueueSwitch} onReady={commands.endWrapUp} />
      ) : (
        <p class="agent__limits">{text.you.startsCallsOnly}</p>
      )}
      <Notice message={state.notices.queue} onDismiss={() => commands.dismiss("queue")} />
    </section>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.charAt(0).toUpperCase() ?? "")
    .join("");
}
