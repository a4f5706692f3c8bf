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
  /** Whether a visitor is asked for the PIN of an agent's invitation. Default false. */
  readonly enablePin: boolean;
  readonly cameraOn: boolean;
  readonly isPopup: boolean;
  /** How long an agent has to answer. Default 60. */
  readonly agentReplyTimeoutS: number;
  /** How long after a call an agent is not rung. Default 0. */
  readonly callWrapUpS: number;
  /** How long a visitor waits before being told that nobody came. Default 300. */
  readonly visitorWaitingS: number;
  /** How long names and custom data are kept. Default 90. */
  readonly retentionDays: number;
  readonly routing: RoutingRule;
}

export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly settings: TenantSettings;
  /** Origins of the web sites that may use the platform for this tenant. */
  readonly origins: readonly string[];
  /** Also allows every http(s) origin on the loopback interface, on any port. Demo tenant only. */
  readonly allowsLoopbackOrigins: boolean;
}

/** The port to wherever tenants are kept. */
export interface TenantStore {
  find(tenantId: string): Promise<Tenant | null>;
}
