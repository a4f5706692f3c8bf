import { isGenesysDomain } from "@videoengager/protocol/genesys-domain";
import { z } from "zod";
import type { TenantSettings } from "./tenants.ts";

const between = (min: number, max: number): z.ZodNumber => z.int().min(min).max(max);
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

const genesysId = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, "must be an id as Genesys Cloud shows it");

const genesys = z.strictObject({
  organizationId: genesysId.exactOptional(),
  clientId: genesysId.exactOptional(),
  domain: z
    .string()
    .refine(isGenesysDomain, "must be the domain of a Genesys Cloud region, such as mypurecloud.de")
    .exactOptional(),
});

/** A change of a tenant's settings. An absent setting stays as it is. */
export const tenantSettingsChange: z.ZodType<Partial<TenantSettings>> = z.strictObject({
  locale: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a language tag like en or pt-BR")
    .exactOptional(),
  branding: branding.exactOptional(),
  // There is no recording, so visitors must not be asked for their consent.
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
  agentReplyTimeoutS: between(5, 3_600).exactOptional(),
  callWrapUpS: between(0, 3_600).exactOptional(),
  visitorWaitingS: between(10, 86_400).exactOptional(),
  retentionDays: between(1, 3_650).exactOptional(),
  recordRetentionDays: between(1, 3_650).exactOptional(),
  routing: z.enum(["ring-all", "longest-idle-first"]).exactOptional(),
  agentDivision: z.enum(["refuse", "take"]).exactOptional(),
  earlyConnect: z.boolean().exactOptional(),
  genesys: genesys.exactOptional(),
});
