import type { ComponentChild } from "preact";
import { useMemo } from "preact/hooks";
import { encode } from "uqr";
import { useText } from "./text-context.ts";

/** A link for a phone's camera; dark on light in every scheme, as readers want it. */
export function QrCode({ value }: { readonly value: string }): ComponentChild {
  const { invite } = useText();
  const { size, path } = useMemo(() => drawCode(value), [value]);
  return (
    <svg
      class="qr-code"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={invite.qr}
      shape-rendering="crispEdges"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}

function drawCode(value: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(value, { ecc: "M", border: 2 });
  const cells = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")));
  return { size, path: cells.join("") };
}
