import type { ComponentChild } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { measureLevel } from "../media/level-meter.ts";
import { useText } from "./text-context.ts";

const BARS = 5;

/** Moves when one speaks; not there without a microphone that is on. */
export function LevelMeter({ track }: { readonly track: MediaStreamTrack | null }): ComponentChild {
  const text = useText();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const meter = ref.current;
    if (track === null || meter === null) return undefined;
    const lifetime = new AbortController();
    const show = (level: number): void => {
      meter.setAttribute("aria-valuenow", String(Math.round(level * 100)));
      [...meter.children].forEach((bar, index) =>
        bar.toggleAttribute("data-lit", level * BARS > index + 0.2),
      );
    };
    measureLevel(track, show, lifetime.signal);
    return () => lifetime.abort();
  }, [track]);
  if (track === null) return null;
  return (
    <div
      ref={ref}
      class="level-meter"
      role="meter"
      data-testid="level-meter"
      aria-label={text.devices.level}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    >
      {Array.from({ length: BARS }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}
