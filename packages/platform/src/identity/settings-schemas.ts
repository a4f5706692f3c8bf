import type {
  Branding,
  FileTransferSettings,
  IceServer,
  RecordingSettings,
} from "@videoengager/protocol/rest/agent-settings";
import type { PublicTenantSettings } from "@videoengager/protocol/rest/tenant-settings";
import { z } from "zod";

/** Parts of several responses. */
export const branding: z.ZodType<Branding> = z.looseObject({
  logo: z.string().exactOptional(),
  backgroundUrl: z.string().exactOptional(),
  customCss: z.string().exactOptional(),
  brandColor: z.string().exactOptional(),
  buttons: z.record(z.string(), z.unknown()).exactOptional(),
});

export const recording: z.ZodType<RecordingSettings> = z.object({
  enable: z.boolean(),
  mandatory: z.boolean(),
  requireVisitorConsent: z.boolean(),
});

export const fileTransfer: z.ZodType<FileTransferSettings> = z.object({
  enable: z.boolean(),
  disableAgent: z.boolean(),
  disableVisitor: z.boolean(),
});

export const iceServer: z.ZodType<IceServer> = z.object({
  urls: z.union([z.string(), z.array(z.string()).readonly()]),
  username: z.string().exactOptional(),
  credential: z.string().exactOptional(),
});

export const publicTenantSettings: z.ZodType<PublicTenantSettings> = z.object({
  tennantId: z.string(),
  name: z.string(),
  locale: z.string(),
  branding,
  recording,
  fileTransfer,
  visitorWaitingTime: z.number().describe("Seconds"),
  earlyConnect: z.boolean().describe("Whether the browsers connect before both people joined"),
});
