import { createHmac } from "node:crypto";
import type { IceServer } from "@videoengager/protocol/rest/agent-settings";
import type { Clock } from "./clock.ts";

export interface IceConfig {
  readonly stunUrls: readonly string[];
  readonly turn: { readonly urls: readonly string[]; readonly secret: string } | null;
}

/**
 * The ICE servers that a page may use until `lifeMs` from now. TURN credentials are those of coturn's
 * `use-auth-secret` (draft-uberti-behave-turn-rest): the user name is the end in seconds, the password its HMAC.
 */
export function createIceServers(config: IceConfig, clock: Clock, lifeMs: number): readonly IceServer[] {
  const servers: IceServer[] = config.stunUrls.length > 0 ? [{ urls: config.stunUrls }] : [];
  if (config.turn) {
    const username = `${Math.floor((clock.nowMs() + lifeMs) / 1_000)}:videoengager`;
    const credential = createHmac("sha1", config.turn.secret).update(username).digest("base64");
    servers.push({ urls: config.turn.urls, username, credential });
  }
  return servers;
}
