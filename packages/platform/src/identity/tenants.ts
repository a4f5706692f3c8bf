import type {
  Branding,
  FileTransferSettings,
  RecordingSettings,
} from "@videoengager/protocol/rest/agent-settings";

/** Which agents a waiting visitor rings. */
export type RoutingRule = "ring-all" | "longest-idle-first";

/** The Genesys Cloud organization whose agents can sign in, and the OAuth client that the tenant registered there. */
export interface GenesysSettings {
  readonly organizationId?: string;
  readonly clientId?: string;
  /** Of the region, such as `mypurecloud.de`. */
  readonly domain?: string;
}

/** A tenant's settings. */
export interface TenantSettings {
  readonly locale: string;
  readonly branding: Branding;
  /** `enable` stays false until there is recording. */
  readonly recording: RecordingSettings;
  readonly fileTransfer: FileTransferSettings;
  /** Whether a visitor is asked for the PIN of an agent's invitation. */
  readonly enablePin: boolean;
  readonly cameraOn: boolean;
  readonly isPopup: boolean;
  /** How long an agent has to accept. */
  readonly agentReplyTimeoutS: number;
  /** How long after a call no call rings at the agent. */
  readonly callWrapUpS: number;
  /** How long a visitor waits for an agent. */
  readonly visitorWaitingS: number;
  /** How long names and custom data are kept after a call. */
  readonly retentionDays: number;
  /** How long the record of a call is kept after its creation; at least `retentionDays`. */
  readonly recordRetentionDays: number;
  readonly routing: RoutingRule;
  /**
   * If an application signs a known agent in with another division or organizationId: `refuse` the sign-in, or `take` the
   * new values.
   */
  readonly agentDivision: "refuse" | "take";
  /** Whether the browsers connect before both people joined. Each then learns the other's network address early. */
  readonly earlyConnect: boolean;
  /** Empty: nobody signs in with Genesys Cloud. */
  readonly genesys: GenesysSettings;
}

/** Settings that an operator has not changed. */
export const DEFAULT_TENANT_SETTINGS: TenantSettings = {
  locale: "en",
  branding: {},
  recording: { enable: false, mandatory: false, requireVisitorConsent: false },
  fileTransfer: { enable: false, disableAgent: false, disableVisitor: false },
  enablePin: false,
  cameraOn: true,
  isPopup: false,
  agentReplyTimeoutS: 60,
  callWrapUpS: 0,
  visitorWaitingS: 300,
  retentionDays: 90,
  recordRetentionDays: 730,
  routing: "ring-all",
  agentDivision: "refuse",
  earlyConnect: true,
  genesys: {},
};

export interface Tenant {
  readonly id: string;
  readonly name: string;
  /** Requests to this host name that name no tenant belong to this one. */
  readonly host: string | null;
  readonly settings: TenantSettings;
  /** Origins of the web sites that can use the platform for this tenant. */
  readonly origins: readonly string[];
  /** Also allows every http(s) origin on the loopback interface, on any port. Demo tenant only. */
  readonly allowsLoopbackOrigins: boolean;
}

/** Where tenants are stored. They change rarely, so results can be some seconds old. */
export interface TenantStore {
  find(tenantId: string): Promise<Tenant | null>;
  /** The tenant of a host name. A platform's only tenant matches every host name. */
  findByHost(host: string): Promise<Tenant | null>;
}
