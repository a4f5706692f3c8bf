/**
 * Adds an iframe that nobody sees. It stands in a shadow root after the body, so that an application that looks for "the
 * iframe" of its page never finds this one. The returned function takes it away.
 */
export function addHiddenFrame(attribute: "src" | "srcdoc", value: string): [HTMLIFrameElement, () => void] {
  const host = document.createElement("div");
  const frame = document.createElement("iframe");
  host.hidden = true;
  frame[attribute] = value;
  host.attachShadow({ mode: "open" }).append(frame);
  document.documentElement.append(host);
  return [frame, () => host.remove()];
}
