/** One STUN or TURN server, in the form that `RTCPeerConnection` takes. */
export interface IceServer {
  /** One address or several, for example `turn:turn.example.com:3478`. */
  readonly urls: string | readonly string[];
  /** TURN only. */
  readonly username?: string;
  /** TURN only: the password. */
  readonly credential?: string;
}

/** What a tenant's pages look like. */
export interface Branding {
  /** The address of the logo. */
  readonly logo?: string;
  /** The address of a background image. */
  readonly backgroundUrl?: string;
  /** CSS that is added to the pages. */
  readonly customCss?: string;
  /** The accent colour, a CSS colour. Ours only. */
  readonly brandColor?: string;
  /** Which buttons the widget shows. */
  readonly buttons?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** Whether calls are recorded. Our platform records nothing. */
export interface RecordingSettings {
  /** Agents can record. */
  readonly enable: boolean;
  /** Every call is recorded. */
  readonly mandatory: boolean;
  /** The visitor is asked first. */
  readonly requireVisitorConsent: boolean;
}

/** Who can send files in a call. */
export interface FileTransferSettings {
  /** Files can be sent. */
  readonly enable: boolean;
  /** The agent cannot send files. */
  readonly disableAgent: boolean;
  /** The visitor cannot send files. */
  readonly disableVisitor: boolean;
}

/**
 * The agent's settings, as `GET /api/brokerages/users/me` returns them. The application gets fields that are not listed here, too. They
 * never contain a client secret.
 */
export interface AgentSettings {
  /** The agent's id. */
  readonly _id: string;
  /** The same as `_id`. */
  readonly id: string;
  /** The agent's first name. */
  readonly firstName: string;
  /** The agent's last name. */
  readonly lastName: string;
  /** As stored: organization id and address, concatenated. */
  readonly email: string;
  /** The address at which the agent can be reached. */
  readonly contactEmail: string;
  /** The agent's organization. */
  readonly organizationId: string;
  /** The tenant's id. Spelt so on the wire. */
  readonly tennantId: string;
  /** The same as `tennantId`. */
  readonly brokerageId: string;
  /** The agent's own link, absolute. */
  readonly shortUrl: string;
  /** The address of the agent desk. */
  readonly fullUrl: string;
  /** The code at the end of `shortUrl`. */
  readonly agentUrl: string;
  /** The agent's language, for example `en_US`. */
  readonly locale: string;
  /** The visitor's camera is on when a call starts. */
  readonly cameraOn: boolean;
  /** The agent's camera is on when a call starts. */
  readonly agentCameraOn: boolean;
  /** Visitors must type a PIN to join. */
  readonly enablePin: boolean;
  /** The widget opens in a separate window. */
  readonly isPopup: boolean;
  /** Seconds that an agent has to answer. */
  readonly agentReplyTimeOut: number;
  /** No calls ring at the agent for a while after each call. */
  readonly callWrapUp: boolean;
  /** How long that is, in seconds. Ours only. */
  readonly callWrapUpS?: number;
  /** What the tenant's pages look like. */
  readonly branding: Branding;
  /** Whether calls are recorded. */
  readonly recording: RecordingSettings;
  /** Who can send files. */
  readonly fileTransfer: FileTransferSettings;
  /** The agent's push channel. */
  readonly signalling: {
    /** Its address, to which the SDK adds `signallingId`. */
    readonly endPoint: string;
  };
  /** The account that the agent belongs to. */
  readonly _account: {
    /** The account's id. */
    readonly _id: string;
    /** As stored: organization id and address, concatenated. */
    readonly email: string;
    /** The address at which the agent can be reached. */
    readonly contactEmail: string;
    /** The agent's organization. */
    readonly organizationId: string;
  };
  /** The STUN and TURN servers of a call. */
  readonly _server: {
    /** One entry for each server. */
    readonly server: readonly IceServer[];
  };
  /** Ours only: a page whose load puts the widget's code into the cache. */
  readonly widgetPreloadUrl?: string;
  /** Ours only: a widget without a call. It says hello, and waits for the command `resume`. */
  readonly parkedWidgetUrl?: string;
  /** Ours only: the platform's `PROTOCOL_VERSION`. */
  readonly protocolVersion?: number;
  readonly [key: string]: unknown;
}
