export interface DeviceChoice {
  readonly deviceId: string;
  /** Empty until a device was allowed once. */
  readonly label: string;
}

export interface ListedDevice extends DeviceChoice {
  /** The same for the microphone, the speaker and the "default" entry of one headset. */
  readonly groupId: string;
}

export interface DeviceLists {
  readonly microphones: readonly ListedDevice[];
  readonly cameras: readonly ListedDevice[];
  /** Empty if the browser doesn't let a page choose. */
  readonly speakers: readonly ListedDevice[];
  /** Everything that is plugged in, by id; before the first permission the ids are empty. */
  readonly plugged: Readonly<Record<"microphone" | "camera", readonly string[]>>;
}

export const NO_DEVICES: DeviceLists = {
  microphones: [],
  cameras: [],
  speakers: [],
  plugged: { microphone: [], camera: [] },
};

const CAN_CHOOSE_SPEAKER: boolean =
  typeof HTMLMediaElement !== "undefined" && "setSinkId" in HTMLMediaElement.prototype;

/** The available devices; empty if the browser doesn't list them. */
export async function listDevices(): Promise<DeviceLists> {
  if (typeof navigator.mediaDevices?.enumerateDevices !== "function") return NO_DEVICES;
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  const ofKind = (kind: MediaDeviceKind): readonly ListedDevice[] =>
    devices
      .filter((device) => device.kind === kind)
      .map(({ deviceId, label, groupId }) => ({ deviceId, label, groupId }));
  const named = (list: readonly ListedDevice[]): readonly ListedDevice[] =>
    list.filter(({ deviceId }) => deviceId !== "");
  const microphones = ofKind("audioinput");
  const cameras = ofKind("videoinput");
  return {
    microphones: named(microphones),
    cameras: named(cameras),
    speakers: CAN_CHOOSE_SPEAKER ? named(ofKind("audiooutput")) : [],
    plugged: {
      microphone: microphones.map(({ deviceId }) => deviceId),
      camera: cameras.map(({ deviceId }) => deviceId),
    },
  };
}
