import type { CauseEvidence } from "./find-cause.ts";

/** An hour of ICE restarts must not grow it. */
const MAX_KEPT = 20;

/** Collects what a connection learns of the paths that it tries. */
export class IceEvidence {
  #value: CauseEvidence = { localTypes: [], serverErrors: [] };

  get value(): CauseEvidence {
    return this.#value;
  }

  addCandidate({ type }: RTCIceCandidate): void {
    const localTypes = [...this.#value.localTypes, type ?? "host"].slice(-MAX_KEPT);
    this.#value = { ...this.#value, localTypes };
  }

  addError({ errorCode, url }: RTCPeerConnectionIceErrorEvent): void {
    const serverErrors = [...this.#value.serverErrors, { code: errorCode, url: url ?? "" }].slice(-MAX_KEPT);
    this.#value = { ...this.#value, serverErrors };
  }
}
