import { parseUrl } from "@videoengager/protocol/parse-url";
import type { CustomData, VisitorData } from "@videoengager/protocol/rest/interactions";
import { VisitorCallError } from "./errors.ts";

/** Where the calls go. */
export interface VisitorOptions {
  /** The platform's host, for example `video.example.com`. `http://` works only for localhost. */
  readonly domain: string;
  /** Your tenant's id. */
  readonly tenant: string;
}

/** One call. Everything is optional. */
export interface CallOptions {
  /** The visitor's name. The page asks for it otherwise. */
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  /** What the call is about. Every agent whom it rings at sees it. At most 16 kB as JSON. */
  readonly customData?: CustomData;
  /** Personal data, which only the holder of a one-time password can read, once. At most 16 kB as JSON. */
  readonly visitorData?: VisitorData;
  /** Default: `"inline"` with a `container`, otherwise `"popup"`. */
  readonly open?: "inline" | "popup" | "tab";
  /** The element that the page is shown in. Can be in a shadow root. */
  readonly container?: Element;
  /** The page's language, as a language tag. Default: the browser's. */
  readonly language?: string;
  /** The id of one of the tenant's style sheets. */
  readonly style?: string;
}

/** What the options say, checked. */
export interface Target {
  readonly origin: string;
  readonly tenant: string;
}

const LOOPBACK = /^((.+\.)?localhost|127\.0\.0\.1|\[::1\])$/;

export function readTarget({ domain, tenant }: VisitorOptions): Target {
  const given = requireText("domain", domain);
  const url = parseUrl(/^https?:\/\//.test(given) ? given : `https://${given}`);
  if (url === null || url.username !== "")
    throw invalid("`domain` must be a host, for example 'video.example.com'.");
  const isLocal = LOOPBACK.test(url.hostname);
  // A page of the platform itself is no safer with another scheme.
  const isOwn = globalThis.location?.origin === url.origin;
  if (url.protocol === "http:" && !isLocal && !isOwn)
    throw invalid("`domain` can use http:// only for localhost.");
  const isPlain = given.startsWith("http:") || (isLocal && !given.startsWith("https:"));
  return { origin: `${isPlain ? "http" : "https"}://${url.host}`, tenant: requireText("tenant", tenant) };
}

/** How the page is opened. */
export type Opening =
  | { readonly how: "popup" | "tab" }
  | { readonly how: "inline"; readonly container: Element };

export function readOpening({ open, container }: CallOptions): Opening {
  const how = open ?? (container ? "inline" : "popup");
  if (how === "popup" || how === "tab") return { how };
  if (how !== "inline") throw invalid("`open` must be 'inline', 'popup' or 'tab'.");
  if (!(container instanceof Element)) throw invalid("`container` must be an element of the page.");
  return { how, container };
}

function requireText(name: string, value: unknown): string {
  if (typeof value === "string" && value.trim() !== "") return value.trim();
  throw invalid(`\`${name}\` must be a non-empty string.`);
}

function invalid(message: string): VisitorCallError {
  return new VisitorCallError("invalid-options", { message });
}
