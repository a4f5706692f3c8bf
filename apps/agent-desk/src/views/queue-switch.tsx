import { useNow } from "@videoengager/ui-kit/hooks/use-now";
import { Icon } from "@videoengager/ui-kit/icon";
import { formatClock } from "@videoengager/ui-kit/text/format-duration";
import { Check, PhoneOff, TriangleAlert } from "lucide";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { describeQueue, isHeldBack, type QueueLook } from "../model/describe-queue.ts";
import type { DeskState } from "../model/desk-state.ts";

export interface QueueSwitchProps {
  readonly state: DeskState;
  readonly onSwitch: (onQueue: boolean) => void;
  readonly onReady: () => void;
}

const ICONS: Readonly<Record<QueueLook["tone"], typeof Check>> = {
  live: Check,
  off: PhoneOff,
  attention: TriangleAlert,
};

/** The queue switch. It shows the current state, not the requested one. */
export function QueueSwitch({ state, onSwitch, onReady }: QueueSwitchProps): JSX.Element {
  const { heldBackUntilMs, call, wrapUp, text } = state;
  const nowMs = useNow(isHeldBack(heldBackUntilMs, Date.now()));
  const isInWrapUp = isHeldBack(heldBackUntilMs, nowMs) && !call;
  const { isOn, isBusy, tone, title, detail } = describeQueue(state, nowMs);
  const button = useRef<HTMLButtonElement>(null);
  // The switch is the first step after signing in, so it gets the focus.
  useEffect(() => button.current?.focus(), []);
  const cannotSwitch = isBusy || (!state.online && !isOn);
  return (
    <>
      <button
        ref={button}
        class={`queue queue--${tone}`}
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-disabled={cannotSwitch}
        aria-label={text.queue.switch}
        aria-describedby="queue-state"
        onClick={() => {
          if (!cannotSwitch) onSwitch(!isOn);
        }}
      >
        <span class="queue__words" id="queue-state">
          <span class="queue__title">
            <Icon node={ICONS[tone]} size={16} />
            {title}
          </span>
          <span class="queue__detail">{detail}</span>
        </span>
        <span class={`toggle${isBusy ? " toggle--busy" : ""}`} aria-hidden="true">
          <span class="toggle__knob" />
        </span>
      </button>
      {/* The wrap-up panel has a button for it. */}
      {isInWrapUp && !wrapUp && (
        <div class="held-back">
          <span class="held-back__time">{formatClock(heldBackUntilMs - nowMs)}</span>
          <button class="button" data-size="small" type="button" onClick={onReady}>
            {text.wrapUp.readyNow}
          </button>
        </div>
      )}
    </>
  );
}
