import type { AuthMethod, UiHandlers } from "./options.ts";

/** The parameters of the widget's address that identify the agent. */
export type WidgetCredentials = Readonly<Record<string, string>>;

/** The checked options of an authentication method. */
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
  /** Whether `getCredentials(true)` can return others than before. */
  readonly canRenew: boolean;
  /** @param isRenewal the credentials before these expired or were refused */
  readonly getCredentials: (isRenewal: boolean) => WidgetCredentials | Promise<WidgetCredentials>;
}

/** The options of `init()`: checked, copied, normalised. Apart from functions it is plain JSON. */
export interface Settings extends Authentication {
  readonly authMethod: AuthMethod;
  /** The platform's origin. */
  readonly domain: string;
  readonly standaloneMode: boolean;
  readonly resumeQueue: boolean;
  readonly keepWidgetOpen: boolean;
  /** The application draws the call's controls. */
  readonly hidesControls: boolean;
  /** Of the widget: a tag, or a function that returns one. */
  readonly language: string | (() => unknown) | undefined;
  readonly timeoutMs: number;
  /** Undefined and no container: the default container, with the overlay. */
  readonly containerId: string | undefined;
  readonly getContainer: (() => HTMLElement) | undefined;
  readonly uiHandlers: UiHandlers | undefined;
}
