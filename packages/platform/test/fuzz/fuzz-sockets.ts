import { PUSH_NAMESPACE } from "@videoengager/protocol/push/push-socket";
import { SIGNALLING_NAMESPACE } from "@videoengager/protocol/signalling/signalling-socket";
import * as fc from "fast-check";
import { expect } from "vitest";
import { until } from "../fixtures/agent-client.ts";
import { RawSocket } from "../fixtures/raw-socket.ts";
import type { JsonSchema } from "../helpers/open-api.ts";
import type { PlatformClient } from "../helpers/platform-client.ts";
import { bentValue } from "./bent-value.ts";
import { furnishForFuzz, type TrueValues } from "./fuzz-platform.ts";

/** Below what one socket may say at once: beyond that it would be the limit that answers. */
const SAID_BY_ONE = 50;
const REFUSALS = ["invalid-request", "not-authenticated", "expired", "taken-over", "interaction-ended"];

/** An event's payload; `isAnswered` where the contract has a reply to it. */
interface Said {
  readonly payload: JsonSchema;
  readonly isAnswered: boolean;
}

const text = (maxLength: number): JsonSchema => ({ type: "string", maxLength });
const oneOf = (...values: readonly unknown[]): JsonSchema => ({ enum: values });
const object = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: "object",
  properties,
  required: Object.keys(properties),
});

const media = object({
  microphone: { type: "boolean" },
  camera: { type: "boolean" },
  screen: { type: "boolean" },
});

/** What an agent's push client says. Every event of the contract must be here. */
export const PUSH_SAYINGS = {
  setQueue: (): Said => ({
    payload: object({
      onQueue: { type: "boolean" },
      callTypes: { type: "array", items: oneOf("chat", "video", "screen") },
    }),
    isAnswered: true,
  }),
  reject: ({ path }: TrueValues): Said => ({
    payload: object({ visitorId: oneOf(path.interactionId, "i_0123456789012345678901"), reason: text(300) }),
    isAnswered: true,
  }),
} as const;

const addressed = ({ body }: TrueValues): Readonly<Record<string, JsonSchema>> => ({
  from: oneOf(body.instanceId, "another"),
  to: oneOf(body.instanceId, "another"),
});

/** What a page in a seat says; `hangUp`, which ends it all, is said last. Every event of the contract must be here. */
export const SIGNALLING_SAYINGS = {
  join: (): Said => ({ payload: object({ displayName: text(300), media }), isAnswered: true }),
  media: (): Said => ({ payload: media, isAnswered: false }),
  description: (truth: TrueValues): Said => ({
    payload: object({ ...addressed(truth), type: oneOf("offer", "answer", "rollback"), sdp: text(400) }),
    isAnswered: false,
  }),
  candidate: (truth: TrueValues): Said => ({
    payload: object({
      ...addressed(truth),
      candidate: text(400),
      sdpMid: { anyOf: [text(10), oneOf(null)] },
      sdpMLineIndex: { anyOf: [{ type: "integer" }, oneOf(null)] },
      usernameFragment: { anyOf: [text(10), oneOf(null)] },
    }),
    isAnswered: false,
  }),
  hello: (truth: TrueValues): Said => ({
    payload: object({ ...addressed(truth), load: text(200) }),
    isAnswered: false,
  }),
  chat: (truth: TrueValues): Said => ({
    payload: object({ ...addressed(truth), id: text(200), text: { anyOf: [text(400), oneOf(null)] } }),
    isAnswered: false,
  }),
  stats: (): Said => ({
    payload: object({
      samples: {
        type: "array",
        items: { type: "array", items: { anyOf: [{ type: "integer" }, oneOf(null)] } },
      },
    }),
    isAnswered: false,
  }),
  mediaFlows: (): Said => ({ payload: {}, isAnswered: false }),
  iceServers: (): Said => ({ payload: {}, isAnswered: false }),
  hangUp: null,
} as const;

/** A client that is let in, and what it may then say that is always right. */
interface Channel {
  readonly namespace: string;
  readonly greeting: string;
  readonly sayings: readonly (readonly [event: string, said: Said])[];
  readonly open: (truth: TrueValues) => Readonly<Record<string, unknown>>;
  readonly end: (socket: RawSocket) => Promise<unknown>;
}

const channelsOf = (platform: PlatformClient, truth: TrueValues): readonly Channel[] => [
  {
    namespace: PUSH_NAMESPACE,
    greeting: "session",
    sayings: Object.entries(PUSH_SAYINGS).map(([event, make]) => [event, make(truth)]),
    open: ({ token }) => ({
      token,
      tenantId: platform.demo.tenantId,
      userId: platform.demo.agentEmail,
    }),
    end: (socket) => socket.ask("setQueue", { onQueue: false, callTypes: ["video"] }),
  },
  {
    namespace: SIGNALLING_NAMESPACE,
    greeting: "room",
    sayings: Object.entries(SIGNALLING_SAYINGS).flatMap(([event, make]) =>
      make ? [[event, make(truth)]] : [],
    ),
    open: ({ body }) => ({ seatToken: body.seatToken }),
    end: (socket) => socket.askPlain("hangUp"),
  },
];

/**
 * Says `rounds` things on sockets of both kinds, made from the contract's shapes and bent, and checks what comes back: every
 * question is answered, none by a failure of the platform's, and whoever said all that is served as before. Before each
 * client another one comes with bent credentials. Resolves with how many answers had each code.
 */
export async function fuzzSockets(
  platform: PlatformClient,
  { rounds, seed }: { readonly rounds: number; readonly seed: number },
): Promise<ReadonlyMap<string, number>> {
  const codes = new Map<string, number>();
  for (let said = 0, client = 0; said < rounds; said += SAID_BY_ONE, client += 1) {
    const truth = await furnishForFuzz(platform);
    const channels = channelsOf(platform, truth);
    const channel = channels[client % channels.length];
    if (!channel) break;
    await comeBent(platform, channel, truth, seed + client);
    for (const code of await talkBent(platform, channel, truth, seed + client))
      codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  return codes;
}

/** A client whose credentials are bent is let in or refused, by one of the contract's words. */
async function comeBent(
  platform: PlatformClient,
  { namespace, open }: Channel,
  truth: TrueValues,
  seed: number,
): Promise<void> {
  const fields = Object.entries(open(truth)).map(([name, value]) => [name, oneOf(value)] as const);
  const handshake = object({
    ...Object.fromEntries(fields),
    previousSessionId: text(80),
    queue: { type: "array", items: oneOf("chat", "video", "fax") },
    shown: { type: "array", items: oneOf(truth.path.interactionId, "i_1") },
  });
  const [auth] = fc.sample(bentValue(handshake), { seed, numRuns: 1 });
  const socket = new RawSocket(platform.url, namespace, Object(auth) as Record<string, unknown>);
  await until(() => socket.isConnected || socket.refusal !== null, `${JSON.stringify(auth)} to be decided`);
  if (socket.refusal !== null) expect(REFUSALS, JSON.stringify(auth)).toContain(socket.refusal);
  socket.close();
}

async function talkBent(
  platform: PlatformClient,
  { namespace, greeting, sayings, open, end }: Channel,
  truth: TrueValues,
  seed: number,
): Promise<readonly string[]> {
  const socket = new RawSocket(platform.url, namespace, open(truth));
  await socket.hears(greeting);
  const saying = fc
    .constantFrom(...sayings)
    .chain(([event, { payload, isAnswered }]) =>
      bentValue(payload).map((value) => ({ event, value, isAnswered })),
    );
  const codes = await Promise.all(
    fc.sample(saying, { seed, numRuns: SAID_BY_ONE }).map(async ({ event, value, isAnswered }) => {
      if (isAnswered) return codeOf(await socket.ask(event, value), `${event} ${JSON.stringify(value)}`);
      socket.say(event, value);
      return "said";
    }),
  );
  expect(await end(socket), `the last word, seed ${seed}`).toMatchObject({ ok: true });
  socket.close();
  return codes;
}

function codeOf(answer: unknown, asked: string): string {
  const { ok, code } = answer as { readonly ok: unknown; readonly code?: unknown };
  if (ok === true) return "ok";
  expect(answer, asked).toMatchObject({
    ok: false,
    code: expect.stringMatching(/^(invalid-request|taken-over)$/),
  });
  return String(code);
}
