import type { WidgetSignInRequest } from "@videoengager/protocol/rest/widget-session";

export interface WidgetParams {
  /** Null where the address held none: the agent signs in by hand. */
  readonly credential: WidgetSignInRequest | null;
  readonly veinteraction: string | null;
  readonly language: string | null;
}

/** Reads the widget's query (PROTOCOL 4). */
export function readWidgetParams(query: string): WidgetParams {
  const params = new URLSearchParams(query);
  return {
    credential: readCredential(params),
    veinteraction: params.get("veinteraction") || null,
    language: params.get("lang"),
  };
}

function readCredential(params: URLSearchParams): WidgetSignInRequest | null {
  const [token, pak, email, environment] = ["token", "pak", "email", "environment"].map((name) =>
    params.get(name),
  );
  if (token) return { token };
  if (!pak || !email) return null;
  return { pak, email, ...(environment ? { environment } : {}) };
}

export interface VisitorParams {
  readonly interactionId: string;
  /** What the platform is asked by: the interaction's id, with `~` and the word of `/pin` behind it where that led here. */
  readonly place: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  /** Which of the tenant's styles; its style sheet selects by it. */
  readonly csg: string;
  readonly language: string | null;
}

const LONGEST_FIELD = 200;

/** Reads the visitor page's address: `/visitor/{interactionId}?name=…` (PROTOCOL 7). */
export function readVisitorParams(path: string, query: string): VisitorParams {
  const params = new URLSearchParams(query);
  const text = (name: string): string => (params.get(name) ?? "").trim().slice(0, LONGEST_FIELD);
  const place = path.split("/").findLast((segment) => segment !== "") ?? "";
  return {
    interactionId: place.replace(/~.*/, ""),
    place,
    name: text("name"),
    email: text("email"),
    phone: text("phone"),
    csg: text("csg"),
    language: params.get("lang"),
  };
}

/**
 * Takes out of the page's address what nobody should copy with it: a query holds a credential or a person's name, and what
 * stands behind `~` is the word of `/pin` that this visitor has typed the PIN.
 */
export function clearAddress(): void {
  history.replaceState(history.state, "", location.pathname.replace(/~.*/, ""));
}
