export interface VideoCallRequest {
  /** The platform's origin. */
  readonly platform: string;
  readonly tenantId: string;
  /** The visitor's name; may be empty. */
  readonly name: string;
  /** What the agent sees beside the name. */
  readonly customData: Readonly<Record<string, string>>;
}

/** Resolves to the address of the visitor's page; rejects with what the platform says. */
export function requestVideoCall(request: VideoCallRequest): Promise<string>;
