import type { SeatGrant } from "@videoengager/protocol/rest/widget-session";
import type { SeatTokenClaims, Tokens } from "../identity/tokens.ts";
import { type IceGrants, nameRelayUser } from "./ice-servers.ts";

/** A seat token, and ICE servers with relay credentials for the seat. */
export async function grantSeat(
  deps: { readonly tokens: Pick<Tokens, "signSeatToken">; readonly iceGrants: IceGrants },
  claims: SeatTokenClaims,
): Promise<SeatGrant> {
  const { token } = await deps.tokens.signSeatToken(claims);
  const { iceServers, expiresAtMs } = deps.iceGrants(nameRelayUser(claims));
  return { seatToken: token, iceServers, iceServersExpireAtMs: expiresAtMs };
}
