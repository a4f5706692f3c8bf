import type { LiveContext } from "../domain/live-context.ts";
import type { OriginRules } from "../domain/origins.ts";
import { addressKey, type RateLimiter } from "../domain/rate-limiter.ts";
import { checkSeat } from "../domain/seat-events.ts";
import type { Tokens } from "../domain/tokens.ts";
import type { ClientAddress } from "../lib/client-address.ts";
import { TokenBucket } from "../lib/token-bucket.ts";
import { refusal, type SignallingSocket } from "./signalling-namespace.ts";

/** What one page may send: a call's worth of candidates at once, and a renegotiation now and then. */
const BURST = 200;
const PER_SECOND = 40;

export interface Admission {
  readonly live: LiveContext;
  readonly tokens: Tokens;
  readonly origins: OriginRules;
  readonly addressOf: ClientAddress;
  readonly byAddress: RateLimiter;
}

/** Lets a page's socket in by its seat token, or throws why not. */
export async function admitSeat(parts: Admission, socket: SignallingSocket): Promise<void> {
  await requireRate(parts, socket);
  const { seatToken } = socket.handshake.auth as { seatToken?: unknown };
  if (typeof seatToken !== "string" || seatToken.length > 4_096) throw refusal("not-authenticated");
  const verified = await parts.tokens.verifySeatToken(seatToken);
  if (verified.status !== "valid") throw refusal("not-authenticated");
  const { claims } = verified;
  const tenant = await parts.live.tenants.find(claims.tenantId);
  if (!tenant) throw refusal("not-authenticated");
  if (!parts.origins.isAllowed(tenant, socket.handshake.headers.origin)) throw refusal("origin-not-allowed");
  const outcome = await checkSeat(parts.live, claims);
  if (outcome !== "connected") throw refusal(outcome);
  Object.assign(socket.data, {
    seat: { ...claims, connectionId: socket.id },
    rate: new TokenBucket(BURST, PER_SECOND, () => parts.live.clock.nowMs()),
  });
}

async function requireRate({ addressOf, byAddress }: Admission, socket: SignallingSocket): Promise<void> {
  if ((await byAddress.take(addressKey(addressOf(socket.request)))) > 0) throw refusal("rate-limited");
}
