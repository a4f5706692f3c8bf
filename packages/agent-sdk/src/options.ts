/** How the agent proves who they are. */
export type AuthMethod = "generic" | "token" | "genesys" | "custom";

type MaybePromise<Value> = Value | Promise<Value>;

/** What a UI handler is told besides the address. */
export interface WidgetConfig {
  /** `options.containerId`, or `video-engager-container`. */
  readonly containerId: string;
  /** What the iframe's `allow` attribute must hold, for the widget to have a camera. Set it before `src`. */
  readonly allow: string;
}

/**
 * Shows the widget in an application's own way. Each may be synchronous or asynchronous; the iframe may be
 * returned by `openIframe`, or found by `getIframe` up to 2 s later.
 */
export interface UiHandlers {
  /** Makes an iframe with this address. */
  openIframe(src: string, config: WidgetConfig): MaybePromise<HTMLIFrameElement | null | undefined | void>;
  /** Takes the iframe away. */
  closeIframe(config: WidgetConfig): MaybePromise<unknown>;
  /** The iframe, or nothing as long as there is none. */
  getIframe(config: WidgetConfig): MaybePromise<HTMLIFrameElement | null | undefined | void>;
}

/** Where log lines go. Never given a key, a token or a PIN. */
export interface Logger {
  debug(...line: unknown[]): void;
  info(...line: unknown[]): void;
  warn(...line: unknown[]): void;
  error(...line: unknown[]): void;
}

/** How the widget is shown. */
export interface UiOptions {
  /** The id of the element that the widget goes into. Default: `video-engager-container`, made where it is missing. */
  readonly containerId?: string | undefined;
  readonly uiHandlers?: UiHandlers | undefined;
  /** Leaves the widget open after the other side ended the call. Default false. */
  readonly keepWidgetOpen?: boolean | undefined;
}

/** Bounds of one operation. */
export interface OperationOptions {
  /** Ends the operation in `OPERATION_ABORTED`. */
  readonly signal?: AbortSignal | undefined;
}

export interface TimedOperationOptions extends OperationOptions {
  /** Milliseconds until `OPERATION_TIMEOUT`. Default 30 000. */
  readonly timeoutMs?: number | undefined;
}

interface CommonOptions extends TimedOperationOptions {
  /**
   * The platform's host, with or without a scheme: `https`, except for loopback hosts, where `http` is assumed
   * and either may be written. Path and query are dropped, a port is kept.
   */
  readonly domain: string;
  readonly options?: UiOptions | undefined;
  /** `true` logs to the console, or a sink. Default: warnings and errors to the console. */
  readonly logger?: boolean | Logger | undefined;
}

interface StandaloneOptions {
  /** Makes the agent receive calls. Default false. */
  readonly standaloneMode?: boolean | undefined;
  /** Joins the queue again where this tab was on it before a reload. Default false. */
  readonly resumeQueue?: boolean | undefined;
}

/** An API key and the agent's address. */
export interface GenericAuthOptions extends CommonOptions, StandaloneOptions {
  readonly authMethod: "generic";
  readonly apiKey: string;
  readonly agentEmail: string;
  readonly organizationId?: string | undefined;
  /** The id of the organization; required in standalone mode. */
  readonly externalId?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly contactEmail?: string | undefined;
}

/** A token that the application was given by the platform. */
export interface TokenAuthOptions extends CommonOptions, StandaloneOptions {
  readonly authMethod: "token";
  readonly token: string;
  /** Asked for a new token when the old one has ended. */
  readonly tokenProvider?: (() => MaybePromise<string>) | undefined;
}

/** The widget signs the agent in to Genesys Cloud. */
export interface GenesysAuthOptions extends CommonOptions {
  readonly authMethod: "genesys";
  /** The Genesys Cloud domain, as in `mypurecloud.de`. */
  readonly environment: string;
  readonly standaloneMode?: false | undefined;
}

/** What a {@link CustomAuthFunction} gives: `agentEmail` goes out as `email`, anything else under its own name. */
export type CustomAuthParameters = Readonly<Record<string, string | number | boolean>>;

/** Asked by `init()`, and again after the platform refused what it gave. */
export type CustomAuthFunction = () => MaybePromise<CustomAuthParameters>;

/** The application authenticates the agent by its own function. */
export interface CustomAuthOptions extends CommonOptions {
  readonly authMethod: "custom";
  readonly customAuthFunction?: CustomAuthFunction | undefined;
  /** The same, under its older name. */
  readonly authenticateFn?: CustomAuthFunction | undefined;
  readonly standaloneMode?: false | undefined;
}

/** What `init()` takes. It is copied: what happens to the object later has no effect. */
export type InitOptions = GenericAuthOptions | TokenAuthOptions | GenesysAuthOptions | CustomAuthOptions;

/** What `call()` takes. */
export interface CallOptions extends TimedOperationOptions {
  /** An interaction's id joins that interaction; anything else is your own reference, which the new one carries. */
  readonly customerId?: string | undefined;
}
