import type { FastifyReply, FastifyRequest } from "fastify";
import { type Language, pickLanguage, readAcceptLanguage } from "../pin/pin-texts.ts";
import { contentSecurityPolicy } from "./content-security.ts";
import { renderMessagePage } from "./message-page.ts";

const TEXTS: Readonly<Record<Language, { readonly title: string; readonly sentence: string }>> = {
  en: {
    title: "One moment, please",
    sentence: "Very many people are calling right now. This page tries again automatically.",
  },
  de: {
    title: "Einen Moment bitte",
    sentence: "Gerade rufen sehr viele Menschen an. Diese Seite versucht es automatisch erneut.",
  },
  fr: {
    title: "Un instant, s’il vous plaît",
    sentence: "Il y a beaucoup d’appels en ce moment. Cette page réessaie automatiquement.",
  },
  es: {
    title: "Un momento, por favor",
    sentence: "Hay muchas llamadas en este momento. Esta página vuelve a intentarlo automáticamente.",
  },
  ar: {
    title: "لحظة من فضلك",
    sentence: "هناك عدد كبير من المكالمات الآن. ستعيد هذه الصفحة المحاولة تلقائيًا.",
  },
};

const MIN_RETRY_S = 5;
const MAX_RETRY_S = 10;

/** Instead of a page that an overloaded node doesn't serve: 503, and the browser loads it again after a few seconds. */
export function sendBusyPage(request: FastifyRequest, reply: FastifyReply, origin: string): FastifyReply {
  request.refusal = { code: "not-ready", message: "The platform is overloaded." };
  const language = pickLanguage(readAcceptLanguage(request.headers["accept-language"] ?? ""));
  const retryS = Math.round(MIN_RETRY_S + Math.random() * (MAX_RETRY_S - MIN_RETRY_S));
  return reply
    .status(503)
    .headers({
      "retry-after": String(retryS),
      // The same for every tenant, so every page can frame it.
      "content-security-policy": contentSecurityPolicy({ frameAncestors: ["*"], origin }),
      "cache-control": "no-store",
      vary: "accept-language",
    })
    .type("text/html; charset=utf-8")
    .send(
      renderMessagePage({
        language,
        ...TEXTS[language],
        inHead: `<meta http-equiv="refresh" content="${retryS}">`,
      }),
    );
}
