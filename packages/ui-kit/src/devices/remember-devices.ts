/** The devices that a person chose, kept in this browser for the next call. */
import { StoredValue } from "../stored-value.ts";
import type { DeviceChoice } from "./list-devices.ts";

export type RememberedKind = "microphone" | "camera" | "speaker";
export type RememberedDevices = Readonly<Record<RememberedKind, DeviceChoice | null>>;

const chosen = new StoredValue("localStorage", "ve-devices");
const NOTHING: RememberedDevices = { microphone: null, camera: null, speaker: null };

function readChoice(value: unknown): DeviceChoice | null {
  if (typeof value !== "object" || value === null) return null;
  const { deviceId, label } = value as Record<string, unknown>;
  return typeof deviceId === "string" && typeof label === "string" ? { deviceId, label } : null;
}

/** The stored choices; none if storage is blocked or invalid. */
export function recallDevices(): RememberedDevices {
  const stored = chosen.read();
  if (typeof stored !== "object" || stored === null) return NOTHING;
  const { microphone, camera, speaker } = stored as Record<string, unknown>;
  return { microphone: readChoice(microphone), camera: readChoice(camera), speaker: readChoice(speaker) };
}

/** Stores a choice. An empty `deviceId` stands for the system's default. Without storage, the next call starts with that. */
export function rememberDevice(kind: RememberedKind, choice: DeviceChoice): void {
  chosen.write({ ...recallDevices(), [kind]: choice });
}

/** Finds a remembered device among those that are plugged in. Ids change, for example in Safari; then the label decides. */
export function findRemembered(
  remembered: DeviceChoice | null,
  devices: readonly DeviceChoice[],
): DeviceChoice | null {
  if (remembered === null || remembered.deviceId === "") return null;
  return (
    devices.find(({ deviceId }) => deviceId === remembered.deviceId) ??
    devices.find(({ label }) => label !== "" && label === remembered.label) ??
    null
  );
}
