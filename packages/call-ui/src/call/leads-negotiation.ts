import type { SeatRole } from "@videoengager/protocol/ids";

interface Party {
  readonly role: SeatRole;
  readonly instanceId: string;
}

/** Who makes the offers of two parties, and ignores the other's where they cross: agents; between equals the greater id. */
export function leadsNegotiation(self: Party, other: Party): boolean {
  if (self.role !== other.role) return self.role === "agent";
  return self.instanceId > other.instanceId;
}
