import type { CallState } from "./call-state.ts";

/** Whether this page offers the chat, and who reads what is written now. */
export type ChatOffer =
  /** Nobody to write to: there is no seat yet, nobody has come, or the call is over. */
  | "none"
  /** Nobody reads at the moment. What is written is kept and delivered when somebody comes. */
  | "kept"
  /** The other side's page is there, whether its person has joined or not. */
  | "open";

/** @param hasMessages something has been written: the log stays, also after its reader has gone */
export function chatOffer(state: CallState, hasMessages: boolean): ChatOffer {
  const { role, room, joined, connection, hangingUp, outcome } = state;
  if (outcome !== null || hangingUp || room === null) return "none";
  const { presence } = room.peer;
  if (presence === "arrived" || presence === "joined" || connection === "connected") return "open";
  // A visitor who waits for whoever is free can say meanwhile what it is about.
  const waits = role === "visitor" && joined;
  return waits || hasMessages || presence === "away" ? "kept" : "none";
}
