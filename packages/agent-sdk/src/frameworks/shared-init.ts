/**
 * One `init()` for all components that use the same agent with the same options.
 *
 * 1. The first component initialises the agent; the others join and see the same progress.
 * 2. The last one to unmount destroys it. A microtask later, so that a component which mounts in the same update (another
 *    page, React's StrictMode) takes the agent over with its call.
 * 3. The agent may also be destroyed or initialised elsewhere; the progress follows its events.
 */
import {
  type InitOptions,
  type Unsubscribe,
  type VideoEngagerAgent,
  VideoEngagerAgentError,
} from "videoengager-agent-sdk";
import { observeAgent } from "./observe-agent.ts";

/** The progress of `init()`. */
export interface InitState {
  /** Whether the agent is initialised. */
  readonly isReady: boolean;
  /** Why `init()` failed; null while it runs and when it has succeeded. */
  readonly error: VideoEngagerAgentError | null;
}

/** The progress of `init()`, and a function that tries again. */
export interface InitProgress extends InitState {
  /** Calls `init()` again after it failed, or after the agent was destroyed elsewhere. Otherwise does nothing. */
  readonly retry: () => void;
}

/** One component's part in a shared agent. */
export interface InitMembership {
  readonly retry: () => void;
  /** Leaves; the last one destroys the agent. */
  readonly leave: () => void;
}

export const WAITING: InitState = { isReady: false, error: null };
const READY: InitState = { isReady: true, error: null };

type Listener = (state: InitState) => void;

const shared: WeakMap<VideoEngagerAgent, SharedInit> = new WeakMap();

class SharedInit {
  readonly options: InitOptions;
  readonly #agent: VideoEngagerAgent;
  readonly #members: Set<Listener> = new Set();
  readonly #unsubscribes: readonly Unsubscribe[];
  #state: InitState = WAITING;
  #running: Promise<void> | undefined;

  constructor(agent: VideoEngagerAgent, options: InitOptions) {
    this.#agent = agent;
    this.options = options;
    this.#unsubscribes = [
      observeAgent(agent, "initialized", () => this.#report(READY)),
      observeAgent(agent, "cleanup", () => this.#report({ isReady: false, error: this.#state.error })),
    ];
    this.retry();
  }

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  readonly retry = (): void => {
    if (this.#running || this.#state.isReady) return;
    this.#report(WAITING);
    const running = this.#agent.init(this.options);
    this.#running = running;
    const settle = (state: InitState): void => {
      if (this.#running !== running) return;
      this.#running = undefined;
      this.#report(state);
    };
    running.then(
      () => settle(READY),
      (error: unknown) => settle({ isReady: false, error: error as VideoEngagerAgentError }),
    );
  };

  join(listener: Listener): InitMembership {
    this.#members.add(listener);
    listener(this.#state);
    const leave = (): void => {
      if (this.#members.delete(listener)) queueMicrotask(() => this.closeWhenEmpty());
    };
    return { retry: this.retry, leave };
  }

  /** Destroys the agent, unless somebody has joined again. */
  closeWhenEmpty(): void {
    if (!this.isEmpty || shared.get(this.#agent) !== this) return;
    shared.delete(this.#agent);
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
    void this.#agent.destroy();
  }

  #report(state: InitState): void {
    const { isReady, error } = this.#state;
    if (isReady === state.isReady && error === state.error) return;
    this.#state = state;
    for (const listener of this.#members) listener(state);
  }
}

/**
 * Initialises the agent, or joins the components that have.
 *
 * @param listener gets the progress at once and after each change
 */
export function joinInit(agent: VideoEngagerAgent, options: InitOptions, listener: Listener): InitMembership {
  let current = shared.get(agent);
  if (current && !isSameOptions(current.options, options)) {
    if (!current.isEmpty) return refuse(listener);
    current.closeWhenEmpty();
    current = undefined;
  }
  if (!current) {
    current = new SharedInit(agent, options);
    shared.set(agent, current);
  }
  return current.join(listener);
}

function refuse(listener: Listener): InitMembership {
  const message =
    "Another component has initialised this agent with other options. Use the same options, or pass an agent from `createAgent()` as the second argument.";
  listener({ isReady: false, error: new VideoEngagerAgentError("AGENT_ALREADY_INITIALIZED", { message }) });
  return { retry: () => {}, leave: () => {} };
}

/** Whether both say the same. Functions count as equal: components write them inline. */
export function isSameOptions(one: unknown, other: unknown): boolean {
  if (typeof one === "function" && typeof other === "function") return true;
  if (!isPlainObject(one) || !isPlainObject(other)) return Object.is(one, other);
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSameOptions(one[name], other[name]));
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
