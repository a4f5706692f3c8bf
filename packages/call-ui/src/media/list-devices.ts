export interface DeviceChoice {
  readonly deviceId: string;
  /** Empty until the person has allowed a device once. */
  readonly label: string;
}

export interface DeviceLists {
  readonly microphones: readonly DeviceChoice[];
  readonly cameras: readonly DeviceChoice[];
  /** Empty where the browser doesn't let a page choose. */
  readonly speakers: readonly DeviceChoice[];
}

export const NO_DEVICES: DeviceLists = { microphones: [], cameras: [], speakers: [] };

export const CAN_CHOOSE_SPEAKER: boolean =
  typeof HTMLMediaElement !== "undefined" && "setSinkId" in HTMLMediaElement.prototype;

/** What is plugged in now; nothing where the browser doesn't tell. */
export async function listDevices(): Promise<DeviceLists> {
  if (typeof navigator.mediaDevices?.enumerateDevices !== "function") return NO_DEVICES;
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  const ofKind = (kind: MediaDeviceKind): DeviceChoice[] =>
    devices
      .filter((device) => device.kind === kind && device.deviceId !== "")
      .map(({ deviceId, label }) => ({ deviceId, label }));
  return {
    microphones: ofKind("audioinput"),
    cameras: ofKind("videoinput"),
    speakers: CAN_CHOOSE_SPEAKER ? ofKind("audiooutput") : [],
  };
}
