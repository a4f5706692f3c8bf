import { Agent } from "./agent.ts";
import type { AgentFunctions } from "./agent-functions.ts";
import { VEErrorCodes, VEErrorDetails } from "./error-table.ts";
import { VERSION, VideoEngagerAgentError } from "./errors.ts";

/** The functions of this package: an agent's methods, called on one shared agent. */
export type SharedFunctions = Omit<AgentFunctions, "initialize" | "cleanup" | "getInstance"> & {
  /** The shared agent itself; always the same object. */
  readonly getInstance: () => VideoEngagerAgent;
};

/** An agent: signs in, opens the widget and follows the call. Created by `createAgent()`; the functions of this package share one. */
export interface VideoEngagerAgent extends AgentFunctions {}

/**
 * Creates another agent, for several tenants or accounts in one page. It has all functions of this package as methods, its own
 * `init()` and its own widget. Never throws.
 *
 * @returns an agent that is not initialised
 */
export function createAgent(): VideoEngagerAgent {
  return new Agent();
}

let sharedAgent: VideoEngagerAgent | undefined;
const sharedFunctions: Partial<Record<string, unknown>> = {};

/** A method of the shared agent as a function that needs no `this`. The agent is created by the first call. */
export function share<Name extends keyof SharedFunctions>(name: Name): SharedFunctions[Name] {
  const call = (...values: never[]): unknown => {
    sharedAgent ??= createAgent();
    return Reflect.apply(sharedAgent[name], sharedAgent, values);
  };
  return (sharedFunctions[name] ??= call) as SharedFunctions[Name];
}

function shareAll(): SharedFunctions {
  const names = Object.getOwnPropertyNames(Agent.prototype).filter((name) => name !== "constructor");
  const functions = names.map((name) => [name, share(name as keyof SharedFunctions)]);
  return Object.fromEntries(functions) as SharedFunctions;
}

interface AgentStatics {
  /** Creates another agent. */
  readonly createAgent: typeof createAgent;
  /** The class of the SDK's errors. */
  readonly VideoEngagerAgentError: typeof VideoEngagerAgentError;
  /** Every code under its own name. */
  readonly VEErrorCodes: typeof VEErrorCodes;
  /** What each code means. */
  readonly VEErrorDetails: typeof VEErrorDetails;
  /** The version of this package. */
  readonly VERSION: string;
}

/** The class, with the module's functions and everything else that a script tag needs as statics. */
export type VideoEngagerAgentClass = (new () => VideoEngagerAgent) & SharedFunctions & AgentStatics;

function addStatics(): VideoEngagerAgentClass {
  const constructor: new () => VideoEngagerAgent = Agent;
  return Object.assign(constructor, shareAll(), {
    createAgent,
    VideoEngagerAgentError,
    VEErrorCodes,
    VEErrorDetails,
    VERSION,
  });
}

/** The class of agents, with the functions of this package as statics. It is what the script tag puts on `window`. */
export const VideoEngagerAgent: VideoEngagerAgentClass = /* @__PURE__ */ addStatics();
