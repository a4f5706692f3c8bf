import type { Clock } from "../domain/clock.ts";
import type { OriginRules } from "../domain/origins.ts";
import { addressKey, type RateLimiter } from "../domain/rate-limiter.ts";
import type { TokenGate } from "../domain/token-gate.ts";
import type { ClientAddress } from "../lib/client-address.ts";
import { TokenBucket } from "../lib/token-bucket.ts";
import { readHandshake } from "./check-payload.ts";
import { type PushSocket, type PushSocketData, refusal } from "./push-namespace.ts";
import type { QueueBoard } from "./queue-board.ts";

/** Tabs and devices of one agent, on one node. */
const MOST_SESSIONS = 50;
/** What one session may say: it joins, leaves and refuses now and then. */
const BURST = 60;
const PER_SECOND = 10;

export interface Admission {
  readonly tokenGate: TokenGate;
  readonly origins: OriginRules;
  readonly clock: Clock;
  readonly board: Pick<QueueBoard, "countOf">;
  readonly addressOf: ClientAddress;
  readonly byAddress: RateLimiter;
}

/** Lets an agent's push client in by its token, or throws why not. */
export async function admitAgent(parts: Admission, socket: PushSocket): Promise<void> {
  await requireRate(parts, socket);
  const handshake = readHandshake(socket.handshake.auth);
  if (!handshake) throw refusal("not-authenticated");
  const owner = await parts.tokenGate.ownerOf(handshake.token);
  if (owner.status === "invalid") throw refusal("not-authenticated");
  if (!parts.origins.isAllowed(owner.tenant, socket.handshake.headers.origin))
    throw refusal("origin-not-allowed");
  if (owner.status === "expired") throw refusal("expired");
  if (owner.status !== "valid") throw refusal("not-authenticated");
  const { agent } = owner;
  if (agent.tenantId !== handshake.tenantId || agent.email !== handshake.userId)
    throw refusal("not-authenticated");
  if (parts.board.countOf(agent.tenantId, agent.agentId) >= MOST_SESSIONS) throw refusal("rate-limited");
  const data: PushSocketData = {
    tenantId: agent.tenantId,
    agentId: agent.agentId,
    email: agent.email,
    tokenEndsAtMs: owner.expiresAtMs,
    statement: handshake.statement,
    rate: new TokenBucket(BURST, PER_SECOND, () => parts.clock.nowMs()),
  };
  Object.assign(socket.data, data);
}

async function requireRate({ addressOf, byAddress }: Admission, socket: PushSocket): Promise<void> {
  if ((await byAddress.take(addressKey(addressOf(socket.request)))) > 0) throw refusal("rate-limited");
}
