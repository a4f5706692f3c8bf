/** Checks the arguments of the functions that control a call. */
import { MAX_CHAT_LENGTH } from "@videoengager/protocol/signalling/signalling-socket";
import type { CallLayout, DeviceKind } from "@videoengager/protocol/widget/call-control";
import { isText } from "../lib/read-fields.ts";
import { ensureArgument } from "./errors.ts";

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
    typeof text === "string" && text.trim() && text.length <= MAX_CHAT_LENGTH,
    `sendMessage() takes a text of 1 to ${MAX_CHAT_LENGTH} characters.`,
  );
  return text;
}

export function readLayout(layout: unknown): CallLayout {
  ensureArgument(layout === "full" || layout === "compact", "setLayout() takes 'full' or 'compact'.");
  return layout;
}
