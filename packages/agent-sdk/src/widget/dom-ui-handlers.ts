import { VideoEngagerAgentError } from "../errors.ts";
import type { UiHandlers } from "../options.ts";

export const DEFAULT_CONTAINER_ID = "video-engager-container";
const IFRAME_CLASS = "video-engager-widget-iframe";

/**
 * The default UI: the iframe fills its container. Without a configured container it covers the page, in a container
 * that is made where it is missing.
 */
export function createDomUiHandlers(isConfigured: boolean): UiHandlers {
  let iframe: HTMLIFrameElement | undefined;
  let madeContainer: HTMLElement | undefined;
  let overlay: CSSStyleSheet | undefined;
  return {
    openIframe(src, { containerId, allow }) {
      let container = document.getElementById(containerId);
      if (!container) {
        if (isConfigured)
          throw new VideoEngagerAgentError("WIDGET_CONTAINER_NOT_FOUND", { context: { containerId } });
        container = madeContainer = document.createElement("div");
        container.id = containerId;
        document.body.append(container);
      }
      if (!isConfigured) {
        // Not a style element: a page's content security policy may forbid those.
        overlay = new CSSStyleSheet();
        overlay.replaceSync(`.${IFRAME_CLASS}{position:fixed;inset:0;z-index:2147483647}`);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, overlay];
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
      madeContainer?.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== overlay);
      iframe = madeContainer = overlay = undefined;
    },
    getIframe: () => iframe,
  };
}
