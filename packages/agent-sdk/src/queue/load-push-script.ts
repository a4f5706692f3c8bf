import type { PushScript } from "@videoengager/protocol/push/push-client";
import type { PATHS } from "@videoengager/protocol/rest/paths";
import { ensure } from "../api/errors.ts";
import { race } from "../lib/operation.ts";
import { addHiddenFrame } from "./hidden-frame.ts";

const PUSH_BUNDLE_PATH: (typeof PATHS)["pushBundle"] = "/static/widgets/push.bundle.v3.js";

/** The push script in its frame. */
export interface LoadedPushScript {
  readonly push: PushScript;
  readonly remove: () => void;
}

/**
 * Loads the push script in a hidden frame, so that it leaves no global behind in the page.
 *
 * @param onRemoved called if somebody else removes the frame from the page
 */
export async function loadPushScript(
  origin: string,
  signal: AbortSignal,
  onRemoved: () => void,
): Promise<LoadedPushScript> {
  const { frame, remove } = addHiddenFrame({ html: trusted("createHTML", "<!doctype html>"), onRemoved });
  try {
    await race<void>(signal, ({ resolve }) => {
      frame.addEventListener("load", () => resolve(), { once: true });
    });
    // A script element that a script makes works with `strict-dynamic` and hashes as well.
    const page = frame.contentDocument as Document;
    const script = page.createElement("script");
    script.crossOrigin = "anonymous";
    // A page whose policy requires a nonce gave one to its own scripts.
    script.nonce = document.querySelector<HTMLElement>("script[nonce]")?.nonce ?? "";
    await race<void>(signal, ({ resolve }) => {
      script.addEventListener("load", () => resolve());
      script.addEventListener("error", () => resolve());
      script.src = trusted("createScriptURL", origin + PUSH_BUNDLE_PATH);
      page.head.append(script);
    });
    const { push } = frame.contentWindow as (Window & { push?: PushScript }) | Record<string, undefined>;
    ensure(push, "VE_UNHANDLED_ERROR", {
      message: `The push script could not be loaded. Check that the content security policy allows ${origin} in script-src.`,
      context: { path: PUSH_BUNDLE_PATH },
    });
    return { push, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

type Policy = Record<"createHTML" | "createScriptURL", (text: string) => string>;

let policy: Policy | undefined;

/** A page with Trusted Types permits the policy `videoengager-agent-sdk` by its name. */
function trusted(create: keyof Policy, text: string): string {
  const { trustedTypes } = globalThis as {
    readonly trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
  };
  if (!trustedTypes) return text;
  const unchanged = (given: string): string => given;
  policy ??= trustedTypes.createPolicy("videoengager-agent-sdk", {
    createHTML: unchanged,
    createScriptURL: unchanged,
  });
  return policy[create](text);
}
