import type { Page } from "@playwright/test";

/** A page's connection to the platform, in the hands of a test. The media go their own way. */
export interface Connection {
  /** Breaks it, and none comes about again. */
  cut(): void;
  /** From now on the page hears no news, but is still asked whether it is there: what it shows stays. */
  holdNews(): void;
  /** The page hears what it has missed, in order. */
  tellNews(): void;
}

/** To be called before the page is opened. */
export async function holdConnection(page: Page): Promise<Connection> {
  let isCut = false;
  let isHeld = false;
  let missed: (() => void)[] = [];
  let cut = (): void => {};
  await page.routeWebSocket(/\/socket\//, (socket) => {
    if (isCut) {
      void socket.close();
      return;
    }
    const server = socket.connectToServer();
    const tell = (news: () => void): unknown => (isHeld ? missed.push(news) : news());
    server.onMessage((message) => {
      if (isNews(String(message))) tell(() => socket.send(message));
      else socket.send(message);
    });
    server.onClose(() => tell(() => void socket.close()));
    cut = () => {
      void server.close();
      void socket.close();
    };
  });
  return {
    cut() {
      isCut = true;
      cut();
    },
    holdNews() {
      isHeld = true;
    },
    tellNews() {
      isHeld = false;
      for (const news of missed) news();
      missed = [];
    },
  };
}

/** An event of Socket.IO (a packet `42…`) that is not the question whether anybody is there. */
function isNews(packet: string): boolean {
  return packet.startsWith("42") && !packet.includes('["alive"]');
}
