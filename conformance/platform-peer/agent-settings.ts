/** The agent's settings as PROTOCOL.md section 2 lists them. A test can change them before the SDK requests them. */
export type AgentSettings = ReturnType<typeof makeAgentSettings>;

export function makeAgentSettings(origin: string): {
  [key: string]: unknown;
  firstName: string;
  lastName: string;
  email: string;
  contactEmail: string;
  organizationId: string;
  tennantId: string;
  signalling: { endPoint: string };
  _account: { _id: string; email: string; contactEmail: string; organizationId: string };
} {
  return {
    _id: "64f0a1",
    id: "64f0a1",
    firstName: "Ada",
    lastName: "Lovelace",
    email: "org-1agent@example.com",
    contactEmail: "ada@example.com",
    organizationId: "org-1",
    tennantId: "tenant-1",
    brokerageId: "64f0a2",
    shortUrl: "ada",
    fullUrl: `${origin}/agent/ada`,
    agentUrl: "ada",
    locale: "en_US",
    cameraOn: true,
    agentCameraOn: true,
    enablePin: false,
    isPopup: false,
    agentReplyTimeOut: 30,
    callWrapUp: false,
    branding: { logo: "", backgroundUrl: "", customCss: "", buttons: {} },
    recording: { enable: false, mandatory: false, requireVisitorConsent: false },
    fileTransfer: { enable: false, disableAgent: false, disableVisitor: false },
    signalling: { endPoint: `${origin}/push?region=here` },
    _account: {
      _id: "64f0a3",
      email: "org-1agent@example.com",
      contactEmail: "ada.account@example.com",
      organizationId: "org-1",
    },
    _server: { server: [{ urls: "stun:127.0.0.1:3478" }] },
  };
}
