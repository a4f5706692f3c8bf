import { z } from "zod";
import type { TenantSettings } from "./tenants.ts";

const seconds = (least: number, most: number): z.ZodNumber => z.int().min(least).max(most);
const webAddress = z.url({ protocol: /^https$/, error: "must be an https address" }).max(2_000);

const branding = z.strictObject({
  logo: webAddress.exactOptional(),
  backgroundUrl: webAddress.exactOptional(),
  customCss: z.string().max(50_000).exactOptional(),
  brandColor: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, "must be a colour like #2255aa")
    .exactOptional(),
});

/** What an operator may set of a tenant; an absent setting stays as it is. */
export const tenantSettingsChange: z.ZodType<Partial<TenantSettings>> = z.strictObject({
  locale: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a language tag like en or pt-BR")
    .exactOptional(),
  branding: branding.exactOptional(),
  // Nobody is asked to consent to something that doesn't happen.
  recording: z
    .strictObject({
      enable: z.literal(false, { error: "cannot be set: there is no recording" }),
      mandatory: z.boolean(),
      requireVisitorConsent: z.boolean(),
    })
    .exactOptional(),
  fileTransfer: z
    .strictObject({
      enable: z.literal(false, { error: "cannot be set: there is no file transfer" }),
      disableAgent: z.boolean(),
      disableVisitor: z.boolean(),
    })
    .exactOptional(),
  enablePin: z.boolean().exactOptional(),
  cameraOn: z.boolean().exactOptional(),
  isPopup: z.boolean().exactOptional(),
  agentReplyTimeoutS: seconds(5, 3_600).exactOptional(),
  callWrapUpS: seconds(0, 3_600).exactOptional(),
  visitorWaitingS: seconds(10, 86_400).exactOptional(),
  retentionDays: seconds(1, 3_650).exactOptional(),
  routing: z.enum(["ring-all", "longest-idle-first"]).exactOptional(),
});
