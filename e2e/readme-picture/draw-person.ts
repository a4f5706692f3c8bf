/** A drawn person before a wall, as a camera would show one: for pictures of a call in which nobody's face is used. */
import { writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";

export interface Person {
  readonly wall: readonly [string, string];
  readonly hair: string;
  readonly hasLongHair: boolean;
  readonly shirt: string;
  readonly skin: string;
  readonly shade: string;
}

const WIDTH = 1280;
const HEIGHT = 720;

/** Draws in a page, and writes the picture as a camera file for Chromium. */
export async function writePersonCamera(page: Page, file: string, person: Person): Promise<void> {
  const pixels = await page.evaluate(drawPerson, { person, width: WIDTH, height: HEIGHT });
  const luma = Buffer.alloc(WIDTH * HEIGHT);
  const chroma = [Buffer.alloc((WIDTH * HEIGHT) / 4), Buffer.alloc((WIDTH * HEIGHT) / 4)] as const;
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) {
      const [r = 0, g = 0, b = 0] = pixels.slice((y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 3);
      luma[y * WIDTH + x] = 16 + 0.257 * r + 0.504 * g + 0.098 * b;
      if (x % 2 === 1 || y % 2 === 1) continue;
      const at = (y / 2) * (WIDTH / 2) + x / 2;
      chroma[0][at] = 128 - 0.148 * r - 0.291 * g + 0.439 * b;
      chroma[1][at] = 128 + 0.439 * r - 0.368 * g - 0.071 * b;
    }
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, ...chroma]);
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F20:1 Ip A1:1 C420mpeg2\n`);
  writeFileSync(file, Buffer.concat([header, frame, frame]));
}

function drawPerson(scene: { person: Person; width: number; height: number }): number[] {
  const { person, width, height } = scene;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) return [];
  const oval = (colour: string, x: number, y: number, rx: number, ry: number): void => {
    context.fillStyle = colour;
    context.beginPath();
    context.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
    context.fill();
  };
  const box = (colour: string, x: number, y: number, w: number, h: number, radius: number): void => {
    context.fillStyle = colour;
    context.beginPath();
    context.roundRect(x, y, w, h, radius);
    context.fill();
  };
  const arc = (colour: string, x: number, y: number, radius: number, from: number, to: number): void => {
    context.strokeStyle = colour;
    context.lineWidth = 9;
    context.lineCap = "round";
    context.beginPath();
    context.arc(x, y, radius, from * Math.PI, to * Math.PI);
    context.stroke();
  };
  const wall = context.createLinearGradient(0, 0, width, height);
  wall.addColorStop(0, person.wall[0]);
  wall.addColorStop(1, person.wall[1]);
  context.fillStyle = wall;
  context.fillRect(0, 0, width, height);
  box("rgba(255,255,255,.7)", 150, 90, 230, 300, 16);
  oval("#5b8f63", 1060, 400, 34, 80);
  oval("#4f8058", 1110, 380, 34, 100);
  box("#b77a52", 1030, 460, 110, 110, 14);
  if (person.hasLongHair) {
    oval(person.hair, 640, 350, 190, 250);
    box(person.hair, 455, 350, 370, 260, 60);
  }
  oval(person.shirt, 640, 800, 330, 260);
  box(person.shade, 580, 430, 120, 150, 50);
  oval(person.skin, 640, 330, 135, 175);
  oval(person.hair, 640, 200, 150, 66);
  for (const x of [588, 692]) {
    oval("#2b2320", x, 330, 13, 15);
    arc(person.hair, x, 316, 30, 1.2, 1.8);
  }
  arc(person.shade, 640, 372, 16, 0.15, 0.85);
  arc("#9c3d3d", 640, 400, 48, 0.2, 0.8);
  return [...context.getImageData(0, 0, width, height).data];
}
