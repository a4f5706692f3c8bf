/** Checks the arguments of the functions that control a call. */
import type { CallLayout, DeviceKind } from "@videoengager/protocol/widget/call-control";
import { isText } from "../lib/read-fields.ts";
import { ensureArgument } from "./errors.ts";

const MAX_MESSAGE_LENGTH = 4_000;

export function readSwitch(on: unknown, operation: string): boolean {
  ensureArgument(typeof on === "boolean", `${operation}() takes \`true\` or \`false\`.`);
  return on;
}

export function readDevice(kind: unknown, id: unknown): { readonly kind: DeviceKind; readonly id: string } {
  ensureArgument(
    kind === "microphone" || kind === "camera" || kind === "speaker",
    "selectDevice() takes 'microphone', 'camera' or 'speaker' first.",
  );
  ensureArgument(isText(id), "selectDevice() takes a device's id second. Use one of getDevices().");
  return { kind, id };
}

export function readMessage(text: unknown): string {
  ensureArgument(
    typeof text === "string" && text.trim() && text.length <= MAX_MESSAGE_LENGTH,
    `sendMessage() takes a text of 1 to ${MAX_MESSAGE_LENGTH} characters.`,
  );
  return text;
}

export function readLayout(layout: unknown): CallLayout {
  ensureArgument(layout === "full" || layout === "compact", "setLayout() takes 'full' or 'compact'.");
  return layout;
}
