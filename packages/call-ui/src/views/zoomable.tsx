import { Icon } from "@videoengager/ui-kit/icon";
import { ZoomIn, ZoomOut } from "lucide";
import type { ComponentChild, ComponentChildren } from "preact";
import { type StateUpdater, useRef, useState } from "preact/hooks";
import { NO_ZOOM, panBy, type Zoom, zoomBy } from "./zoom.ts";

interface ZoomableProps {
  readonly words: { readonly zoomIn: string; readonly zoomOut: string };
  /** A tap that neither pans nor zooms. */
  readonly onTap: () => void;
  readonly children: ComponentChildren;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far the button, a double tap and the + key zoom in. */
const STEP = 2.5;
/** Movement up to this many pixels is a tap. */
const TAP_PX = 8;
const DOUBLE_TAP_MS = 300;
/** One press of an arrow key, in frame sizes. */
const KEY_STEP = 0.15;

interface Gestures {
  readonly frame: { current: HTMLDivElement | null };
  readonly toggle: (at: Point) => void;
  readonly down: (event: PointerEvent) => void;
  readonly move: (event: PointerEvent) => void;
  readonly up: (event: PointerEvent) => void;
  readonly cancel: (event: PointerEvent) => void;
  readonly wheel: (event: WheelEvent) => void;
}

/** One pointer pans, two pinch, a double tap toggles; a single tap of a finger is reported. */
function useZoomGestures(setZoom: (change: StateUpdater<Zoom>) => void, onTap: () => void): Gestures {
  const frame = useRef<HTMLDivElement>(null);
  const pointers = useRef(new Map<number, Point>());
  const travelled = useRef(0);
  const lastTapMs = useRef(0);

  const toFrame = ({ x, y }: Point): Point => {
    const box = frame.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return { x: (x - box.left) / box.width - 0.5, y: (y - box.top) / box.height - 0.5 };
  };
  const toggle = (at: Point): void => setZoom((zoom) => (zoom.scale > 1 ? NO_ZOOM : zoomBy(zoom, STEP, at)));
  return {
    frame,
    toggle,
    down(event) {
      pointers.current.set(event.pointerId, pointOf(event));
      if (pointers.current.size === 1) travelled.current = 0;
      frame.current?.setPointerCapture(event.pointerId);
    },
    move(event) {
      const before = pointers.current.get(event.pointerId);
      if (before === undefined || frame.current === null) return;
      const now = pointOf(event);
      const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
      pointers.current.set(event.pointerId, now);
      travelled.current += distance(now, before);
      if (other === undefined) {
        const { clientWidth, clientHeight } = frame.current;
        setZoom((zoom) => panBy(zoom, (now.x - before.x) / clientWidth, (now.y - before.y) / clientHeight));
        return;
      }
      const middle = toFrame({ x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
      setZoom((zoom) => zoomBy(zoom, distance(now, other) / Math.max(1, distance(before, other)), middle));
    },
    up(event) {
      if (!pointers.current.delete(event.pointerId) || pointers.current.size > 0) return;
      if (travelled.current > TAP_PX) return;
      const isDouble = event.timeStamp - lastTapMs.current < DOUBLE_TAP_MS;
      lastTapMs.current = isDouble ? 0 : event.timeStamp;
      if (isDouble) toggle(toFrame(pointOf(event)));
      else if (event.pointerType === "touch") onTap();
    },
    cancel: (event) => void pointers.current.delete(event.pointerId),
    wheel(event) {
      if (!event.ctrlKey) return;
      event.preventDefault();
      setZoom((zoom) => zoomBy(zoom, Math.exp(-event.deltaY / 100), toFrame(pointOf(event))));
    },
  };
}

const pointOf = ({ clientX, clientY }: MouseEvent): Point => ({ x: clientX, y: clientY });
const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

/** What a key does to a zoomed picture. */
const KEYS: Readonly<Record<string, (zoom: Zoom) => Zoom>> = {
  "+": (zoom) => zoomBy(zoom, STEP, { x: 0, y: 0 }),
  "-": (zoom) => zoomBy(zoom, 1 / STEP, { x: 0, y: 0 }),
  ArrowLeft: (zoom) => panBy(zoom, KEY_STEP, 0),
  ArrowRight: (zoom) => panBy(zoom, -KEY_STEP, 0),
  ArrowUp: (zoom) => panBy(zoom, 0, KEY_STEP),
  ArrowDown: (zoom) => panBy(zoom, 0, -KEY_STEP),
};

/** A shared screen that can be read on a phone: pinch, double tap, wheel with Ctrl, keys or the button zoom; dragging pans. */
export function Zoomable({ words, onTap, children }: ZoomableProps): ComponentChild {
  const [zoom, setZoom] = useState<Zoom>(NO_ZOOM);
  const { frame, toggle, down, move, up, cancel, wheel } = useZoomGestures(setZoom, onTap);
  const press = (event: KeyboardEvent): void => {
    const change = KEYS[event.key];
    if (change === undefined) return;
    event.preventDefault();
    setZoom(change);
  };
  const isZoomed = zoom.scale > 1;
  const label = isZoomed ? words.zoomOut : words.zoomIn;
  const transform = `translate(${zoom.x * 100}%, ${zoom.y * 100}%) scale(${zoom.scale})`;
  return (
    <>
      <div
        ref={frame}
        class="stage-screen"
        data-zoomed={isZoomed}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={cancel}
        onWheel={wheel}
      >
        <div class="zoomed" style={{ transform }}>
          {children}
        </div>
      </div>
      <button
        type="button"
        class="control zoom-button"
        aria-label={label}
        title={label}
        onClick={() => toggle({ x: 0, y: 0 })}
        onKeyDown={press}
      >
        <Icon node={isZoomed ? ZoomOut : ZoomIn} size={22} />
      </button>
    </>
  );
}
