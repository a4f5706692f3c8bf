import { encode } from "uqr";

/** A square of `size` cells, and the path of its dark ones. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

export function drawQrCode(value: string): QrDrawing {
  const { data, size } = encode(value, { ecc: "M", border: 2 });
  const cells = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")));
  return { size, path: cells.join("") };
}
