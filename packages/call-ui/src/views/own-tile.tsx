import type { LocalMedia } from "@videoengager/ui-kit/devices/local-media";
import type { ComponentChild } from "preact";
import { useRef, useState } from "preact/hooks";
import { OwnVideo } from "./own-video.tsx";
import { useText } from "./text-context.ts";

type Corner = { readonly top: boolean; readonly start: boolean };

/** Pixels of movement before a press is a drag. */
const DRAG_FROM_PX = 6;

/** One's own picture in a corner: dragged or moved by arrow keys to another one. */
export function OwnTile({ media }: { readonly media: LocalMedia }): ComponentChild {
  const { ownPicture, direction } = useText();
  const ref = useRef<HTMLDivElement>(null);
  const from = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const [corner, setCorner] = useState<Corner>({ top: false, start: false });
  const leftIsStart = direction === "ltr";

  const follow = (event: PointerEvent): void => {
    const tile = ref.current;
    if (from.current === null || tile === null) return;
    const x = event.clientX - from.current.x;
    const y = event.clientY - from.current.y;
    if (Math.hypot(x, y) > DRAG_FROM_PX) tile.style.translate = `${x}px ${y}px`;
  };
  const drop = (): void => {
    const tile = ref.current;
    if (from.current === null || tile === null) return;
    from.current = null;
    const box = tile.getBoundingClientRect();
    const room = (tile.offsetParent ?? document.body).getBoundingClientRect();
    const isLeft = box.left + box.width / 2 < room.left + room.width / 2;
    setCorner({ top: box.top + box.height / 2 < room.top + room.height / 2, start: isLeft === leftIsStart });
    tile.style.translate = "";
  };
  const move = (event: KeyboardEvent): void => {
    const { key } = event;
    if (key === "ArrowUp" || key === "ArrowDown") setCorner({ ...corner, top: key === "ArrowUp" });
    else if (key === "ArrowLeft" || key === "ArrowRight")
      setCorner({ ...corner, start: (key === "ArrowLeft") === leftIsStart });
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={ref}
      class="own-tile"
      role="group"
      tabIndex={0}
      aria-label={`${ownPicture.label}. ${ownPicture.moveHint}`}
      data-top={corner.top}
      data-start={corner.start}
      onPointerDown={(event) => {
        from.current = { x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={follow}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={move}
    >
      <OwnVideo media={media} compact />
    </div>
  );
}
