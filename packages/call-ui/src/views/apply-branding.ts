import type { Branding } from "@videoengager/protocol/rest/agent-settings";

/** Colours in every form that CSS knows, and nothing that could be anything else. */
const IS_COLOR = (value: string): boolean => CSS.supports("color", value) && !value.includes("var(");

/**
 * A tenant's branding overrides roles of the design: its colour, its background, and at last its own style sheet.
 *
 * @param csg the visitor address's style sheet id; the tenant's style sheet selects by it, as `[data-csg="spring"]`
 */
export function applyBranding(branding: Branding, csg: string): void {
  const root = document.documentElement;
  const { brandColor, backgroundUrl, customCss } = branding;
  if (brandColor !== undefined && IS_COLOR(brandColor)) {
    root.style.setProperty("--brand", brandColor);
    root.style.setProperty("--on-brand", readableOn(brandColor));
  }
  if (backgroundUrl) {
    const address = new URL(backgroundUrl, location.href);
    if (address.protocol === "https:" || address.origin === location.origin) {
      root.style.setProperty("--background-image", `url("${address.href}")`);
      root.dataset.background = "image";
    }
  }
  if (csg !== "") root.dataset.csg = csg;
  if (customCss) addStyleSheet(customCss);
}

/** Constructed, not inline: the pages' policy allows no style in their markup. */
function addStyleSheet(text: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** Black or white, whichever can be read better on a colour. */
function readableOn(color: string): string {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (context === null) return "#fff";
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return isLight([...context.getImageData(0, 0, 1, 1).data]) ? "#000" : "#fff";
}

/** By the relative luminance of WCAG: whether black reads better than white on a colour (red, green, blue; 0 to 255). */
export function isLight([red = 0, green = 0, blue = 0]: readonly number[]): boolean {
  const linear = (value: number): number => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05);
}
