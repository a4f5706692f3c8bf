import { VideoEngagerAgent as Agent } from "./agent.ts";
import { VEErrorCodes, VEErrorDetails, VERSION, VideoEngagerAgentError } from "./errors.ts";

/** The methods of an agent that the module offers as functions over one shared agent. */
export type SharedFunctions = Omit<Agent, "initialize" | "cleanup" | "getInstance"> & {
  /** The shared agent itself; the same object at all times. */
  readonly getInstance: () => Agent;
};

/** Makes an agent of its own: for several tenants or accounts in one page. */
export function createAgent(): Agent {
  return new Agent();
}

function shareFunctions(): SharedFunctions {
  const agent = createAgent();
  const functions: Record<string, unknown> = {};
  for (const name of Object.getOwnPropertyNames(Agent.prototype) as (keyof Agent)[])
    if (name !== ("constructor" as string)) functions[name] = agent[name].bind(agent) as unknown;
  return functions as unknown as SharedFunctions;
}

/** The shared agent's methods as functions that need no `this`. */
export const shared: SharedFunctions = shareFunctions();

/** The class, with the module's functions, and all else that a script tag needs, as statics. */
export type VideoEngagerAgentClass = typeof Agent &
  SharedFunctions & {
    readonly createAgent: typeof createAgent;
    readonly VideoEngagerAgentError: typeof VideoEngagerAgentError;
    readonly VEErrorCodes: typeof VEErrorCodes;
    readonly VEErrorDetails: typeof VEErrorDetails;
    readonly VERSION: string;
  };

/** An agent. {@inheritDoc Agent} */
export type VideoEngagerAgent = Agent;

export const VideoEngagerAgent: VideoEngagerAgentClass = Object.assign(Agent, shared, {
  createAgent,
  VideoEngagerAgentError,
  VEErrorCodes,
  VEErrorDetails,
  VERSION,
});
