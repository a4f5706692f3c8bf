/**
 * The public API that the specs use, written from the public reference. It doesn't import the SDK's own
 * types, so that a change in them can't change the tests.
 */
export interface CallState {
  readonly status: "NONE" | "PRE_CALL" | "CALL_STARTED" | "END_CALL" | "FINISHED";
  readonly email: string;
  readonly callerEmail: string;
  readonly visitorId: string;
  readonly pin: string;
  readonly shortUrl: string;
  readonly tennant_id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly inActiveSession: boolean;
  readonly unreachable?: string;
}

export interface CallControl {
  getId(): string;
  hangup(reason: string): void;
}

export interface IncomingCall {
  readonly visitorId: string;
  readonly caller: { readonly id: string; readonly type: string };
  readonly displayName: string;
  readonly callerName: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly customData: unknown;
  readonly calls: Readonly<Record<string, CallControl>>;
  accept(): Promise<void>;
  reject(reason?: string): Promise<void>;
}

export interface CommonOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

export type Listener = (...details: never[]) => unknown;

export interface Agent {
  init(options: unknown, extra?: CommonOptions): Promise<unknown>;
  call(parameters?: unknown): Promise<void>;
  endCall(options?: unknown): Promise<void>;
  on(event: string, listener: Listener): () => void;
  once(event: string, listener: Listener): () => void;
  off(event: string, listener?: Listener): void;
  isInitialized(): boolean;
  destroy(): Promise<void>;
  acceptCall(visitorId?: unknown, options?: CommonOptions): Promise<void>;
  rejectCall(visitorId?: unknown, reason?: string, options?: CommonOptions): Promise<void>;
  getDisplayName(): string;
  agentSettings(): Readonly<Record<string, unknown>>;
  getReceivedCalls(): readonly IncomingCall[];
  switchQueue(on?: unknown, options?: CommonOptions): Promise<unknown>;
  setMicrophone(on?: unknown, options?: CommonOptions): Promise<unknown>;
  setCamera(on?: unknown, options?: CommonOptions): Promise<unknown>;
  startScreenShare(options?: CommonOptions): Promise<unknown>;
  stopScreenShare(options?: CommonOptions): Promise<unknown>;
  getDevices(options?: CommonOptions): Promise<unknown>;
  selectDevice(kind?: unknown, id?: unknown, options?: CommonOptions): Promise<unknown>;
  flipCamera(options?: CommonOptions): Promise<unknown>;
  sendMessage(text?: unknown, options?: CommonOptions): Promise<unknown>;
  setLayout(layout?: unknown, options?: CommonOptions): Promise<unknown>;
  getMediaState(): unknown;
  isOnQueue(): boolean;
  isOnline(): boolean;
  isIframeOpened(): boolean;
  setUiHandler(handlers: unknown): void;
  getCurrentCallState(): CallState;
}

export interface AgentInstance extends Agent {
  cleanup(): Promise<void>;
  initialize(options: unknown): Promise<unknown>;
}

export interface ErrorClass {
  new (...values: never[]): Error;
  isVeError(error: unknown): boolean;
  is(error: unknown, code: string): boolean;
}

export interface AgentClass extends Agent {
  new (...values: never[]): AgentInstance;
  getInstance(): AgentInstance;
}

export interface Sdk extends Agent {
  readonly default: AgentClass;
  readonly VideoEngagerAgent: AgentClass;
  readonly VideoEngagerAgentError: ErrorClass;
  readonly VEErrorCodes: Readonly<Record<string, string>>;
  readonly VEErrorDetails: Readonly<Record<string, unknown>>;
  readonly VERSION: string;
  getInstance(): AgentInstance;
  createAgent(): AgentInstance;
}
