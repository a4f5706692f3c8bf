import type { SocketContext } from "./socket-context.ts";

/**
 * How long a page waits before its socket is closed because the platform failed. Pages connect again within half a second of a
 * close, so this is what limits how often they ask a platform whose database is away.
 */
const MIN_CLOSE_DELAY_MS = 1_000;
const MAX_CLOSE_DELAY_MS = 2_000;

/** A refusal, as a namespace throws it. Only `data` is sent to the page. */
export interface SocketRefusal extends Error {
  readonly data: { readonly code: string };
  /** Null if the credential names none, or can't be trusted. */
  readonly tenantId: string | null;
}

/** @param code the page gets it, nothing else */
export function createSocketRefusal(code: string, tenantId: string | null): SocketRefusal {
  return Object.assign(new Error(code), { data: { code }, tenantId });
}

/** The part of a socket that admission uses. */
interface Admittable {
  readonly conn: { close(): void; once(event: "close", listener: () => void): unknown };
}

/**
 * Middleware of a namespace that runs `admit` for each new socket.
 *
 * - A refusal, an error whose `data.code` names the reason, is sent to the page. It is final: Socket.IO doesn't connect again.
 * - Any other error is a failure of the platform, such as a database that is away. It says nothing about the page, so the
 *   connection is closed instead, and the page connects again.
 */
export function admitSockets<Socket extends Admittable>(
  admit: (socket: Socket) => Promise<void>,
  hooks: {
    readonly onFailure: SocketContext["onFailure"];
    readonly onRefused: (socket: Socket, refusal: SocketRefusal) => void;
  },
): (socket: Socket, next: (refusal?: Error) => void) => void {
  return (socket, next) => {
    const decide = async (): Promise<void> => {
      try {
        await admit(socket);
      } catch (error) {
        if (isRefusal(error)) {
          hooks.onRefused(socket, error);
          next(error);
          return;
        }
        hooks.onFailure(error);
        closeLater(socket);
        return;
      }
      next();
    };
    void decide();
  };
}

function closeLater({ conn }: Admittable): void {
  const delayMs = MIN_CLOSE_DELAY_MS + Math.random() * (MAX_CLOSE_DELAY_MS - MIN_CLOSE_DELAY_MS);
  const timer = setTimeout(() => conn.close(), delayMs);
  conn.once("close", () => clearTimeout(timer));
}

function isRefusal(error: unknown): error is SocketRefusal {
  return error instanceof Error && "data" in error;
}
