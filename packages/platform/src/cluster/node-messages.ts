import type {
  CandidateMessage,
  ChatRelayMessage,
  DescriptionMessage,
  HelloMessage,
} from "@videoengager/protocol/signalling/signalling-socket";

/** All messages between nodes. They hold no state: receivers read it from the database. */
export interface NodeMessages {
  /** The room of this interaction changed. */
  roomChanged: { readonly interactionId: string };
  /** A relayed message for a seat whose socket may be on another node. */
  signal: { readonly room: string } & (
    | { readonly event: "description"; readonly message: DescriptionMessage }
    | { readonly event: "candidate"; readonly message: CandidateMessage }
    | { readonly event: "hello"; readonly message: HelloMessage }
    | { readonly event: "chat"; readonly message: ChatRelayMessage }
  );
  /** The tenant's ringing calls can have changed. */
  queueChanged: { readonly tenantId: string };
  /** Resolves once the agent's sessions on the receiving node show everything that was committed before. */
  settle: { readonly tenantId: string; readonly agentId: string };
}

export type NodeTopic = keyof NodeMessages;

/** Sends messages to the other nodes. Messages are neither awaited nor kept for later. */
export interface NodeBus {
  /** Sends to all other nodes. Dropped while Redis can't be reached. */
  publish<Topic extends NodeTopic>(topic: Topic, message: NodeMessages[Topic]): void;
  /** Resolves once every other node's handler has finished, or after `timeoutMs`. Never rejects. */
  ask<Topic extends NodeTopic>(topic: Topic, message: NodeMessages[Topic], timeoutMs: number): Promise<void>;
  /** Registers this node's handler of a topic. One per topic. */
  handle<Topic extends NodeTopic>(
    topic: Topic,
    handler: (message: NodeMessages[Topic]) => void | Promise<void>,
  ): void;
}

/** The bus of a single node. */
export const SINGLE_NODE: NodeBus = {
  publish: () => {},
  ask: async () => {},
  handle: () => {},
};
