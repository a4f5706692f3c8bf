import type { ComponentChild } from "preact";
import { useEffect, useState } from "preact/hooks";
import { loadModule } from "../load-module.ts";
import { logProblem } from "../log-problem.ts";
import type { QrDrawing } from "./draw-qr-code.ts";
import { useText } from "./text-context.ts";

const qrDrawing = loadModule(() => import("./draw-qr-code.ts"));

/**
 * A link for a phone's camera; dark on light in every scheme, as readers want it. Drawing it takes longer than the whole page
 * around it, so it comes when the page is there and idle; its place is kept.
 */
export function QrCode({ value }: { readonly value: string }): ComponentChild {
  const { invite } = useText();
  const [drawing, setDrawing] = useState<QrDrawing | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const stop = whenIdle(async () => {
      const { drawQrCode } = await qrDrawing.load();
      if (isCurrent) setDrawing(drawQrCode(value));
    });
    return () => {
      isCurrent = false;
      stop();
    };
  }, [value]);
  const { size, path } = drawing ?? { size: 1, path: "" };
  return (
    <svg
      class="qr-code"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={invite.qr}
      aria-busy={drawing === null}
      shape-rendering="crispEdges"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}

/** Safari has no idle callback: there, after the page was drawn. Returns how to give it up. */
function whenIdle(work: () => Promise<void>): () => void {
  const run = (): void => void work().catch(logProblem);
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(run, 100);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(run, { timeout: 1_000 });
  return () => cancelIdleCallback(request);
}
