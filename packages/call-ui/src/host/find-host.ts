import { parseUrl } from "@videoengager/protocol/parse-url";

/** The window that opened or embeds this page, and its origin, as far as the browser says who it is. */
export interface HostWindow {
  readonly window: Pick<Window, "postMessage">;
  readonly origin: string;
}

/** The properties of a page that identify its host. */
export interface Surroundings {
  readonly parent: Pick<Window, "postMessage"> | null;
  readonly opener: Pick<Window, "postMessage"> | null;
  readonly ancestorOrigins: readonly string[];
  readonly referrer: string;
}

/** The page around this one, else the one that opened it; null for a page on its own, or a host that cannot be named. */
export function findHost({ parent, opener, ancestorOrigins, referrer }: Surroundings): HostWindow | null {
  if (parent !== null) {
    const origin = ancestorOrigins[0] ?? originOf(referrer);
    return origin === null || origin === "null" ? null : { window: parent, origin };
  }
  const origin = originOf(referrer);
  return opener === null || origin === null ? null : { window: opener, origin };
}

function originOf(address: string): string | null {
  return parseUrl(address)?.origin ?? null;
}

/** The surroundings of this page. */
export function readSurroundings(): Surroundings {
  return {
    parent: window.parent === window ? null : window.parent,
    opener: window.opener === null ? null : (window.opener as Window),
    ancestorOrigins: [...(location.ancestorOrigins ?? [])],
    referrer: document.referrer,
  };
}
