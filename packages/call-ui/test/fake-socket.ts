/** Socket.IO's client as far as the transport uses it; the test plays the network and the platform. */
export class FakeSocket {
  connected = false;
  connects = 0;
  readonly emitted: { event: string; data: unknown }[] = [];
  /** The platform's answer to whatever is asked; null: none. */
  answer: unknown = { ok: true };
  readonly #listeners = new Map<string, ((...data: never[]) => void)[]>();
  readonly #any: (() => void)[] = [];

  on(event: string, listener: (...data: never[]) => void): this {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return this;
  }
  onAny(listener: () => void): this {
    this.#any.push(listener);
    return this;
  }
  /** An event of the platform's. */
  say(event: string, ...data: unknown[]): void {
    for (const listener of this.#any) listener();
    this.fire(event, ...data);
  }
  /** An event of the client's own: Socket.IO does not pass it to `onAny`. */
  fire(event: string, ...data: unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(...(data as never[]));
  }
  comeUp(): void {
    this.connected = true;
    this.fire("connect");
  }
  goDown(reason: string): void {
    this.connected = false;
    this.fire("disconnect", reason);
  }
  connect(): this {
    this.connects += 1;
    return this;
  }
  disconnect(): this {
    if (this.connected) this.goDown("io client disconnect");
    return this;
  }
  emit(event: string, data: unknown): this {
    this.emitted.push({ event, data });
    return this;
  }
  timeout(): this {
    return this;
  }
  async emitWithAck(event: string): Promise<unknown> {
    this.emitted.push({ event, data: null });
    if (this.answer === null) throw new Error("operation has timed out");
    return this.answer;
  }
}
