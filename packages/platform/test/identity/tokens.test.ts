import { randomBytes } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import {
  KEPT_AFTER_RETIREMENT_MS,
  KEY_LIFE_MS,
  KEY_RING_MAX_AGE_MS,
  KeyRing,
  type SigningKey,
  type SigningKeyStore,
} from "../../src/identity/key-ring.ts";
import {
  AGENT_TOKEN_LIFE_MS,
  createTokens,
  MAX_SIGN_IN_MS,
  SEAT_TOKEN_LIFE_MS,
  type Tokens,
} from "../../src/identity/tokens.ts";

const START_MS = 1_800_000_000_000;
const AGENT = {
  kind: "agent",
  tenantId: "t",
  agentId: "a",
  email: "jane@example.com",
  keyId: "k",
  authTimeMs: START_MS,
} as const;
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
  async replaceAll(key: SigningKey): Promise<void> {
    this.keys = [key];
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
  nowMs = START_MS;
});

describe("a token", () => {
  it("proves its claims until it expires, and still names its owner afterwards", async () => {
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

  it("that has another signature, none, or a changed expiry is invalid", async () => {
    const { ring, tokens } = await node(new SharedKeys());
    const { id, secret } = await ring.current();
    const forge = (kid: string, key: Uint8Array, claims: object = AGENT): Promise<string> =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: "HS256", kid })
        .setAudience("agent")
        .setIssuedAt(START_MS / 1_000)
        .setExpirationTime(START_MS / 1_000 + 3_600)
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

describe("a token of a key that leaked", () => {
  const forgeWith = (key: SigningKey, iatMs: number, expMs: number): Promise<string> =>
    new SignJWT({ ...AGENT })
      .setProtectedHeader({ alg: "HS256", kid: key.id })
      .setAudience("agent")
      .setIssuedAt(iatMs / 1_000)
      .setExpirationTime(expMs / 1_000)
      .sign(key.secret);
  const DAY_MS = 86_400_000;

  it.each([
    ["for ten years", 0, 3_650 * DAY_MS],
    ["for a second longer than an agent's token lives", 0, AGENT_TOKEN_LIFE_MS + 1_000],
    ["that begins tomorrow", DAY_MS, DAY_MS + AGENT_TOKEN_LIFE_MS],
    ["that is issued at no time", Number.NaN, AGENT_TOKEN_LIFE_MS],
  ])("is refused %s", async (_how, fromMs, toMs) => {
    const { ring, tokens } = await node(new SharedKeys());
    const key = await ring.current();
    const claims = new SignJWT({ ...AGENT })
      .setProtectedHeader({ alg: "HS256", kid: key.id })
      .setAudience("agent")
      .setExpirationTime((nowMs + toMs) / 1_000);
    const token = Number.isNaN(fromMs)
      ? await claims.sign(key.secret)
      : await forgeWith(key, nowMs + fromMs, nowMs + toMs);
    expect(await tokens.verifyAgentToken(token)).toEqual({ status: "invalid" });
  });

  it("is refused when it was issued after the key was retired, and one from before lives on", async () => {
    const { ring, tokens } = await node(new SharedKeys());
    const leaked = await ring.current();
    const honest = await tokens.signAgentToken(AGENT);
    await ring.rotate("retire");
    nowMs += 60_000;
    const forged = await forgeWith(leaked, nowMs, nowMs + AGENT_TOKEN_LIFE_MS);
    expect(await tokens.verifyAgentToken(forged)).toEqual({ status: "invalid" });
    expect(await tokens.verifyAgentToken(honest.token)).toMatchObject({ status: "valid" });
  });

  it("is refused at once by the node that revoked the key, and within 5 s by every other one", async () => {
    const store = new SharedKeys();
    const [one, two] = [await node(store), await node(store)];
    const { token } = await two.tokens.signAgentToken(AGENT);
    await one.ring.rotate("revoke");
    expect(await one.tokens.verifyAgentToken(token)).toEqual({ status: "invalid" });
    nowMs += KEY_RING_MAX_AGE_MS;
    expect(await two.tokens.verifyAgentToken(token)).toEqual({ status: "invalid" });
    expect((await two.ring.current()).id).toBe((await one.ring.current()).id);
    expect(KEY_RING_MAX_AGE_MS).toBeLessThan(5_000);
  });
});

describe("a sign-in", () => {
  it("ends after 12 hours, also in a token that was renewed just before", async () => {
    const { tokens } = await node(new SharedKeys());
    nowMs += MAX_SIGN_IN_MS - 600_000;
    const { expiresAtMs } = await tokens.signAgentToken(AGENT);
    expect(expiresAtMs).toBe(START_MS + MAX_SIGN_IN_MS);
  });
});

describe("signing keys", () => {
  it("are used by every node within 5 s of a rotation by another process", async () => {
    const store = new SharedKeys();
    const [server, commandLine] = [await node(store), await node(store)];
    await commandLine.ring.rotate("retire");
    nowMs += KEY_RING_MAX_AGE_MS;
    expect((await server.ring.current()).id).toBe((await commandLine.ring.current()).id);
  });

  it("are kept while the database cannot be read", async () => {
    const store = new SharedKeys();
    const { ring, tokens } = await node(store);
    const { id } = await ring.current();
    const { token } = await tokens.signAgentToken(AGENT);
    store.list = () => Promise.reject(new Error("away"));
    nowMs += KEY_RING_MAX_AGE_MS;
    expect((await ring.current()).id).toBe(id);
    expect(await tokens.verifyAgentToken(token)).toMatchObject({ status: "valid" });
  });

  it("are replaced every 30 days without signing anybody out, on any node", async () => {
    const store = new SharedKeys();
    const one = await node(store);
    const two = await node(store);
    nowMs += KEY_LIFE_MS - 1_000;
    const seat = await one.tokens.signSeatToken(SEAT);
    nowMs += 1_000;
    await two.ring.refresh();
    expect((await two.ring.current()).id).not.toBe((await one.ring.current()).id);
    const later = { ...AGENT, authTimeMs: nowMs };
    const fromTwo = await two.tokens.signAgentToken(later);
    expect(await one.tokens.verifyAgentToken(fromTwo.token)).toMatchObject({ status: "valid" });

    nowMs = seat.expiresAtMs - 1_000;
    await two.ring.refresh();
    expect(await two.tokens.verifySeatToken(seat.token)).toMatchObject({ status: "valid" });
  });

  it("are removed only when no token that they signed can still last", async () => {
    const store = new SharedKeys();
    const { ring } = await node(store);
    const first = (await ring.current()).id;
    nowMs += KEY_LIFE_MS;
    await ring.refresh();
    nowMs += KEPT_AFTER_RETIREMENT_MS - 1;
    await ring.refresh();
    expect(await ring.find(first)).not.toBeNull();
    nowMs += 2;
    await ring.refresh();
    expect(await ring.find(first)).toBeNull();
    expect(SEAT_TOKEN_LIFE_MS).toBeLessThan(KEPT_AFTER_RETIREMENT_MS);
  });

  it("that are unknown cause at most one read per second", async () => {
    const store = new SharedKeys();
    const { ring } = await node(store);
    nowMs += 1_000;
    const before = store.reads;
    for (let count = 0; count < 50; count += 1) await ring.find("k_forged");
    expect(store.reads).toBe(before + 1);
  });
});
