import { createHmac } from "node:crypto";
import type { EpochMs } from "@videoengager/protocol/ids";
import type { IceServer } from "@videoengager/protocol/rest/agent-settings";
import type { Clock } from "../lib/clock.ts";

export interface IceConfig {
  readonly stunUrls: readonly string[];
  readonly turn: { readonly urls: readonly string[]; readonly secret: string } | null;
  /** How long relay credentials last, in seconds. */
  readonly turnCredentialLifeS: number;
}

/** ICE servers for one user, and when their relay credentials expire (null: there are none). */
export interface IceGrant {
  readonly iceServers: readonly IceServer[];
  readonly expiresAtMs: EpochMs | null;
}

/** Creates the ICE servers for a user: a seat, or an agent without a seat. */
export type IceGrants = (user: string) => IceGrant;

/**
 * TURN credentials as coturn's `use-auth-secret` expects them (draft-uberti-behave-turn-rest): the user name is the expiry in
 * seconds and the user, the password its HMAC. coturn applies `user-quota` per user, so each seat is a separate user.
 */
export function createIceGrants(config: IceConfig, clock: Clock): IceGrants {
  const { stunUrls, turn } = config;
  const stun: readonly IceServer[] = stunUrls.length > 0 ? [{ urls: stunUrls }] : [];
  return (user) => {
    if (!turn) return { iceServers: stun, expiresAtMs: null };
    const endS = Math.floor(clock.nowMs() / 1_000) + config.turnCredentialLifeS;
    const username = `${endS}:${user}`;
    const credential = createHmac("sha1", turn.secret).update(username).digest("base64");
    return {
      iceServers: [...stun, { urls: turn.urls, username, credential }],
      expiresAtMs: endS * 1_000,
    };
  };
}

/** A seat's user at the TURN server. */
export function nameRelayUser(seat: { readonly interactionId: string; readonly role: string }): string {
  return `${seat.interactionId}-${seat.role}`;
}
