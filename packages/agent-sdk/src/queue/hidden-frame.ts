export interface HiddenFrameOptions {
  readonly src?: string;
  readonly html?: string;
  readonly frame?: HTMLIFrameElement;
  readonly onRemoved?: () => void;
}

/**
 * Adds an invisible iframe to the page. It is inside a shadow root after the body, so that an application that looks for
 * "the iframe" of its page never finds this one.
 *
 * @param options.src the frame's address
 * @param options.html the frame's document, with the page's origin
 * @param options.frame an iframe with attributes; default: a new one
 * @param options.onRemoved called if somebody else removes the frame
 */
export function addHiddenFrame({
  src,
  html,
  frame = document.createElement("iframe"),
  onRemoved,
}: HiddenFrameOptions): {
  readonly frame: HTMLIFrameElement;
  readonly remove: () => void;
} {
  const host = document.createElement("div");
  host.hidden = true;
  if (src) frame.src = src;
  if (html) frame.srcdoc = html;
  host.attachShadow({ mode: "open" }).append(frame);
  const root = document.documentElement;
  root.append(host);
  const observer = new MutationObserver(() => {
    if (host.isConnected) return;
    observer.disconnect();
    onRemoved?.();
  });
  if (onRemoved) observer.observe(root, { childList: true });
  return {
    frame,
    remove() {
      observer.disconnect();
      host.remove();
    },
  };
}
