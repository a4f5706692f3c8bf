import type { AuthMethod, CustomAuthFunction, TokenAuthOptions, UiHandlers } from "./options.ts";

/** What `init()` made of its options: checked, copied, normalised. Functions apart, it is plain JSON. */
export interface Settings {
  readonly authMethod: AuthMethod;
  /** The platform's origin. */
  readonly domain: string;
  readonly standaloneMode: boolean;
  readonly resumeQueue: boolean;
  readonly keepWidgetOpen: boolean;
  readonly timeoutMs: number;
  /** Absent: the default container, with the overlay. */
  readonly containerId?: string;
  readonly uiHandlers?: UiHandlers;
  readonly apiKey?: string;
  readonly agentEmail?: string;
  readonly organizationId?: string;
  readonly externalId?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly contactEmail?: string;
  readonly token?: string;
  readonly tokenProvider?: NonNullable<TokenAuthOptions["tokenProvider"]>;
  readonly environment?: string;
  readonly customAuthFunction?: CustomAuthFunction;
}

/** What of the widget's address says who the agent is. */
export type WidgetCredentials = Readonly<Record<string, string>>;
