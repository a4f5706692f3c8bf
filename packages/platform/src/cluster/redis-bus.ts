import { createClient } from "redis";
import { withinMs } from "../lib/within-ms.ts";
import { LinkHealth } from "./link-health.ts";
import type { NodeBus, NodeMessages, NodeTopic } from "./node-messages.ts";

const HEARTBEAT_INTERVAL_MS = 1_000;
/** A connection without traffic for this long is replaced. Heartbeats keep a working one busy. */
const SOCKET_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 3_000;
const MAX_RECONNECT_DELAY_MS = 1_000;
/** Commands that wait to be written. Further ones are refused, so a slow Redis costs no memory. */
const MAX_QUEUED_COMMANDS = 10_000;

/** What this folder uses of a client. The library's own type depends on all options. */
export interface RedisClient {
  readonly isOpen: boolean;
  readonly isReady: boolean;
  connect(): Promise<unknown>;
  destroy(): void;
  on(event: "error" | "ready", listener: (error?: unknown) => void): unknown;
  publish(channel: string, message: string): Promise<number>;
  subscribe(channels: string[], listener: (message: string) => void): Promise<void>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** A message in a Redis channel, as JSON. */
type Envelope =
  | { readonly kind: "heartbeat" }
  | {
      readonly kind: "message";
      readonly from: string;
      readonly topic: NodeTopic;
      readonly message: unknown;
      /** The receiver answers with this id. Absent: no answer expected. */
      readonly askId?: number;
    }
  | { readonly kind: "answer"; readonly askId: number };

interface PendingAsk {
  answers: number;
  /** How many nodes were asked; null until Redis has reported it. */
  expected: number | null;
  readonly resolve: () => void;
}

export interface RedisBusOptions {
  readonly url: string;
  /** Prefix of channel names, so that two platforms can share a Redis. */
  readonly prefix: string;
  readonly nodeId: string;
  readonly onFailure: (error: unknown) => void;
}

/**
 * Messages between nodes by Redis's pub/sub: Redis keeps none of them.
 *
 * 1. Two connections, one to publish, one to listen on the channel of all nodes and on this node's own.
 * 2. Once per second the node publishes a heartbeat to its own channel. The echo proves both connections; without it for
 *    three seconds the bus is down and publishes nothing but heartbeats, so nothing queues up behind a Redis that hangs.
 * 3. When it is up again, `onBack` runs: messages of that time are lost, and receivers re-read the database.
 */
export class RedisBus implements NodeBus {
  readonly publisher: RedisClient;
  readonly #subscriber: RedisClient;
  readonly #options: RedisBusOptions;
  readonly #health: LinkHealth = new LinkHealth();
  readonly #handlers: Map<NodeTopic, (message: never) => void | Promise<void>> = new Map();
  readonly #asks: Map<number, PendingAsk> = new Map();
  #lastAskId = 0;
  #isSendingHeartbeat = false;
  #onBack: () => void = () => {};
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(options: RedisBusOptions) {
    this.#options = options;
    this.publisher = this.#createClient();
    this.#subscriber = this.#createClient();
  }

  /** Resolves once the bus is up, or after `timeoutMs`; then it keeps trying in the background. */
  async connect(timeoutMs: number): Promise<void> {
    const connected = new Promise<void>((resolve) => {
      this.#onBack = resolve;
    });
    // At every new connection: the client doesn't repeat a subscription that was in progress when the connection broke.
    this.#subscriber.on("ready", () => {
      this.#subscriber
        .subscribe([this.#channelOfAll, this.#channelOf(this.#options.nodeId)], this.#receive)
        .then(
          () => this.#sendHeartbeat(),
          (error: unknown) => this.#report(error),
        );
    });
    for (const client of [this.publisher, this.#subscriber])
      client.connect().catch((error: unknown) => this.#report(error));
    this.#timer = setInterval(() => this.#tick(), HEARTBEAT_INTERVAL_MS);
    await withinMs(connected, timeoutMs);
    this.#onBack = () => {};
  }

  get isUp(): boolean {
    return this.#health.isUp;
  }

  /** Runs each time the bus is up again after it was down. */
  onBack(listener: () => void): void {
    this.#onBack = listener;
  }

  publish<Topic extends NodeTopic>(topic: Topic, message: NodeMessages[Topic]): void {
    void this.#publishMessage(topic, message);
  }

  async ask<Topic extends NodeTopic>(
    topic: Topic,
    message: NodeMessages[Topic],
    timeoutMs: number,
  ): Promise<void> {
    this.#lastAskId += 1;
    const askId = this.#lastAskId;
    const answered = new Promise<void>((resolve) => {
      this.#asks.set(askId, { answers: 0, expected: null, resolve });
    });
    void this.#expectAnswers(askId, this.#publishMessage(topic, message, askId));
    await withinMs(answered, timeoutMs);
    this.#asks.delete(askId);
  }

  async #expectAnswers(askId: number, published: Promise<number | null>): Promise<void> {
    const receivers = await published;
    const pending = this.#asks.get(askId);
    if (!pending || receivers === null) return;
    // Redis also counts this node.
    pending.expected = receivers - 1;
    this.#resolveIfAnswered(pending);
  }

  handle<Topic extends NodeTopic>(
    topic: Topic,
    handler: (message: NodeMessages[Topic]) => void | Promise<void>,
  ): void {
    this.#handlers.set(topic, handler);
  }

  close(): void {
    this.#closed = true;
    if (this.#timer) clearInterval(this.#timer);
    for (const client of [this.publisher, this.#subscriber]) if (client.isOpen) client.destroy();
  }

  get #channelOfAll(): string {
    return `${this.#options.prefix}:nodes`;
  }

  #channelOf(nodeId: string): string {
    return `${this.#options.prefix}:node:${nodeId}`;
  }

  #createClient(): RedisClient {
    const client = createClient({
      url: this.#options.url,
      disableOfflineQueue: true,
      commandsQueueMaxLength: MAX_QUEUED_COMMANDS,
      socket: {
        connectTimeout: CONNECT_TIMEOUT_MS,
        socketTimeout: SOCKET_TIMEOUT_MS,
        reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 10), MAX_RECONNECT_DELAY_MS),
      },
    });
    client.on("error", (error: unknown) => {
      this.#health.handleDisconnect();
      this.#report(error);
    });
    return client;
  }

  #report(error: unknown): void {
    if (!this.#closed) this.#options.onFailure(error);
  }

  #tick(): void {
    this.#health.tick();
    this.#sendHeartbeat();
  }

  #sendHeartbeat(): void {
    if (this.#isSendingHeartbeat || !this.publisher.isReady) return;
    this.#isSendingHeartbeat = true;
    void this.#send(this.#channelOf(this.#options.nodeId), { kind: "heartbeat" }).finally(() => {
      this.#isSendingHeartbeat = false;
    });
  }

  #publishMessage(topic: NodeTopic, message: unknown, askId?: number): Promise<number | null> {
    if (!this.isUp) return Promise.resolve(null);
    const envelope: Envelope = {
      kind: "message",
      from: this.#options.nodeId,
      topic,
      message,
      ...(askId === undefined ? {} : { askId }),
    };
    return this.#send(this.#channelOfAll, envelope);
  }

  /** The number of receivers; null if it failed. Lost messages are repaired, see `onBack`. */
  async #send(channel: string, envelope: Envelope): Promise<number | null> {
    try {
      return await this.publisher.publish(channel, JSON.stringify(envelope));
    } catch {
      return null;
    }
  }

  readonly #receive = (text: string): void => {
    const envelope = JSON.parse(text) as Envelope;
    if (envelope.kind === "heartbeat") {
      if (this.#health.handleEcho()) this.#onBack();
    } else if (envelope.kind === "answer") {
      const pending = this.#asks.get(envelope.askId);
      if (!pending) return;
      pending.answers += 1;
      this.#resolveIfAnswered(pending);
    } else if (envelope.from !== this.#options.nodeId) {
      void this.#handle(envelope);
    }
  };

  async #handle({ from, topic, message, askId }: Envelope & { kind: "message" }): Promise<void> {
    try {
      await this.#handlers.get(topic)?.(message as never);
    } catch (error) {
      this.#options.onFailure(error);
    }
    if (askId !== undefined) await this.#send(this.#channelOf(from), { kind: "answer", askId });
  }

  #resolveIfAnswered({ answers, expected, resolve }: PendingAsk): void {
    if (expected !== null && answers >= expected) resolve();
  }
}
