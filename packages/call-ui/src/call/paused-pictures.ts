import { Store } from "@videoengager/ui-kit/store";

/** Pictures that are paused so that the sound has room. */
export interface PausedPictures {
  readonly own: boolean;
  readonly peer: boolean;
}

const PAUSED = '{"picture":"paused"}';
const SENT = '{"picture":"sent"}';

/** Exchanges with the other parties whose picture is paused. */
export class PausedPicturesChannel {
  readonly paused: Store<PausedPictures> = new Store<PausedPictures>({ own: false, peer: false });
  readonly #channels = new Map<string, RTCDataChannel>();

  attach(peer: string, channel: RTCDataChannel): void {
    this.#channels.set(peer, channel);
    channel.addEventListener("open", () => {
      if (this.paused.value.own) channel.send(PAUSED);
    });
    channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (data === PAUSED) this.paused.update({ peer: true });
      else if (data === SENT) this.paused.update({ peer: false });
    });
  }

  detach(peer: string): void {
    this.#channels.delete(peer);
    this.paused.update({ peer: false });
  }

  setOwn(paused: boolean): void {
    this.paused.update({ own: paused });
    for (const channel of this.#channels.values())
      if (channel.readyState === "open") channel.send(paused ? PAUSED : SENT);
  }
}
