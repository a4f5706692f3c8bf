/** Shares a still picture instead of Chromium's moving one. Runs in the page before its own scripts. */
export function shareStillScreen(): void {
  const REPAINTS_EVERY_MS = 200;
  navigator.mediaDevices.getDisplayMedia = () => {
    const canvas = document.createElement("canvas");
    canvas.width = 1280;
    canvas.height = 720;
    const paint = (): void => {
      const context = canvas.getContext("2d");
      if (context === null) return;
      context.fillStyle = "#fff";
      context.fillRect(0, 0, 1280, 720);
      context.fillStyle = "#1f5f8b";
      context.fillRect(0, 0, 1280, 90);
      context.fillStyle = "#c9d3dc";
      for (let line = 0; line < 9; line += 1)
        context.fillRect(120, 170 + line * 56, line % 3 === 2 ? 560 : 1_040, 22);
    };
    paint();
    setInterval(paint, REPAINTS_EVERY_MS);
    return Promise.resolve(canvas.captureStream());
  };
}
