import { LocalMedia } from "@videoengager/ui-kit/devices/local-media";
import { areGranted } from "@videoengager/ui-kit/devices/query-permission";
import { StoredValue } from "@videoengager/ui-kit/stored-value";
import { anySignal } from "../any-signal.ts";

/** Where storage is blocked, devices open after the sign-in. */
const storedCameraOn = new StoredValue("localStorage", "ve-agent-camera-on");

/**
 * The agent's devices, opened before there is a call where the browser won't ask for them: a camera needs up to 1.5 s. Whether the
 * camera belongs to the call is a setting of the tenant that the sign-in brings. Until a first sign-in has stored it, nothing is opened
 * early: a camera's light must not go on in a tenant whose calls begin without it.
 */
export class AgentMedia {
  readonly #lifetime: AbortController = new AbortController();
  readonly #signal: AbortSignal;
  #media: LocalMedia | null = null;
  #opened: Promise<void> | null = null;

  constructor(signal: AbortSignal) {
    this.#signal = anySignal(this.#lifetime.signal, signal);
  }

  /** Opens the devices if that causes no permission prompt. */
  async openIfAllowed(): Promise<void> {
    const cameraOn = recallCameraOn();
    if (cameraOn === null || !(await areGranted(cameraOn ? ["microphone", "camera"] : ["microphone"])))
      return;
    // The call began meanwhile, or there will be none.
    if (this.#media !== null || this.#signal.aborted) return;
    this.#media = new LocalMedia(cameraOn, this.#signal);
    this.#opened = this.#media.open();
  }

  /** The devices of the call. `cameraOn`: the tenant's calls begin with the camera. */
  use(cameraOn: boolean): LocalMedia {
    if (this.#media !== null && recallCameraOn() !== cameraOn) void this.#media.setCamera(cameraOn);
    storedCameraOn.write(cameraOn);
    this.#media ??= new LocalMedia(cameraOn, this.#signal);
    return this.#media;
  }

  /** Resolves when they are open, or when it is known why not. */
  open(): Promise<void> {
    this.#opened ??= this.#media?.open() ?? Promise.resolve();
    return this.#opened;
  }

  close(): void {
    this.#lifetime.abort();
  }
}

function recallCameraOn(): boolean | null {
  const stored = storedCameraOn.read();
  return typeof stored === "boolean" ? stored : null;
}
