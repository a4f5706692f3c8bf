import type { PATHS } from "@videoengager/protocol/rest/paths";
import { type Running, withSignal } from "../lib/operation.ts";
import { isText } from "../lib/read-fields.ts";
import { isExpired } from "../lib/token-expiry.ts";
import type { Logger } from "./options.ts";
import type { CallDetails } from "./read-options.ts";
import type { Settings, WidgetCredentials } from "./settings.ts";

const WIDGET_PATH: (typeof PATHS)["widget"] = "/nextjs/single/smartvideo/";

/** Where the agent's token comes from in standalone mode. */
export interface TokenSource {
  getToken(running: Running): Promise<string>;
  /** False if the method has no fresh credentials. */
  renewToken(running: Running): Promise<boolean>;
}

/** The widget's address, with the agent's credentials in it (PROTOCOL 4). */
export interface WidgetAddress {
  /** Gets the first credentials. */
  loadCredentials(running: Running): Promise<void>;
  getUrl(details: CallDetails, running: Running): Promise<string>;
  /** The query of the address alone. Credentials are asked for again if a token in them has expired. */
  getQuery(interaction: string | undefined, running: Running): Promise<string>;
  /** Asks for fresh credentials after a refusal. False if the method has none. */
  renewCredentials(running: Running): Promise<boolean>;
}

export function createWidgetAddress(
  settings: Settings,
  getConnection: () => TokenSource | undefined,
  logger: Logger,
): WidgetAddress {
  let current: WidgetCredentials | undefined;
  const ask = async (isRenewal: boolean, { signal }: Running): Promise<WidgetCredentials> => {
    logger.debug(isRenewal ? "Asking for fresh credentials." : "Asking for credentials.");
    current = await withSignal(settings.getCredentials(isRenewal), signal);
    return current;
  };
  const getCredentials = async (running: Running): Promise<WidgetCredentials> => {
    const connection = getConnection();
    if (connection) return { token: await connection.getToken(running) };
    if (current && !(settings.canRenew && isExpired(current.token ?? ""))) return current;
    return ask(settings.canRenew, running);
  };
  const getQuery = async (interaction: string | undefined, running: Running): Promise<string> => {
    const language = typeof settings.language === "function" ? settings.language() : settings.language;
    const query = new URLSearchParams({
      ...(await getCredentials(running)),
      enablePostMessage: "true",
      authPopup: "true",
      ...(interaction && { veinteraction: interaction }),
      ...(isText(language) && { lang: language }),
    });
    return query.toString();
  };
  return {
    getQuery,
    async loadCredentials(running) {
      await ask(false, running);
    },
    async getUrl(details, running) {
      const query = await getQuery(details.customerId, running);
      return `${settings.domain}${WIDGET_PATH}?${query}${fragmentOf(details)}`;
    },
    async renewCredentials(running) {
      running.waitFor("fresh credentials");
      const connection = getConnection();
      if (connection) return connection.renewToken(running);
      current = undefined;
      if (settings.canRenew) await ask(true, running);
      return settings.canRenew;
    },
  };
}

/** In the fragment, because a server's limits and logs don't concern it. */
function fragmentOf({ customData, visitor }: CallDetails): string {
  return customData || visitor ? `#${encodeURIComponent(JSON.stringify({ customData, visitor }))}` : "";
}
