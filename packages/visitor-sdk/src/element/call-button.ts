import type { CustomData } from "@videoengager/protocol/rest/interactions";
import { VisitorCallError } from "../api/errors.ts";
import type { CallOptions } from "../api/options.ts";
import { createVisitor, type Visitor } from "../api/visitor.ts";
import { isActive } from "../call/call-machine.ts";
import type { VisitorState } from "../call/visitor-state.ts";
import { BUTTON_STYLE } from "./button-style.ts";
import { describeState, pickLanguage, textsOf } from "./button-texts.ts";

/** The attributes that the element reads. */
export const BUTTON_ATTRIBUTES = [
  "domain",
  "tenant",
  "open",
  "name",
  "email",
  "phone",
  "custom-data",
  "lang",
] as const;

/** What an element shows in its shadow root, and the visitor behind it. */
export class CallButton {
  readonly #host: HTMLElement;
  readonly #parts: Parts = createParts();
  #visitor: Visitor | null = null;
  /** Why there is no visitor. */
  #ownState: VisitorState = { name: "idle" };

  constructor(host: HTMLElement) {
    this.#host = host;
    const { button, status, link, page } = this.#parts;
    const root = host.attachShadow({ mode: "open", delegatesFocus: true });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(BUTTON_STYLE);
    root.adoptedStyleSheets = [sheet];
    root.append(button, status, link, page);
    button.addEventListener("click", () => void (isActive(this.state) ? this.end() : this.#start()));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.#openBlocked();
    });
  }

  get state(): VisitorState {
    return this.#visitor?.state ?? this.#ownState;
  }

  async end(): Promise<void> {
    await this.#visitor?.end();
  }

  render(): void {
    const { button, start, end, status, link } = this.#parts;
    const { state } = this;
    const language = pickLanguage([
      this.#host.closest("[lang]")?.getAttribute("lang"),
      document.documentElement.lang,
      ...navigator.languages,
    ]);
    const texts = textsOf(language);
    const isOpen = isActive(state);
    const isBlocked = state.name === "refused" && state.reason === "popup-blocked";
    for (const element of [button, status, link]) {
      element.lang = language;
      element.dir = language === "ar" ? "rtl" : "ltr";
    }
    button.dataset.action = isOpen ? "end" : "start";
    start.hidden = isOpen;
    end.hidden = !isOpen;
    start.textContent = texts.start;
    end.textContent = texts.end;
    status.textContent = describeState(state, texts);
    link.hidden = !isBlocked;
    link.textContent = texts.link;
    if (isBlocked) link.href = state.error.link ?? "";
  }

  #start(): void {
    // The page of an earlier call can still be open.
    void this.#visitor?.end();
    this.#visitor = null;
    try {
      const visitor = createVisitor({ domain: this.#read("domain"), tenant: this.#read("tenant") });
      this.#visitor = visitor;
      visitor.onState(() => {
        if (this.#visitor === visitor) this.#announce();
      });
      visitor.call(this.#readOptions()).catch((error: VisitorCallError) => {
        // Any other refusal is the visitor's state, and announced.
        if (error.code === "invalid-options") this.#refuse(error);
      });
    } catch (thrown) {
      this.#refuse(
        thrown instanceof VisitorCallError ? thrown : new VisitorCallError("failed", { cause: thrown }),
      );
    }
  }

  #refuse(error: VisitorCallError): void {
    this.#visitor = null;
    this.#ownState = { name: "refused", reason: error.code, error };
    this.#announce();
  }

  #openBlocked(): void {
    try {
      this.#visitor?.open();
    } catch {
      // Blocked again: the link stays.
    }
  }

  #read(attribute: (typeof BUTTON_ATTRIBUTES)[number]): string {
    return this.#host.getAttribute(attribute) ?? "";
  }

  #readOptions(): CallOptions {
    const open = (this.#read("open") || "popup") as NonNullable<CallOptions["open"]>;
    return {
      open,
      ...(open === "inline" && { container: this.#parts.page }),
      name: this.#read("name"),
      email: this.#read("email"),
      phone: this.#read("phone"),
      language: this.#read("lang"),
      customData: readCustomData(this.#read("custom-data")),
    };
  }

  #announce(): void {
    this.render();
    this.#host.dispatchEvent(
      new CustomEvent<VisitorState>("statechange", { detail: this.state, bubbles: true, composed: true }),
    );
  }
}

interface Parts {
  readonly button: HTMLButtonElement;
  /** Shows the element's content, else its own words. */
  readonly start: HTMLSlotElement;
  readonly end: HTMLSpanElement;
  readonly status: HTMLParagraphElement;
  readonly link: HTMLAnchorElement;
  readonly page: HTMLDivElement;
}

function createParts(): Parts {
  const button = document.createElement("button");
  button.type = "button";
  const start = document.createElement("slot");
  const end = document.createElement("span");
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  const link = document.createElement("a");
  const page = document.createElement("div");
  button.append(start, end);
  const parts = { button, status, link, page };
  for (const [name, element] of Object.entries(parts)) element.setAttribute("part", name);
  return { ...parts, start, end };
}

function readCustomData(text: string): CustomData {
  if (text === "") return {};
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data === "object" && data !== null && !Array.isArray(data)) return data as CustomData;
  } catch {
    // Said below.
  }
  throw new VisitorCallError("invalid-options", { message: "`custom-data` must be a JSON object." });
}
