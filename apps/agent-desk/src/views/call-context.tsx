import type { JSX } from "preact";
import { describeContext } from "../model/describe-context.ts";
import type { CustomData } from "../model/desk-state.ts";
import { useText } from "./text-context.ts";

const SHOWN_LINES = 4;

/** The visitor's custom data: the first lines, and the others in a disclosure. */
export function CallContext({ customData }: { readonly customData: CustomData }): JSX.Element | null {
  const text = useText();
  const lines = describeContext(customData, text);
  if (lines.length === 0) return null;
  const rest = lines.slice(SHOWN_LINES);
  return (
    <div class="call-context">
      <Lines lines={lines.slice(0, SHOWN_LINES)} />
      {rest.length > 0 && (
        <details class="disclosure disclosure--small">
          <summary>{text.waiting.more(rest.length)}</summary>
          <Lines lines={rest} />
        </details>
      )}
    </div>
  );
}

function Lines({ lines }: { readonly lines: ReturnType<typeof describeContext> }): JSX.Element {
  return (
    <dl class="context">
      {lines.map(({ label, value }) => (
        <div class="context__line" key={label}>
          <dt>{label}</dt>
          <dd class="typed" dir="auto">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
