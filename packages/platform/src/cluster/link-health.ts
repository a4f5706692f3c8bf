/** The link is down after this many heartbeats without an echo. Counted in ticks, because a stalled event loop isn't a dead link. */
export const MAX_SILENT_TICKS = 3;

/**
 * Whether messages get through. This node sends heartbeats to itself over the same path as other messages, so a server that accepts
 * commands but never answers counts as down.
 */
export class LinkHealth {
  #state: "down" | "up" = "down";
  #silentTicks = 0;

  get isUp(): boolean {
    return this.#state === "up";
  }

  /** Call it once per heartbeat interval. */
  tick(): void {
    this.#silentTicks += 1;
    if (this.#silentTicks > MAX_SILENT_TICKS) this.#state = "down";
  }

  /** A heartbeat came back. True if the link was down before: messages of that time are lost. */
  handleEcho(): boolean {
    const wasDown = this.#state === "down";
    this.#state = "up";
    this.#silentTicks = 0;
    return wasDown;
  }

  /** A connection broke: messages in transit are lost. */
  handleDisconnect(): void {
    this.#state = "down";
  }
}
