import { randomBytes } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import { KEY_LIFE_MS, KeyRing, type SigningKey, type SigningKeyStore } from "../../src/domain/key-ring.ts";
import {
  AGENT_TOKEN_LIFE_MS,
  createTokens,
  SEAT_TOKEN_LIFE_MS,
  type Tokens,
} from "../../src/domain/tokens.ts";

const AGENT = { kind: "agent", tenantId: "t", agentId: "a", email: "jane@example.com", keyId: "k" } as const;
const SEAT = { interactionId: "i_1", tenantId: "t", role: "visitor", instanceId: "page" } as const;
let nowMs: number;
const clock = { nowMs: () => nowMs };

/** What several nodes share. */
class SharedKeys implements SigningKeyStore {
  keys: SigningKey[] = [];
  reads = 0;

  async list(): Promise<readonly SigningKey[]> {
    this.reads += 1;
    return this.keys;
  }
  async replaceCurrent(key: SigningKey): Promise<void> {
    this.keys = [
      ...this.keys.map((each) => ({ ...each, retiredAtMs: each.retiredAtMs ?? key.createdAtMs })),
      key,
    ];
  }
  async addFirst(key: SigningKey): Promise<void> {
    if (this.keys.every((each) => each.retiredAtMs !== null)) this.keys.push(key);
  }
  async removeRetiredBefore(timeMs: number): Promise<void> {
    this.keys = this.keys.filter((each) => each.retiredAtMs === null || each.retiredAtMs >= timeMs);
  }
}

async function node(store: SigningKeyStore): Promise<{ ring: KeyRing; tokens: Tokens }> {
  const ring = new KeyRing(store, clock);
  await ring.refresh();
  return { ring, tokens: createTokens(ring, clock) };
}

beforeEach(() => {
  nowMs = 1_800_000_000_000;
});

describe("a token", () => {
  it("proves what it was signed for, until it ends, and afterwards still says whose it was", async () => {
    const { tokens } = await node(new SharedKeys());
    const { token, expiresAtMs } = await tokens.signAgentToken(AGENT);
    expect(expiresAtMs).toBe(nowMs + AGENT_TOKEN_LIFE_MS);
    expect(await tokens.verifyAgentToken(token)).toEqual({ status: "valid", claims: AGENT, expiresAtMs });
    nowMs = expiresAtMs;
    expect(await tokens.verifyAgentToken(token)).toEqual({ status: "expired", claims: AGENT, expiresAtMs });

    const seat = await tokens.signSeatToken(SEAT);
    expect(seat.expiresAtMs).toBe(nowMs + SEAT_TOKEN_LIFE_MS);
    expect(await tokens.verifySeatToken(seat.token)).toMatchObject({ status: "valid", claims: SEAT });
  });

  it("of a seat doesn't pass for an agent's, nor the other way round", async () => {
    const { tokens } = await node(new SharedKeys());
    const seat = await tokens.signSeatToken(SEAT);
    const agent = await tokens.signAgentToken(AGENT);
    expect(await tokens.verifyAgentToken(seat.token)).toEqual({ status: "invalid" });
    expect(await tokens.verifySeatToken(agent.token)).toEqual({ status: "invalid" });
  });

  it("that was signed by another, by nothing, or for longer than its claims allow, proves nothing", async () => {
    const { ring, tokens } = await node(new SharedKeys());
    const { id, secret } = ring.current();
    const forge = (kid: string, key: Uint8Array, claims: object = AGENT): Promise<string> =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: "HS256", kid })
        .setAudience("agent")
        .setExpirationTime("1h")
        .sign(key);
    const withoutEnd = await new SignJWT({ ...AGENT })
      .setProtectedHeader({ alg: "HS256", kid: id })
      .setAudience("agent")
      .sign(secret);
    for (const token of [
      await forge(id, randomBytes(32)),
      await forge("k_unknown", secret),
      await forge(id, secret, { ...AGENT, kind: "operator" }),
      await forge(id, secret, { ...AGENT, tenantId: 7 }),
      withoutEnd,
      new UnsecuredJWT({ ...AGENT }).setAudience("agent").setExpirationTime("1h").encode(),
      "",
      "a.b.c",
      "x".repeat(10_000),
    ])
      expect(await tokens.verifyAgentToken(token), token.slice(0, 40)).toEqual({ status: "invalid" });
  });
});

describe("signing keys", () => {
  it("are replaced every 30 days without signing anybody out, on any node", async () => {
    const store = new SharedKeys();
    const one = await node(store);
    const two = await node(store);
    nowMs += KEY_LIFE_MS - 1_000;
    const seat = await one.tokens.signSeatToken(SEAT);
    nowMs += 1_000;
    await two.ring.refresh();
    expect(two.ring.current().id).not.toBe(one.ring.current().id);
    const fromTwo = await two.tokens.signAgentToken(AGENT);
    expect(await one.tokens.verifyAgentToken(fromTwo.token)).toMatchObject({ status: "valid" });

    nowMs = seat.expiresAtMs - 1_000;
    await two.ring.refresh();
    expect(await two.tokens.verifySeatToken(seat.token)).toMatchObject({ status: "valid" });
  });

  it("are removed only when no token that they signed can still last", async () => {
    const store = new SharedKeys();
    const { ring } = await node(store);
    const first = ring.current().id;
    nowMs += KEY_LIFE_MS;
    await ring.refresh();
    nowMs += SEAT_TOKEN_LIFE_MS;
    await ring.rotate();
    expect(await ring.find(first)).not.toBeNull();
    nowMs += KEY_LIFE_MS;
    await ring.refresh();
    expect(await ring.find(first)).toBeNull();
  });

  it("that nobody knows are asked for once a second at most", async () => {
    const store = new SharedKeys();
    const { ring } = await node(store);
    nowMs += 1_000;
    const before = store.reads;
    for (let count = 0; count < 50; count += 1) await ring.find("k_forged");
    expect(store.reads).toBe(before + 1);
  });
});
