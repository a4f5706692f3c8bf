import * as fc from "fast-check";
import { expect } from "vitest";
import { type DescribedCall, describedCalls, fillPath } from "../helpers/open-api.ts";
import type { PlatformClient } from "../helpers/platform-client.ts";
import { bentValue } from "./bent-value.ts";

/** Sent at once: what a server answers in parallel is where it breaks. */
const TOGETHER = 20;

const pathPart: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 80 }).filter((text) => !/\p{Cs}/u.test(text)),
  fc.constantFrom("\u0000", "..", "%", "a".repeat(599), "i_0123456789012345678901", "' or 1=1 --"),
);

/** What is true: real ids and credentials, so that the fuzz gets beyond the front door. */
export interface TrueValues {
  readonly token: string;
  readonly path: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Sends `rounds` requests made from the platform's own description, bent, and checks each answer: the one error body or
 * success, never a 5xx, never a hang. Resolves with how many answers had each status.
 */
export async function fuzzPlatform(
  platform: PlatformClient,
  truth: TrueValues,
  { rounds, seed }: { readonly rounds: number; readonly seed: number },
): Promise<ReadonlyMap<number, number>> {
  const calls = await describedCalls(platform);
  const request = fc.constantFrom(...calls).chain((call) => requestOf(call, truth));
  const statuses = new Map<number, number>();
  for (let sent = 0, batch = 0; sent < rounds; sent += TOGETHER, batch += 1) {
    const requests = fc.sample(request, { seed: seed + batch, numRuns: Math.min(TOGETHER, rounds - sent) });
    for (const status of await Promise.all(requests.map((each) => send(platform, each))))
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  return statuses;
}

interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

function requestOf(call: DescribedCall, truth: TrueValues): fc.Arbitrary<FuzzRequest> {
  const names = [...call.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const part = (name: string): fc.Arbitrary<string> =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constant(truth.path[name] ?? "x") },
      { weight: 1, arbitrary: pathPart },
    );
  return fc.record({
    method: fc.constant(call.method),
    path: fc
      .tuple(fc.record(Object.fromEntries(names.map((name) => [name, part(name)]))), queryPart)
      .map(([values, query]) => `${fillPath(call.path, (name) => values[name] ?? "x")}${query}`),
    headers: fc.record({
      "content-type": fc.constantFrom(
        "application/json",
        "application/json",
        "application/json",
        "text/plain",
        "a/b",
      ),
      authorization: fc.constantFrom(
        `Bearer ${truth.token}`,
        `Bearer ${truth.token}x`,
        "Bearer",
        "Basic eDp5",
        "Bearer a.b.c",
      ),
    }),
    body: call.method === "GET" ? fc.constant(null) : toBody(call, truth),
  });
}

const queryPart: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constant("") },
  {
    weight: 1,
    arbitrary: fc
      .dictionary(
        fc.constantFrom("limit", "after", "token", "pak", "x"),
        fc.string({ unit: "grapheme", maxLength: 30 }),
      )
      .map((query) => `?${new URLSearchParams(query).toString()}`),
  },
);

function toBody(call: DescribedCall, truth: TrueValues): fc.Arbitrary<string> {
  const schema = call.body ?? {};
  const known = Object.fromEntries(
    Object.entries(truth.body).filter(([name]) => JSON.stringify(schema).includes(`"${name}"`)),
  );
  const bent = bentValue(schema).chain((value) =>
    fc
      .boolean()
      .map((withTruth) =>
        withTruth && typeof value === "object" && value !== null ? { ...value, ...known } : value,
      ),
  );
  return fc.oneof(
    { weight: 12, arbitrary: bent.map((value) => JSON.stringify(value) ?? "") },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
    { weight: 1, arbitrary: bent.map((value) => (JSON.stringify(value) ?? "").slice(0, -1)) },
    { weight: 1, arbitrary: fc.constantFrom("x".repeat(70_000), "[".repeat(60_000), "") },
  );
}

async function send(platform: PlatformClient, { method, path, headers, body }: FuzzRequest): Promise<number> {
  const answer = await platform.fetch(path, {
    method,
    headers,
    redirect: "manual",
    signal: AbortSignal.timeout(20_000),
    ...(body === null ? {} : { body }),
  });
  const text = await answer.text();
  const asked = `${method} ${path} ${JSON.stringify(body)?.slice(0, 500)} → ${answer.status} ${text.slice(0, 300)}`;
  // A node that isn't ready answers 503. This one is ready.
  expect(answer.status, asked).toBeLessThan(500);
  if (answer.status >= 400)
    expect(JSON.parse(text), asked).toMatchObject({
      error: { code: expect.any(String), message: expect.any(String), action: expect.any(String) },
    });
  return answer.status;
}

/** A tenant with a waiting visitor and an open invitation, and everything that names them. */
export async function furnishForFuzz(platform: PlatformClient): Promise<TrueValues> {
  const { tenantId, apiKey, externalId, agentEmail } = platform.demo;
  const token = await platform.signIn();
  const created = await platform.post(`/api/interactions/tenants/${tenantId}/interactions`, {
    type: "OUTBOUND",
  });
  const { interactionId, visitor } = (await created.json()) as {
    interactionId: string;
    visitor: { shortUrl: string };
  };
  const instanceId = "fuzzed-instance";
  const seated = await platform.post(`/api/visitor/interactions/${interactionId}/seat`, { instanceId });
  const { seat } = (await seated.json()) as { seat: { seatToken: string } };
  return {
    token,
    path: {
      tenantId,
      tennantId: tenantId,
      interactionId,
      code: visitor.shortUrl.split("/").at(-1) ?? "",
      pak: apiKey,
      externalId,
      email: agentEmail,
    },
    body: {
      pak: apiKey,
      division: externalId,
      email: agentEmail,
      token,
      instanceId,
      seatToken: seat.seatToken,
      type: "OUTBOUND",
      veinteraction: interactionId,
    },
  };
}
