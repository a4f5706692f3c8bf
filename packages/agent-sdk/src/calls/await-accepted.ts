/**
 * Accepting as a race (PROTOCOL 6). Until `CALL_STARTED` each of these can end it:
 *
 * 1. `claimed` or `PRE_CALL` from the widget: this tab has won. A camera prompt takes time: 120 s for `CALL_STARTED`.
 * 2. Taken by this agent on a device: this tab, if its widget says so within 10 s and doesn't finish; else another one.
 * 3. Taken by another agent.
 * 4. The visitor stops ringing without having been taken: it has left.
 * 5. The widget finishes: the platform's word on who took it may follow within 1 s; else the call was over already.
 * 6. Nothing in time, and what goes wrong with every widget: `await-opening.ts`.
 */
import { awaitOpening } from "./await-opening.ts";
import type { RingingFate } from "./incoming-calls.ts";
import type { Watch } from "./widget-port.ts";

const CALL_START_TIMEOUT_MS = 120_000;
const OWN_WIDGET_WAIT_MS = 10_000;
const LATE_WORD_WAIT_MS = 1_000;

export interface AcceptedCall {
  readonly visitorId: string;
  readonly watchers: Set<(fate: RingingFate) => void>;
}

/** @param onWon this tab has the call for certain */
export async function awaitAccepted(
  watch: Watch,
  { visitorId, watchers }: AcceptedCall,
  onWon: () => void,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  let stop = (): void => {};
  await awaitOpening(
    watch,
    timeoutMs,
    "SESSION_FAILED_TO_START",
    signal,
    ({ resolve, fail, after, limit }) => {
      let isMine = false;
      let isSelf = false;
      let isFinished = false;

      const win = (): void => {
        if (!isMine) limit(CALL_START_TIMEOUT_MS, "OPERATION_TIMEOUT");
        isMine = true;
      };
      const finish = (): void => {
        isFinished = true;
        if (isSelf) fail(isMine ? "CALL_ALREADY_FINISHED" : "SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE");
        else after(LATE_WORD_WAIT_MS, () => fail("CALL_ALREADY_FINISHED"));
      };
      const onFate = (fate: RingingFate): void => {
        if (fate.type !== "elsewhere") fail("VISITOR_HAS_LEFT_SESSION");
        else if (!fate.deviceId) fail("SESSION_ACCEPTED_BY_ANOTHER_AGENT");
        else {
          isSelf = true;
          if (isFinished) finish();
          else if (isMine) onWon();
          else limit(OWN_WIDGET_WAIT_MS, "SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE");
        }
      };
      watchers.add(onFate);
      stop = () => watchers.delete(onFate);
      return (said) => {
        if ("status" in said) {
          if (said.status === "FINISHED") finish();
          else if (said.visitorId && said.visitorId !== visitorId) return;
          else if (said.status === "CALL_STARTED") resolve();
          else if (said.status === "PRE_CALL") win();
        } else if (said.type === "claimed" && said.visitorId === visitorId) win();
        else return;
        if (isMine && (isSelf || "type" in said)) onWon();
      };
    },
  ).finally(() => stop());
}
