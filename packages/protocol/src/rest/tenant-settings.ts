import type { Branding, FileTransferSettings, RecordingSettings } from "./agent-settings.ts";

/** `GET /api/brokerages/settingsFindByTennantId/{tenantId}`: what anybody may know of a tenant. Never a secret. */
export interface PublicTenantSettings {
  readonly tennantId: string;
  readonly name: string;
  readonly locale: string;
  readonly branding: Branding;
  readonly recording: RecordingSettings;
  readonly fileTransfer: FileTransferSettings;
  /** Seconds that a visitor waits for an agent before being told that nobody came. */
  readonly visitorWaitingTime: number;
}

/** `GET /api/shorturls/{tenantId}/code/{code}`: what a short URL stands for. */
export interface ShortUrlResponse {
  readonly code: string;
  readonly tennantId: string;
  readonly interactionId: string;
  /** The visitor's page, relative to the platform's origin, without a query. */
  readonly fullUrl: string;
}
