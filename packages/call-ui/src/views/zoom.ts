/** How a picture is zoomed: `scale` 1 shows all of it; `x` and `y` move it, in frame widths and heights. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export const NO_ZOOM: Zoom = { scale: 1, x: 0, y: 0 };
const MAX_SCALE = 6;

const clamp = (value: number, limit: number): number =>
  limit === 0 ? 0 : Math.min(limit, Math.max(-limit, value));

/** Keeps the picture over the frame: no edge can be pulled into it. */
function bound({ scale, x, y }: Zoom): Zoom {
  const bounded = Math.min(MAX_SCALE, Math.max(1, scale));
  const limit = (bounded - 1) / 2;
  return { scale: bounded, x: clamp(x, limit), y: clamp(y, limit) };
}

/**
 * Zooms by a factor around a point, which stays where it is.
 *
 * @param at the point, from the frame's centre, in frame widths and heights (-0.5 to 0.5)
 */
export function zoomBy(zoom: Zoom, factor: number, at: { readonly x: number; readonly y: number }): Zoom {
  const scale = Math.min(MAX_SCALE, Math.max(1, zoom.scale * factor));
  const by = scale / zoom.scale;
  return bound({ scale, x: at.x - (at.x - zoom.x) * by, y: at.y - (at.y - zoom.y) * by });
}

/** Moves a zoomed picture, in frame widths and heights. */
export function panBy(zoom: Zoom, x: number, y: number): Zoom {
  return bound({ ...zoom, x: zoom.x + x, y: zoom.y + y });
}
