import { ensure } from "../api/errors.ts";
import type { UiHandlers } from "../api/options.ts";

export const DEFAULT_CONTAINER_ID = "video-engager-container";
const IFRAME_CLASS = "video-engager-widget-iframe";

export interface ContainerOptions {
  /** Whether `containerId` was configured. */
  readonly hasContainerId: boolean;
  readonly getContainer: (() => HTMLElement) | undefined;
  /** Moves a widget that was loaded ahead into the container. Undefined if there is none to be had. */
  readonly takeParked: (container: HTMLElement) => HTMLIFrameElement | undefined;
  readonly onClosed: () => void;
}

/** An iframe for the widget, before it has an address. */
export function createWidgetIframe(allow: string): HTMLIFrameElement {
  const iframe = document.createElement("iframe");
  iframe.title = "Video call";
  // jsdom does not reflect the property.
  iframe.setAttribute("allow", allow);
  // The widget speaks only to a page whose origin it knows; the page's own policy may hide it.
  iframe.referrerPolicy = "strict-origin";
  // In a container without a height, the ratio decides.
  iframe.style.cssText = "width:100%;height:100%;aspect-ratio:4/3;border:0";
  return iframe;
}

/**
 * The default UI: the iframe fills the configured container. Without one it covers the page, in a container that is created if it is
 * missing.
 */
export function createDomUiHandlers({
  hasContainerId,
  getContainer,
  takeParked,
  onClosed,
}: ContainerOptions): UiHandlers {
  const isConfigured = hasContainerId || !!getContainer;
  let iframe: HTMLIFrameElement | undefined;
  let container: HTMLElement | null | undefined;
  let removeOverlay: (() => void) | undefined;
  return {
    openIframe(src, { containerId, allow }) {
      container = getContainer?.() ?? document.getElementById(containerId);
      if (!container) {
        ensure(!isConfigured, "WIDGET_CONTAINER_NOT_FOUND", {
          message: `No element has the id "${containerId}". Add it to the page before the call, or pass \`options.container\`.`,
          context: { containerId },
        });
        container = document.createElement("div");
        container.id = containerId;
        container.dataset.videoEngager = "made";
        document.body.append(container);
      }
      // What a fragment holds is for a widget that is loaded with it.
      const parked = src.includes("#") ? undefined : takeParked(container);
      iframe = parked ?? createWidgetIframe(allow);
      iframe.className = IFRAME_CLASS;
      if (!isConfigured) removeOverlay = addOverlay(containerId, iframe);
      if (!parked) {
        iframe.src = src;
        container.append(iframe);
      }
      return iframe;
    },
    closeIframe() {
      iframe?.remove();
      // Another agent's widget may still be in it, and removes it later.
      if (container?.dataset.videoEngager && !container.childElementCount) container.remove();
      removeOverlay?.();
      iframe = container = removeOverlay = undefined;
      onClosed();
    },
    getIframe: () => iframe,
  };
}

/** Lets the iframe cover the page. Returns how to undo it. */
function addOverlay(containerId: string, iframe: HTMLIFrameElement): () => void {
  const style = "position:fixed;inset:0;z-index:2147483647";
  // jsdom has no constructable style sheets.
  if (!document.adoptedStyleSheets) {
    iframe.style.cssText += `;${style}`;
    return () => {};
  }
  // Not a style element: a content security policy can forbid those.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:where(#${containerId})>.${IFRAME_CLASS}{${style}}`);
  document.adoptedStyleSheets.push(sheet);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  };
}
