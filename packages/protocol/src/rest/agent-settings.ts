/** One STUN or TURN server, in the form that `RTCPeerConnection` takes. */
export interface IceServer {
  readonly urls: string | readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

/** What a tenant's pages look like. Every value overrides a role of the design, never a component. */
export interface Branding {
  readonly logo?: string;
  readonly backgroundUrl?: string;
  readonly customCss?: string;
  /** The accent colour, a CSS colour. Ours only. */
  readonly brandColor?: string;
  readonly buttons?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

export interface RecordingSettings {
  readonly enable: boolean;
  readonly mandatory: boolean;
  readonly requireVisitorConsent: boolean;
}

export interface FileTransferSettings {
  readonly enable: boolean;
  readonly disableAgent: boolean;
  readonly disableVisitor: boolean;
}

/**
 * `GET /api/brokerages/users/me`: the agent's settings. `tennantId` is spelt so on the wire. An unknown
 * field is passed on to the application untouched. Never a client secret.
 */
export interface AgentSettings {
  readonly _id: string;
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  /** As stored: organisation id and address, concatenated. */
  readonly email: string;
  readonly contactEmail: string;
  readonly organizationId: string;
  readonly tennantId: string;
  readonly brokerageId: string;
  readonly shortUrl: string;
  readonly fullUrl: string;
  readonly agentUrl: string;
  readonly locale: string;
  readonly cameraOn: boolean;
  readonly agentCameraOn: boolean;
  readonly enablePin: boolean;
  readonly isPopup: boolean;
  /** Seconds that an agent has to answer. */
  readonly agentReplyTimeOut: number;
  /** Seconds after a call in which the agent is not rung. */
  readonly callWrapUp: number;
  readonly branding: Branding;
  readonly recording: RecordingSettings;
  readonly fileTransfer: FileTransferSettings;
  readonly signalling: {
    /** The push URL, to which the SDK adds `signallingId`. */
    readonly endPoint: string;
  };
  readonly _account: {
    readonly _id: string;
    readonly email: string;
    readonly contactEmail: string;
    readonly organizationId: string;
  };
  readonly _server: { readonly server: readonly IceServer[] };
  /** Ours only: a page whose load puts the widget's code into the cache. */
  readonly widgetPreloadUrl?: string;
  readonly [key: string]: unknown;
}
