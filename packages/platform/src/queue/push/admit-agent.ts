import type { AuthenticatedAgent } from "../../identity/agents.ts";
import type { OriginRules } from "../../identity/origins.ts";
import type { TokenGate } from "../../identity/token-gate.ts";
import { TokenBucket } from "../../lib/token-bucket.ts";
import type { SocketLimits } from "../../server/socket-limits.ts";
import { readHandshake } from "./check-payload.ts";
import { type PushSocket, type PushSocketData, refusal } from "./push-namespace.ts";
import type { SessionPlaces } from "./session-places.ts";

/** Tabs and devices of one agent on one node. */
export const MAX_SESSIONS: number = 50;
/** Requests of one session: it joins, leaves and declines from time to time. */
const BURST = 60;
const PER_SECOND = 10;

export interface Admission {
  readonly tokenGate: TokenGate;
  readonly origins: OriginRules;
  readonly places: SessionPlaces;
  readonly socketLimits: SocketLimits;
}

/** Admits an agent's push client by its token, or throws a refusal. */
export async function admitAgent(parts: Admission, socket: PushSocket): Promise<void> {
  const { socketLimits } = parts;
  if (!(await socketLimits.mayOpen(socket.request))) throw refusal("rate-limited");
  const handshake = readHandshake(socket.handshake.auth);
  if (!handshake)
    throw refusal((await socketLimits.mayRetry(socket.request)) ? "invalid-request" : "rate-limited");
  const owner = await parts.tokenGate.findOwner(handshake.token);
  if (owner.status === "invalid")
    throw refusal((await socketLimits.mayRetry(socket.request)) ? "not-authenticated" : "rate-limited");
  if (!parts.origins.isAllowed(owner.tenant, socket.handshake.headers.origin))
    throw refusal("origin-not-allowed", owner.tenant.id);
  if (owner.status === "expired") throw refusal("expired", owner.tenant.id);
  if (owner.status !== "valid") throw refusal("not-authenticated", owner.tenant.id);
  const { agent } = owner;
  if (agent.tokenKind !== "agent") throw refusal("not-authenticated", owner.tenant.id);
  if (agent.tenantId !== handshake.tenantId || agent.email !== handshake.userId)
    throw refusal("not-authenticated", owner.tenant.id);
  if (!(await socketLimits.mayReopen(agent.agentId))) throw refusal("rate-limited", owner.tenant.id);
  takePlace(parts.places, agent, socket);
  const data: PushSocketData = {
    tenantId: agent.tenantId,
    agentId: agent.agentId,
    email: agent.email,
    tokenEndsAtMs: owner.expiresAtMs,
    statement: handshake.statement,
    rate: new TokenBucket(BURST, PER_SECOND, () => performance.now()),
  };
  Object.assign(socket.data, data);
}

/** Taken before other checks, so that sessions that open at the same time are counted. */
function takePlace(
  places: SessionPlaces,
  { agentId, tenantId }: Pick<AuthenticatedAgent, "agentId" | "tenantId">,
  socket: PushSocket,
): void {
  const release = places.take(agentId);
  if (!release) throw refusal("rate-limited", tenantId);
  socket.once("disconnect", release);
  // A socket that closes before it is connected to the namespace has no `disconnect`.
  socket.conn.once("close", release);
  if (socket.conn.readyState !== "open") release();
}
