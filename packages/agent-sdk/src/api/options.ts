/**
 * How the agent signs in: `generic` with an API key, `token` with a token from your server, `genesys` in Genesys Cloud, `custom` with a
 * function of your own.
 */
export type AuthMethod = "generic" | "token" | "genesys" | "custom";

type MaybePromise<Value> = Value | Promise<Value>;

/** What a UI handler gets besides the address. */
export interface WidgetConfig {
  /** `options.containerId`, or `video-engager-container`. */
  readonly containerId: string;
  /** The value of the iframe's `allow` attribute that the widget's camera and microphone need. Set it before `src`. */
  readonly allow: string;
}

/**
 * Shows the widget in your own UI. Each function can be synchronous or asynchronous. Either `openIframe` returns the iframe, or
 * `getIframe` finds it within 2 s.
 */
export interface UiHandlers {
  /** Creates an iframe with this address. */
  openIframe(src: string, config: WidgetConfig): MaybePromise<HTMLIFrameElement | null | undefined | void>;
  /** Removes the iframe. */
  closeIframe(config: WidgetConfig): MaybePromise<unknown>;
  /** Returns the iframe, or nothing while there is none. */
  getIframe(config: WidgetConfig): MaybePromise<HTMLIFrameElement | null | undefined | void>;
}

/** Receives log lines. They never contain a key, a token or a PIN. The console is a `Logger`. */
export interface Logger {
  /** Each step: requests with their duration, events, messages that were dropped. */
  debug(...line: unknown[]): void;
  /** What an operator would ask for: `init()`, `destroy()`, the connection. */
  info(...line: unknown[]): void;
  /** Something that the application should correct, for example an unknown option. */
  warn(...line: unknown[]): void;
  /** Something failed that nobody awaits, for example a listener. */
  error(...line: unknown[]): void;
}

/** How the widget is shown. */
export interface UiOptions {
  /** The element that contains the widget; can be inside a shadow root. Takes precedence over `containerId`. */
  readonly container?: HTMLElement | undefined;
  /** The id of the element that contains the widget. Default: `video-engager-container`, created if it is missing. */
  readonly containerId?: string | undefined;
  /** Functions of yours that show the widget. They take precedence over `container` and `containerId`. */
  readonly uiHandlers?: UiHandlers | undefined;
  /** `false` hides the widget's own controls, for an application that draws them itself. Default: true. */
  readonly controls?: boolean | undefined;
  /** Keeps the widget open after the other side ended the call. Default: false. */
  readonly keepWidgetOpen?: boolean | undefined;
}

/** The options of every operation. */
export interface OperationOptions {
  /** Aborts the operation, which then rejects with `OPERATION_ABORTED`. */
  readonly signal?: AbortSignal | undefined;
}

/** The options of an operation with a timeout that you can set. */
export interface TimedOperationOptions extends OperationOptions {
  /**
   * Milliseconds until the operation rejects with `OPERATION_TIMEOUT`. Default: 30,000. The clock restarts while a person is
   * expected to act: 10 minutes for signing in to the widget, 2 minutes for the camera prompt of an accepted call.
   */
  readonly timeoutMs?: number | undefined;
}

interface CommonOptions extends TimedOperationOptions {
  /**
   * The platform's host, with or without a scheme: `https`, except for loopback hosts, where `http` is assumed
   * and either may be written. Path and query are dropped, a port is kept.
   */
  readonly domain: string;
  /** Where and how the widget appears. Default: it covers the page while it is open. */
  readonly options?: UiOptions | undefined;
  /**
   * The widget's language, a tag such as `de` or `pt-BR`; or a function that returns it, called for each call. Without it, or for a
   * language that the widget doesn't have, the browser's languages decide.
   */
  readonly language?: string | (() => string | undefined) | undefined;
  /** `true` logs everything to the console, an object is the sink. Default: only warnings and errors, to the console. */
  readonly logger?: boolean | Logger | undefined;
}

// Interfaces, not type literals: the bundler of the types loses the documentation of a literal's fields.
interface GenericFields extends CommonOptions {
  /** Selects this way of signing in. */
  readonly authMethod: "generic";
  /** The tenant's API key. It can sign in as any agent. */
  readonly apiKey: string;
  /** The agent's e-mail address. An unknown agent is created. */
  readonly agentEmail: string;
  /** Your organization's id, if the tenant has several organizations. */
  readonly organizationId?: string | undefined;
  /** The agent's first name, for display. */
  readonly firstName?: string | undefined;
  /** The agent's last name, for display. */
  readonly lastName?: string | undefined;
  /** The e-mail address at which the agent can be reached, for display. Default: `agentEmail`. */
  readonly contactEmail?: string | undefined;
  /** Joins the queue again if this tab was on it before a reload. Default: false. */
  readonly resumeQueue?: boolean | undefined;
}

interface GenericStandaloneOptions extends GenericFields {
  /** Lets the agent receive calls from the queue. Default: false. */
  readonly standaloneMode: true;
  /** Your organization's id, as the platform's operator gives it to you. Required in standalone mode. */
  readonly externalId: string;
}

interface GenericCallOptions extends GenericFields {
  /** Lets the agent receive calls from the queue. Default: false. */
  readonly standaloneMode?: false | undefined;
  /** Your organization's id, as the platform's operator gives it to you. Required in standalone mode. */
  readonly externalId?: string | undefined;
}

/**
 * Sign-in with the tenant's API key and the agent's e-mail address. Everybody who opens the page can read the key: use `token` in
 * production.
 */
export type GenericAuthOptions = GenericStandaloneOptions | GenericCallOptions;

/** Sign-in with a token that your server got from the platform. The one for production: no key is in the page. */
export interface TokenAuthOptions extends CommonOptions {
  /** Selects this way of signing in. */
  readonly authMethod: "token";
  /** The agent's token. */
  readonly token: string;
  /**
   * Returns a new token. Called after the old one has expired, at most once per attempt to sign in. Without it, operations reject with
   * `AGENT_NOT_AUTHENTICATED` from then on.
   */
  readonly tokenProvider?: (() => MaybePromise<string>) | undefined;
  /** Lets the agent receive calls from the queue. Default: false. */
  readonly standaloneMode?: boolean | undefined;
  /** Joins the queue again if this tab was on it before a reload. Default: false. */
  readonly resumeQueue?: boolean | undefined;
}

/** Sign-in to Genesys Cloud, in the widget. */
export interface GenesysAuthOptions extends CommonOptions {
  /** Selects this way of signing in. */
  readonly authMethod: "genesys";
  /** The Genesys Cloud domain, for example `mypurecloud.de`. */
  readonly environment: string;
  /** Not available with this way of signing in. */
  readonly standaloneMode?: false | undefined;
}

/** What a {@link CustomAuthFunction} returns. `agentEmail` is sent as `email`, everything else under its own name. */
export type CustomAuthParameters = Readonly<Record<string, string | number | boolean>>;

/** Called by `init()`, and again after its result expired or was refused. */
export type CustomAuthFunction = () => MaybePromise<CustomAuthParameters>;

/** Sign-in with a function of your own. */
export interface CustomAuthOptions extends CommonOptions {
  /** Selects this way of signing in. */
  readonly authMethod: "custom";
  /** Returns the parameters of the widget's address. Required, under this name or the older one. */
  readonly customAuthFunction?: CustomAuthFunction | undefined;
  /** The older name of `customAuthFunction`. */
  readonly authenticateFn?: CustomAuthFunction | undefined;
  /** Not available with this way of signing in. */
  readonly standaloneMode?: false | undefined;
}

/** The options of `init()`. They are copied: later changes of the object have no effect. */
export type InitOptions = GenericAuthOptions | TokenAuthOptions | GenesysAuthOptions | CustomAuthOptions;

/** What the agent knows about the visitor before the call. */
export interface VisitorDetails {
  /** The visitor's name. */
  readonly name?: string | undefined;
  /** The visitor's e-mail address. */
  readonly email?: string | undefined;
  /** The visitor's phone number. */
  readonly phone?: string | undefined;
}

/** The options of `call()`. */
export interface CallOptions extends TimedOperationOptions {
  /**
   * The id of an interaction joins it. Anything else is your own reference (at most 256 characters), and the new interaction carries
   * it.
   */
  readonly customerId?: string | undefined;
  /** Facts that the new interaction carries: a flat object, at most 16 kB of JSON. They come back in `CallState.attributes`. */
  readonly customData?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Fills in what the visitor's page asks for. */
  readonly visitor?: VisitorDetails | undefined;
}
