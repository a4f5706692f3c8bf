import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";

/** First and last name; else an address: the contact's, the account's, the agent's own without the organization. */
export function getDisplayName(agent: AgentSettings): string {
  const { firstName, lastName, contactEmail, _account, email, organizationId } =
    agent as Partial<AgentSettings>;
  return (
    `${firstName ?? ""} ${lastName ?? ""}`.trim() ||
    contactEmail ||
    _account?.contactEmail ||
    (email ?? "").replace(organizationId ?? "", "")
  );
}
