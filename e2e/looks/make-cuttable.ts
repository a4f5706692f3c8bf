import type { Page } from "@playwright/test";

/**
 * Lets the way from a page that is not yet open to the platform be cut: its connection breaks then, and none comes about again.
 * The media go their own way.
 */
export async function makeCuttable(page: Page): Promise<{ cut(): void }> {
  let cut = (): void => {};
  let isCut = false;
  await page.routeWebSocket(/\/socket\//, (socket) => {
    const server = isCut ? null : socket.connectToServer();
    if (server === null) void socket.close();
    cut = () => {
      isCut = true;
      void server?.close();
      void socket.close();
    };
  });
  return { cut: () => cut() };
}
