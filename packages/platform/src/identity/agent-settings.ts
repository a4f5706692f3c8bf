import { PROTOCOL_VERSION } from "@videoengager/protocol/protocol-version";
import type { AgentSettings, IceServer } from "@videoengager/protocol/rest/agent-settings";
import { PATHS } from "@videoengager/protocol/rest/paths";
import type { PublicTenantSettings } from "@videoengager/protocol/rest/tenant-settings";
import { PARKED_PARAMETER } from "@videoengager/protocol/widget/widget-url";
import type { Agent } from "./agents.ts";
import type { Tenant } from "./tenants.ts";

/** An agent's settings for its application. */
export function describeAgent(
  agent: Agent,
  tenant: Tenant,
  server: { readonly publicUrl: string; readonly iceServers: readonly IceServer[] },
): AgentSettings {
  const { settings } = tenant;
  const { publicUrl, iceServers } = server;
  const account = {
    _id: agent.id,
    email: agent.email,
    contactEmail: agent.contactEmail,
    organizationId: agent.organizationId,
  };
  return {
    ...account,
    id: agent.id,
    firstName: agent.firstName,
    lastName: agent.lastName,
    tennantId: tenant.id,
    brokerageId: tenant.id,
    shortUrl: `${publicUrl}/a/${agent.shortCode}`,
    fullUrl: `${publicUrl}/desk/`,
    agentUrl: agent.shortCode,
    locale: settings.locale,
    cameraOn: settings.cameraOn,
    agentCameraOn: settings.cameraOn,
    enablePin: settings.enablePin,
    isPopup: settings.isPopup,
    agentReplyTimeOut: settings.agentReplyTimeoutS,
    callWrapUp: settings.callWrapUpS > 0,
    callWrapUpS: settings.callWrapUpS,
    branding: settings.branding,
    recording: settings.recording,
    fileTransfer: settings.fileTransfer,
    signalling: { endPoint: `${publicUrl}/push` },
    _account: account,
    _server: { server: iceServers },
    widgetPreloadUrl: `${publicUrl}/static/pages/preload.html`,
    parkedWidgetUrl: `${publicUrl}${PATHS.widget}?${PARKED_PARAMETER}=${tenant.id}`,
    protocolVersion: PROTOCOL_VERSION,
  };
}

/** A tenant's public settings. */
export function describeTenant(tenant: Tenant): PublicTenantSettings {
  const { settings } = tenant;
  return {
    tennantId: tenant.id,
    name: tenant.name,
    locale: settings.locale,
    branding: settings.branding,
    recording: settings.recording,
    fileTransfer: settings.fileTransfer,
    visitorWaitingTime: settings.visitorWaitingS,
    earlyConnect: settings.earlyConnect,
  };
}
