import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { announce } from "../model/announce.ts";
import type { Agent, DeskState } from "../model/desk-state.ts";
import { AgentPanel } from "./agent-panel.tsx";
import { CallRegion } from "./call-region.tsx";
import { CameraCheckDialog } from "./camera-check-dialog.tsx";
import type { Commands } from "./commands.ts";
import { PastCalls } from "./past-calls.tsx";
import { SignOutDialog } from "./sign-out-dialog.tsx";
import { WaitingList } from "./waiting-list.tsx";

export interface DeskProps {
  readonly state: DeskState;
  readonly agent: Agent;
  readonly commands: Commands;
}

type OpenDialog = "check-before-queue" | "check" | "sign-out" | null;

/** The desk: agent panel, waiting and past calls, current call. */
export function Desk({ state, agent, commands }: DeskProps): JSX.Element {
  const { text } = state;
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [hasChecked, setHasChecked] = useState(false);
  const close = (): void => setDialog(null);
  const goOnQueue = (): void => {
    setHasChecked(true);
    close();
    commands.setOnQueue(true);
  };
  return (
    <div class={`desk${state.call ? " desk--in-call" : ""}`}>
      <p class="visually-hidden" role="status">
        {announce(state)}
      </p>
      <div class="rail">
        <AgentPanel
          state={state}
          agent={agent}
          commands={commands}
          onQueueSwitch={(onQueue) => {
            if (onQueue && !hasChecked) setDialog("check-before-queue");
            else commands.setOnQueue(onQueue);
          }}
          onCheckCamera={() => setDialog("check")}
          onSignOut={() => (state.call ? setDialog("sign-out") : commands.signOut())}
        />
        <WaitingList state={state} takesCalls={agent.takesCalls} commands={commands} />
        <PastCalls state={state} isKept={agent.takesCalls} commands={commands} />
      </div>
      <CallRegion state={state} commands={commands} />
      {dialog === "check-before-queue" && (
        <CameraCheckDialog
          goOn={{
            labelFor: (missing) => (missing ? text.check.goOnWithout[missing] : text.check.goOn),
            do: goOnQueue,
          }}
          onClose={close}
        />
      )}
      {dialog === "check" && (
        <CameraCheckDialog goOn={{ labelFor: () => text.done, do: close }} onClose={close} />
      )}
      {dialog === "sign-out" && <SignOutDialog onSignOut={commands.signOut} onClose={close} />}
    </div>
  );
}
