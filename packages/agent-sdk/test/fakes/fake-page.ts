/**
 * The part of a page that the SDK uses, so that tests run in virtual time. The conformance suite uses real browsers.
 */
import { vi } from "vitest";

type Handler = (event: unknown) => void;

export class FakeElement {
  readonly tagName: string;
  readonly localName: string;
  /** Where a script element goes. */
  readonly head: { append(script: FakeElement): void } = {
    append: (script) => queueMicrotask(() => script.fire("load")),
  };
  referrerPolicy = "";
  nonce = "";
  readonly children: FakeElement[] = [];
  readonly style: { cssText?: string } = {};
  readonly dataset: Record<string, string> = {};
  readonly #page: FakePage;
  readonly #handlers: Record<string, Handler[]> = {};
  readonly #attributes: Record<string, string> = {};
  parent: FakeElement | null = null;
  id = "";
  className = "";
  title = "";
  hidden = false;
  contentWindow: Record<string, unknown> | null = null;
  contentDocument: { URL: string; createElement?: (tag: string) => FakeElement; head?: unknown } | null =
    null;

  constructor(tagName: string, page: FakePage) {
    this.tagName = tagName.toUpperCase();
    this.localName = tagName;
    this.#page = page;
  }

  get isConnected(): boolean {
    return this === this.#page.root || !!this.parent?.isConnected;
  }

  get childElementCount(): number {
    return this.children.length;
  }

  set allow(value: string) {
    this.#attributes.allow = value;
  }

  set src(value: string) {
    this.#attributes.src = value;
    this.#navigate();
  }

  get src(): string {
    return this.#attributes.src ?? "";
  }

  set srcdoc(value: string) {
    this.#attributes.srcdoc = value;
  }

  setAttribute(name: string, value: string): void {
    this.#attributes[name] = value;
  }

  getAttribute(name: string): string | null {
    return this.#attributes[name] ?? null;
  }

  attachShadow(): this {
    return this;
  }

  getRootNode(): FakeElement {
    return this.#page.root;
  }

  append(child: FakeElement): void {
    child.parent?.children.splice(child.parent.children.indexOf(child), 1);
    child.parent = this;
    this.children.push(child);
    if (child.tagName === "IFRAME") child.#navigate();
    for (const grandchild of child.children) if (grandchild.tagName === "IFRAME") grandchild.#navigate();
  }

  remove(): void {
    this.parent?.children.splice(this.parent.children.indexOf(this), 1);
    this.parent = null;
    this.#page.changed();
  }

  addEventListener(type: string, handler: Handler): void {
    (this.#handlers[type] ??= []).push(handler);
  }

  fire(type: string): void {
    for (const handler of this.#handlers[type] ?? []) handler({ type });
  }

  #navigate(): void {
    if (this.tagName !== "IFRAME" || !this.isConnected) return;
    const page = this.#page;
    this.contentWindow ??= { postMessage: (data: unknown) => page.onCommand?.(data, this) };
    const { srcdoc, src } = this.#attributes;
    if (srcdoc) this.contentWindow.push = page.pushScript;
    this.contentDocument = {
      URL: "about:blank",
      createElement: (tag: string) => new FakeElement(tag, page),
      head: this.head,
    };
    if (!srcdoc && !src) return;
    if (!page.isLoading && !srcdoc) return;
    queueMicrotask(() => {
      if (src && src !== "about:blank") this.contentDocument = null;
      this.fire("load");
    });
  }
}

export class FakePage {
  readonly root: FakeElement = new FakeElement("html", this);
  readonly body: FakeElement = new FakeElement("body", this);
  /** Whether iframes load. */
  isLoading = true;
  /** What the push script's realm finds. */
  pushScript: unknown;
  /** What the SDK posts to an iframe. */
  onCommand: ((data: unknown, iframe: FakeElement) => void) | undefined;
  /** Of the window. */
  readonly windowListeners: Record<string, Set<Handler>> = {};
  readonly #handlers: Handler[] = [];
  readonly #observers: Set<() => void> = new Set();

  constructor() {
    this.root.append(this.body);
  }

  /** Everything the SDK may leave behind. */
  get leftovers(): string[] {
    const inside = (element: FakeElement): string[] =>
      element.children.flatMap((child) => [child.tagName, ...inside(child)]);
    return [
      ...inside(this.root).filter((tag) => tag !== "BODY"),
      ...this.#handlers.map(() => "message listener"),
      ...Array.from(this.#observers, () => "observer"),
      ...(document.adoptedStyleSheets as unknown[]).map(() => "style"),
    ];
  }

  get iframes(): FakeElement[] {
    const inside = (element: FakeElement): FakeElement[] =>
      element.children.flatMap((child) => [child, ...inside(child)]);
    return inside(this.body).filter(({ tagName }) => tagName === "IFRAME");
  }

  changed(): void {
    for (const observer of this.#observers) queueMicrotask(observer);
  }

  /** A message as the widget in the (last) iframe posts it. */
  post(data: unknown, from: Partial<{ origin: string; source: unknown }> = {}): void {
    const source = this.iframes.at(-1)?.contentWindow;
    for (const handler of this.#handlers.slice())
      handler({ data, origin: "https://platform.example", source, ...from });
  }

  install(): void {
    const handlers = this.#handlers;
    const observers = this.#observers;
    vi.stubGlobal(
      "addEventListener",
      (type: string, handler: Handler, { signal }: { signal?: AbortSignal } = {}) => {
        (this.windowListeners[type] ??= new Set()).add(handler);
        if (type !== "message" || !signal) return;
        handlers.push(handler);
        signal.addEventListener("abort", () => handlers.splice(handlers.indexOf(handler), 1));
      },
    );
    vi.stubGlobal("removeEventListener", (type: string, handler: Handler) => {
      this.windowListeners[type]?.delete(handler);
    });
    vi.stubGlobal("location", { origin: "https://app.example" });
    vi.stubGlobal("ShadowRoot", Set);
    vi.stubGlobal(
      "CSSStyleSheet",
      class {
        replaceSync(): void {}
      },
    );
    vi.stubGlobal(
      "MutationObserver",
      class {
        readonly #callback: () => void;
        constructor(callback: () => void) {
          this.#callback = callback;
        }
        observe(): void {
          observers.add(this.#callback);
        }
        disconnect(): void {
          observers.delete(this.#callback);
        }
      },
    );
    const find = (element: FakeElement, id: string): FakeElement | null =>
      element.id === id ? element : (element.children.map((child) => find(child, id)).find(Boolean) ?? null);
    vi.stubGlobal("document", {
      body: this.body,
      documentElement: this.root,
      adoptedStyleSheets: [],
      createElement: (tag: string) => new FakeElement(tag, this),
      getElementById: (id: string) => find(this.root, id),
      querySelector: () => null,
      addEventListener: () => {},
    });
  }
}
