import type { Branding, FileTransferSettings, RecordingSettings } from "./agent-settings.ts";

/** `GET /api/brokerages/settingsFindByTennantId/{tenantId}`: the public settings of a tenant. Never contains a secret. */
export interface PublicTenantSettings {
  readonly tennantId: string;
  readonly name: string;
  readonly locale: string;
  readonly branding: Branding;
  readonly recording: RecordingSettings;
  readonly fileTransfer: FileTransferSettings;
  /** Seconds that a visitor waits for an agent before the page says that nobody is available. */
  readonly visitorWaitingTime: number;
  /** Whether the browsers connect before both people joined. Ours only. */
  readonly earlyConnect: boolean;
}

/** `GET /api/shorturls/{tenantId}/code/{code}`: what a short URL leads to. */
export interface ShortUrlResponse {
  readonly code: string;
  readonly tennantId: string;
  readonly interactionId: string;
  /** The visitor's page, relative to the platform's origin, without a query. */
  readonly fullUrl: string;
}
