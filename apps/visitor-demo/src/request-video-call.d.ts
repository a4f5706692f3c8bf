export interface VideoCallRequest {
  /** The platform's origin. */
  readonly platform: string;
  readonly tenantId: string;
  /** The visitor's name; may be empty. */
  readonly name: string;
  /** The agent sees it next to the name. */
  readonly customData: Readonly<Record<string, string>>;
}

/** Resolves with the URL of the visitor's page. Rejects with the platform's message. */
export function requestVideoCall(request: VideoCallRequest): Promise<string>;
