import { Icon } from "@videoengager/ui-kit/icon";
import type { IconNode } from "lucide";
import type { ComponentChild, ComponentChildren } from "preact";
import { useFocusOnMount } from "./use-focus-on-mount.ts";

interface MessagePageProps {
  readonly icon: IconNode;
  readonly tone?: "plain" | "attention" | "live";
  readonly title: string;
  /** Whose page it is. */
  readonly brand?: ComponentChild;
  readonly children?: ComponentChildren;
}

/** A page that says one thing, and what one can do about it. */
export function MessagePage({
  icon,
  tone = "plain",
  title,
  brand,
  children,
}: MessagePageProps): ComponentChild {
  return (
    <main class="message-page">
      <div class="card message" data-tone={tone}>
        {brand}
        <span class="message-icon">
          <Icon node={icon} size={28} />
        </span>
        <h1 ref={useFocusOnMount<HTMLHeadingElement>()} tabIndex={-1}>
          {keepAddresses(title)}
        </h1>
        {children}
      </div>
    </main>
  );
}

/** A name may be an address: it stays on one line, and breaks after its `@` where the page is narrower than that. */
function keepAddresses(title: string): ComponentChild {
  return title.split(/(\S+@\S+)/u).map((part, index) => {
    const at = part.indexOf("@") + 1;
    if (at === 0) return part;
    return (
      <bdi key={index} class="address">
        {part.slice(0, at)}
        <wbr />
        {part.slice(at)}
      </bdi>
    );
  });
}

/** Something is under way, in words. */
export function BusyPage({ title }: { readonly title: string }): ComponentChild {
  return (
    <main class="message-page">
      <div class="busy" role="status">
        <span class="busy-dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        <h1>{title}</h1>
      </div>
    </main>
  );
}
