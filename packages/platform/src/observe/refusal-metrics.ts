import type { RestErrorCode } from "@videoengager/protocol/rest/error-body";
import { Counter, type Registry } from "prom-client";

/** Which part of the platform refused a socket: a namespace, or `connection` before one was chosen. */
export type SocketPart = "push" | "signalling" | "connection";

/** Counts what this node refuses. */
export interface RefusalMetrics {
  /** @param limit the limiter's name */
  readonly limited: (limit: string) => void;
  readonly request: (code: RestErrorCode) => void;
  /** @param code the reason that the page gets */
  readonly socket: (part: SocketPart, code: string) => void;
}

export function createRefusalMetrics(registry: Registry): RefusalMetrics {
  const registers = [registry];
  const limited = new Counter({
    name: "limit_refusals_total",
    help: "How often this node refused because a limit was reached, by limit",
    labelNames: ["limit"],
    registers,
  });
  const requests = new Counter({
    name: "request_refusals_total",
    help: "Requests that this node refused, by error code",
    labelNames: ["code"],
    registers,
  });
  const sockets = new Counter({
    name: "socket_refusals_total",
    help: "Websockets that this node refused: of agents (push), of calls (signalling), or before that was known (connection), by reason",
    labelNames: ["part", "reason"],
    registers,
  });
  return {
    limited: (limit) => limited.inc({ limit }),
    request: (code) => requests.inc({ code }),
    socket: (part, reason) => sockets.inc({ part, reason }),
  };
}
