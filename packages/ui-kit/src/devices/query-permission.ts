import type { DeviceKind } from "./device-source.ts";

/** Null if the browser can't query this permission. */
export async function queryPermission(kind: DeviceKind): Promise<PermissionState | null> {
  try {
    return (await navigator.permissions.query({ name: kind })).state;
  } catch {
    return null;
  }
}

/** Whether opening these devices certainly shows no permission prompt. */
export async function areGranted(kinds: readonly DeviceKind[]): Promise<boolean> {
  const states = await Promise.all(kinds.map(queryPermission));
  return states.every((state) => state === "granted");
}
