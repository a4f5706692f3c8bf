import { useNow } from "@videoengager/ui-kit/hooks/use-now";
import { Icon } from "@videoengager/ui-kit/icon";
import { formatClock } from "@videoengager/ui-kit/text/format-duration";
import { PhoneOff } from "lucide";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { WIDGET_CONTAINER_ID } from "../agent/desk-agent.ts";
import { describeCall, nameCall } from "../model/describe-call.ts";
import type { Call, DeskState } from "../model/desk-state.ts";
import { CallContext } from "./call-context.tsx";
import type { Commands } from "./commands.ts";
import { StartCall } from "./start-call.tsx";
import { useText } from "./text-context.ts";
import { WrapUpPanel } from "./wrap-up-panel.tsx";

export interface CallRegionProps {
  readonly state: DeskState;
  readonly commands: Commands;
}

/** The call. The widget's container stays mounted in one place, because an iframe that moves reloads. */
export function CallRegion({ state, commands }: CallRegionProps): JSX.Element {
  const { call, wrapUp, text } = state;
  const region = useRef<HTMLElement>(null);
  const hasCall = call !== null;
  const hadCall = useRef(false);
  useEffect(() => {
    // The focused element (call bar, widget) is unmounted, so the focus moves to the region.
    if (hadCall.current && !hasCall) region.current?.focus();
    hadCall.current = hasCall;
  }, [hasCall]);
  const wrappedUp = state.pastCalls.find(({ id }) => id === wrapUp?.pastCallId);
  const agent = state.session.kind === "in" ? state.session.agent : null;
  return (
    <main
      ref={region}
      class={`call-region${call ? " call-region--open" : ""}`}
      aria-label={text.call.region}
      tabIndex={-1}
    >
      {call && <CallBar call={call} message={state.notices.call} onEnd={commands.endCall} />}
      <div class="call-region__widget" id={WIDGET_CONTAINER_ID} hidden={!call} />
      {!call && (
        <div class="call-region__idle">
          {wrapUp && wrappedUp && (
            <WrapUpPanel
              key={wrapUp.pastCallId}
              past={wrappedUp}
              heldBackUntilMs={state.heldBackUntilMs}
              progress={state.notesProgress[wrappedUp.visitorId]}
              isKept={agent?.takesCalls === true}
              hasPause={agent !== null && agent.wrapUpMs > 0}
              commands={commands}
            />
          )}
          <StartCall state={state} commands={commands} isNext={!wrapUp} />
        </div>
      )}
    </main>
  );
}

interface CallBarProps {
  readonly call: Call;
  readonly message: string | undefined;
  readonly onEnd: () => void;
}

function CallBar({ call, message, onEnd }: CallBarProps): JSX.Element {
  const text = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const nowMs = useNow(call.phase === "live");
  // The focused element (Accept, Start) is unmounted, so the focus moves to the call.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="call-bar">
      <div class="call-bar__words">
        <h1 class="call-bar__name typed" dir="auto" tabIndex={-1} ref={heading}>
          {nameCall(call, text)}
        </h1>
        <p class={`call-bar__state call-bar__state--${call.phase}`}>{describeCall(call, text)}</p>
      </div>
      {call.phase === "live" && call.liveAtMs !== null && (
        <span class="call-bar__time" aria-hidden="true">
          {formatClock(nowMs - call.liveAtMs)}
        </span>
      )}
      <button class="button" data-kind="danger" type="button" disabled={call.ending} onClick={onEnd}>
        <Icon node={PhoneOff} />
        {call.phase === "live" || call.phase === "over" ? text.call.end : text.call.cancel}
      </button>
      <CallContext customData={call.customData} />
      {message && (
        <p class="call-bar__message" role="alert">
          {message}
        </p>
      )}
    </div>
  );
}
