import type { Deps } from "../../deps.ts";
import { TokenBucket } from "../../lib/token-bucket.ts";
import type { SocketContext } from "../../server/socket-context.ts";
import { checkSeat } from "../seat-events.ts";
import { refusal, type SignallingSocket } from "./signalling-namespace.ts";

/** Messages of one page: all candidates of a call at once, and a renegotiation from time to time. */
const BURST = 200;
const PER_SECOND = 40;
const MAX_TOKEN_LENGTH = 4_096;

/** Admits a page's socket by its seat token, or throws a refusal. */
export async function admitSeat(
  deps: Deps,
  { socketLimits }: SocketContext,
  socket: SignallingSocket,
): Promise<void> {
  if (!(await socketLimits.mayOpen(socket.request))) throw refusal("rate-limited");
  const { seatToken } = socket.handshake.auth as { seatToken?: unknown };
  const verified =
    typeof seatToken === "string" && seatToken.length <= MAX_TOKEN_LENGTH
      ? await deps.tokens.verifySeatToken(seatToken)
      : ({ status: "invalid" } as const);
  if (verified.status === "invalid")
    throw refusal((await socketLimits.mayRetry(socket.request)) ? "not-authenticated" : "rate-limited");
  if (verified.status !== "valid") throw refusal("not-authenticated");
  const { claims } = verified;
  if (!(await socketLimits.mayReopen(`${claims.interactionId}:${claims.role}`)))
    throw refusal("rate-limited", claims.tenantId);
  const tenant = await deps.tenants.find(claims.tenantId);
  if (!tenant) throw refusal("not-authenticated", claims.tenantId);
  if (!deps.origins.isAllowed(tenant, socket.handshake.headers.origin))
    throw refusal("origin-not-allowed", claims.tenantId);
  const outcome = await checkSeat(deps, claims);
  if (outcome !== "connected") throw refusal(outcome, claims.tenantId);
  Object.assign(socket.data, {
    seat: { ...claims, connectionId: socket.id },
    rate: new TokenBucket(BURST, PER_SECOND, () => performance.now()),
  });
}
