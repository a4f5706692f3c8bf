import type { Messages } from "../text/messages.ts";
import type { CustomData } from "./desk-state.ts";

type Words = Messages["waiting"];

export interface ContextLine {
  readonly label: string;
  readonly value: string;
}

const MAX_VALUE_LENGTH = 160;

/**
 * The custom data of a visitor as lines of label and value: strings, numbers and booleans, and those of nested objects one
 * level deep (`order.number`). Recording consent gets words.
 */
export function describeContext(
  customData: CustomData,
  { waiting: words }: Messages,
): readonly ContextLine[] {
  return Object.entries(customData).flatMap(([key, value]) => {
    if (key === "recordingConsent") return describeConsent(value, words);
    if (isRecord(value))
      return Object.entries(value).flatMap(([inner, item]) => line(`${key} ${inner}`, item, words));
    return line(key, value, words);
  });
}

function line(key: string, value: unknown, words: Words): readonly ContextLine[] {
  if (typeof value === "boolean") return [{ label: toLabel(key), value: value ? words.yes : words.no }];
  if (typeof value !== "string" && typeof value !== "number") return [];
  const text = String(value).trim();
  if (!text) return [];
  const shown = text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text;
  return [{ label: toLabel(key), value: shown }];
}

function describeConsent(value: unknown, words: Words): readonly ContextLine[] {
  if (!isRecord(value) || typeof value.given !== "boolean") return [];
  return [{ label: words.recording, value: value.given ? words.consentGiven : words.noConsent }];
}

/** `orderNumber`, `order_number` and `order-number` are `Order number`; `customerId` is `Customer ID`. */
function toLabel(key: string): string {
  const words = key
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/[_\-.]+/g, " ")
    .trim()
    .toLowerCase()
    .replaceAll(/\bid\b/g, "ID");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
