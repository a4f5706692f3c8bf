import type { AuthMethod, UiHandlers } from "./options.ts";

/** What of the widget's address says who the agent is. */
export type WidgetCredentials = Readonly<Record<string, string>>;

/** What an authentication method made of its options. */
export interface Authentication {
  readonly apiKey?: string;
  readonly agentEmail?: string;
  readonly organizationId?: string;
  readonly externalId?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly contactEmail?: string;
  readonly token?: string;
  readonly tokenProvider?: () => unknown;
  readonly environment?: string;
  /** @param wasRefused the platform did not accept the credentials before these */
  readonly getCredentials: (wasRefused: boolean) => WidgetCredentials | Promise<WidgetCredentials>;
}

/** What `init()` made of its options: checked, copied, normalised. Functions apart, it is plain JSON. */
export interface Settings extends Authentication {
  readonly authMethod: AuthMethod;
  /** The platform's origin. */
  readonly domain: string;
  readonly standaloneMode: boolean;
  readonly resumeQueue: boolean;
  readonly keepWidgetOpen: boolean;
  readonly timeoutMs: number;
  /** Undefined: the default container, with the overlay. */
  readonly containerId: string | undefined;
  readonly uiHandlers: UiHandlers | undefined;
}
