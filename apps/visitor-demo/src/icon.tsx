import type { IconNode } from "lucide";
import { createElement, type JSX } from "preact";

export interface IconProps {
  readonly node: IconNode;
  /** Pixels. Default 18. */
  readonly size?: number;
}

/** A picture beside words that say the same; never the only name of a thing. */
export function Icon({ node, size = 18 }: IconProps): JSX.Element {
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
      {node.map(([tag, attributes]) => createElement(tag, attributes))}
    </svg>
  );
}
