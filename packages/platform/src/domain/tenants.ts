import type {
  Branding,
  FileTransferSettings,
  RecordingSettings,
} from "@videoengager/protocol/rest/agent-settings";

/** Who is rung for a waiting visitor. */
export type RoutingRule = "ring-all" | "longest-idle-first";

/** What an operator may set for a tenant. Durations carry their unit. */
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
  /** How long an agent has to answer. */
  readonly agentReplyTimeoutS: number;
  /** How long after a call an agent is not rung. */
  readonly callWrapUpS: number;
  /** How long a visitor waits before being told that nobody came. */
  readonly visitorWaitingS: number;
  /** How long names and custom data are kept. */
  readonly retentionDays: number;
  readonly routing: RoutingRule;
}

/** What holds where an operator has set nothing. */
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
  routing: "ring-all",
};

export interface Tenant {
  readonly id: string;
  readonly name: string;
  /** The host name that means this tenant where a request says nothing else; null for none. */
  readonly host: string | null;
  readonly settings: TenantSettings;
  /** Origins of the web sites that may use the platform for this tenant. */
  readonly origins: readonly string[];
  /** Also allows every http(s) origin on the loopback interface, on any port. Demo tenant only. */
  readonly allowsLoopbackOrigins: boolean;
}

/** The port to wherever tenants are kept. A tenant changes rarely: what is read may be some seconds old. */
export interface TenantStore {
  find(tenantId: string): Promise<Tenant | null>;
  /** The tenant of a host name. A platform's only tenant answers to every one. */
  findByHost(host: string): Promise<Tenant | null>;
}
