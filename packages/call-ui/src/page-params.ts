import type { OpenInteractionRequest, WidgetSignInRequest } from "@videoengager/protocol/rest/widget-session";
import { PARKED_PARAMETER } from "@videoengager/protocol/widget/widget-url";
import { cleanText, MAX_EMAIL_LENGTH, MAX_NAME_LENGTH, MAX_PHONE_LENGTH } from "./clean-text.ts";

export interface WidgetParams {
  /** Null where the address held none: the agent signs in by hand. */
  readonly credential: WidgetSignInRequest | null;
  /** The agent signs in with Genesys Cloud, in this domain; null for every other way. */
  readonly genesysDomain: string | null;
  readonly veinteraction: string | null;
  readonly language: string | null;
  /** The page was loaded ahead of a call, which the host names later. */
  readonly isParked: boolean;
  /** What `call()` gives to a new interaction, in the address's fragment. */
  readonly details: Pick<OpenInteractionRequest, "customData" | "visitor">;
  /** This page's id in its seat; null for a new page. */
  readonly instanceId: string | null;
}

/** Reads the widget's query (PROTOCOL 4) and fragment. */
export function readWidgetParams(query: string, fragment: string): WidgetParams {
  const params = new URLSearchParams(query);
  return {
    credential: readCredential(params),
    genesysDomain: readGenesysDomain(params),
    veinteraction: params.get("veinteraction") || null,
    details: readDetails(fragment),
    instanceId: params.get("instance") || null,
    language: params.get("lang"),
    isParked: params.has(PARKED_PARAMETER),
  };
}

/** The platform checks the values. */
function readDetails(fragment: string): WidgetParams["details"] {
  try {
    const { customData, visitor } = JSON.parse(
      decodeURIComponent(fragment.replace(/^#/, "")),
    ) as WidgetParams["details"];
    return { ...(customData && { customData }), ...(visitor && { visitor }) };
  } catch {
    return {};
  }
}

function readCredential(params: URLSearchParams): WidgetSignInRequest | null {
  const [token, pak, email, environment] = ["token", "pak", "email", "environment"].map((name) =>
    params.get(name),
  );
  if (token) return { token };
  if (!pak || !email) return null;
  return { pak, email, ...(environment ? { environment } : {}) };
}

/** The platform decides which domains exist. */
function readGenesysDomain(params: URLSearchParams): string | null {
  const environment = params.get("environment");
  return environment && environment !== "generic" && readCredential(params) === null ? environment : null;
}

export interface VisitorParams {
  readonly interactionId: string;
  /** What the platform is asked by: the interaction's id, with the code of the visitor's own link behind `~` where it has one. */
  readonly place: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  /** Which of the tenant's styles; its style sheet selects by it. */
  readonly csg: string;
  readonly language: string | null;
}

const MAX_STYLE_LENGTH = 200;

/** Reads the visitor page's address: `/visitor/{interactionId}?name=…` (PROTOCOL 7). */
export function readVisitorParams(path: string, query: string): VisitorParams {
  const params = new URLSearchParams(query);
  const text = (name: string, maxLength: number): string => cleanText(params.get(name) ?? "", maxLength);
  const place = path.split("/").findLast((segment) => segment !== "") ?? "";
  return {
    interactionId: place.replace(/~.*/, ""),
    place,
    name: text("name", MAX_NAME_LENGTH),
    email: text("email", MAX_EMAIL_LENGTH),
    phone: text("phone", MAX_PHONE_LENGTH),
    csg: text("csg", MAX_STYLE_LENGTH),
    language: params.get("lang"),
  };
}

/**
 * Takes out of the page's address what nobody should copy with it: a query holds a credential or a person's name, and the part
 * behind `~` lets its holder take the visitor's seat over.
 */
export function clearAddress(): void {
  history.replaceState(history.state, "", location.pathname.replace(/~.*/, ""));
}
