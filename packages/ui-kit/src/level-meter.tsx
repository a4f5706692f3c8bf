import type { ComponentChild } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { measureLevel } from "./devices/measure-level.ts";

const BARS = 5;
/** How often the value for assistive technology updates. The bars update in every frame. */
const ANNOUNCE_EVERY_MS = 500;

interface LevelMeterProps {
  /** Null: no microphone is on, so nothing renders. */
  readonly track: MediaStreamTrack | null;
  /** The accessible name. */
  readonly label: string;
}

/** Bars that follow the loudness of a microphone. */
export function LevelMeter({ track, label }: LevelMeterProps): ComponentChild {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const meter = ref.current;
    if (track === null || meter === null) return undefined;
    const lifetime = new AbortController();
    let announcedAtMs = 0;
    const show = (level: number): void => {
      const nowMs = performance.now();
      if (nowMs - announcedAtMs >= ANNOUNCE_EVERY_MS) {
        announcedAtMs = nowMs;
        meter.setAttribute("aria-valuenow", String(Math.round(level * 100)));
      }
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
      aria-label={label}
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
