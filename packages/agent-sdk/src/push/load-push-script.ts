import type { PushScript } from "@videoengager/protocol/push/push-client";
import type { PATHS } from "@videoengager/protocol/rest/paths";
import { ensure } from "../errors.ts";
import { addHiddenFrame } from "../lib/hidden-frame.ts";
import { decide } from "../lib/operation.ts";

const PUSH_BUNDLE_PATH: (typeof PATHS)["pushBundle"] = "/static/widgets/push.bundle.v3.js";

/**
 * Loads the push script in a realm of its own, so that it leaves no global behind in the page. The realm lives until
 * `life` ends.
 */
export async function loadPushScript(
  origin: string,
  life: AbortSignal,
  signal: AbortSignal,
): Promise<PushScript> {
  // A page whose policy asks scripts for a nonce has one that it gave to its own.
  const { nonce = "" } = document.querySelector<HTMLElement>("script[nonce]") ?? {};
  const [frame, remove] = addHiddenFrame(
    "srcdoc",
    `<script crossorigin="anonymous" nonce="${nonce}" src="${origin}${PUSH_BUNDLE_PATH}"></script>`,
  );
  life.addEventListener("abort", remove);
  await decide<void>(signal, ({ resolve }) => {
    frame.addEventListener("load", () => resolve());
  });
  const { push } = frame.contentWindow as (Window & { push?: PushScript }) | Record<string, undefined>;
  ensure(push, "VE_UNHANDLED_ERROR", {
    message: "The push script could not be loaded.",
    context: { path: PUSH_BUNDLE_PATH },
  });
  return push;
}
