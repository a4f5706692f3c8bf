import { Icon } from "@videoengager/ui-kit/icon";
import { Check, Copy } from "lucide";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { writeButton, writeUsage } from "./write-usage.ts";

/** The code that a company adds to its website. This page runs the same lines. */
export function SourcePanel({ tenantId }: { readonly tenantId: string }): JSX.Element {
  const values = { platform: location.origin, tenantId };
  return (
    <aside class="source" aria-labelledby="source">
      <h2 class="source__title" id="source">
        The lines behind the button
      </h2>
      <p class="source__lead">
        The visitor's library asks for the call, opens its page and says how it goes. The tenant's allowed
        origins decide which web sites may use it; there is no key in the page.
      </p>
      <Code name="your-page.js" text={writeUsage(values)} />
      <p class="source__lead">Or one element, without a build tool:</p>
      <Code name="your-page.html" text={writeButton(values)} />
    </aside>
  );
}

const COPIED_SHOWN_MS = 2_000;

function Code({ name, text }: { readonly name: string; readonly text: string }): JSX.Element {
  const [copied, setCopied] = useState<"no" | "yes" | "refused">("no");
  useEffect(() => {
    if (copied === "no") return undefined;
    const timer = setTimeout(() => setCopied("no"), COPIED_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied("yes"),
      () => setCopied("refused"),
    );
  };
  return (
    <figure class="code">
      <figcaption class="code__head">
        <span class="code__name">{name}</span>
        <button class="code__copy" type="button" onClick={copy}>
          <Icon node={copied === "yes" ? Check : Copy} size={16} />
          <span aria-live="polite">{COPY_WORDS[copied]}</span>
          <span class="visually-hidden"> {name}</span>
        </button>
      </figcaption>
      {/* Keyboard users must be able to scroll the region. */}
      <pre class="code__text" tabIndex={0} role="region" aria-label={name}>
        <code>{text}</code>
      </pre>
    </figure>
  );
}

const COPY_WORDS = { no: "Copy", yes: "Copied", refused: "Select and copy" } as const;
