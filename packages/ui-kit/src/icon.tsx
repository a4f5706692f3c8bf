import type { IconNode } from "lucide";
import { type ComponentChild, h } from "preact";

export interface IconProps {
  readonly node: IconNode;
  /** Pixels. Default 18. */
  readonly size?: number;
}

/** A decorative icon. The element next to it has the label. */
export function Icon({ node, size = 18 }: IconProps): ComponentChild {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {node.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
