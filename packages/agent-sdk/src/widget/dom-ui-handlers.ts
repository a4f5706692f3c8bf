import { ensure } from "../errors.ts";
import type { UiHandlers } from "../options.ts";

export const DEFAULT_CONTAINER_ID = "video-engager-container";
const IFRAME_CLASS = "video-engager-widget-iframe";

/**
 * The default UI: the iframe fills its container. Without a configured container it covers the page, in a container
 * that is made where it is missing.
 */
export function createDomUiHandlers(isConfigured: boolean): UiHandlers {
  let iframe: HTMLIFrameElement | undefined;
  let container: HTMLElement | null | undefined;
  let overlay: CSSStyleSheet | undefined;
  return {
    openIframe(src, { containerId, allow }) {
      container = document.getElementById(containerId);
      if (!container) {
        ensure(!isConfigured, "WIDGET_CONTAINER_NOT_FOUND", { context: { containerId } });
        container = document.createElement("div");
        container.id = containerId;
        container.dataset.videoEngager = "made";
        document.body.append(container);
      }
      if (!isConfigured) {
        // Not a style element: a page's content security policy may forbid those.
        overlay = new CSSStyleSheet();
        overlay.replaceSync(
          `:where(#${containerId})>.${IFRAME_CLASS}{position:fixed;inset:0;z-index:2147483647}`,
        );
        document.adoptedStyleSheets.push(overlay);
      }
      iframe = document.createElement("iframe");
      iframe.className = IFRAME_CLASS;
      iframe.title = "Video call";
      iframe.allow = allow;
      iframe.style.cssText = "width:100%;height:100%;border:0";
      iframe.src = src;
      container.append(iframe);
      return iframe;
    },
    closeIframe() {
      iframe?.remove();
      // Another agent's widget may be in it, and takes it along then.
      if (container?.dataset.videoEngager && !container.childElementCount) container.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== overlay);
      iframe = container = overlay = undefined;
    },
    getIframe: () => iframe,
  };
}
