import type { VisitorState } from "../call/visitor-state.ts";

/** The element's few words. The visitor's page has the rest. */
interface ButtonTexts {
  readonly start: string;
  readonly end: string;
  readonly opening: string;
  readonly preparing: string;
  readonly waiting: string;
  readonly connected: string;
  readonly unreachable: string;
  readonly ended: string;
  readonly nobody: string;
  readonly busy: string;
  readonly offline: string;
  readonly blocked: string;
  readonly link: string;
  readonly failed: string;
}

export type ButtonLanguage = "en" | "de" | "es" | "fr" | "ar";

const TEXTS: Readonly<Record<ButtonLanguage, ButtonTexts>> = {
  en: {
    start: "Start video call",
    end: "End call",
    opening: "Opening the call…",
    preparing: "The call is open. Join it when you are ready.",
    waiting: "Please wait. We'll be with you shortly.",
    connected: "You are in the call.",
    unreachable: "The connection was interrupted. Reconnecting…",
    ended: "The call has ended.",
    nobody: "Nobody is available right now. Please try again later.",
    busy: "Many people are calling right now. Please try again in a few minutes.",
    offline: "The call couldn't be opened. Check your internet connection, then try again.",
    blocked: "Your browser blocked the call's window.",
    link: "Open the call",
    failed: "The call couldn't be opened. Please try again later.",
  },
  de: {
    start: "Videoanruf starten",
    end: "Anruf beenden",
    opening: "Der Anruf wird geöffnet …",
    preparing: "Der Anruf ist geöffnet. Nehmen Sie teil, sobald Sie bereit sind.",
    waiting: "Bitte warten Sie. Wir sind gleich für Sie da.",
    connected: "Sie sind im Anruf.",
    unreachable: "Die Verbindung wurde unterbrochen. Sie wird wiederhergestellt …",
    ended: "Der Anruf ist beendet.",
    nobody: "Im Moment ist niemand verfügbar. Bitte versuchen Sie es später noch einmal.",
    busy: "Im Moment rufen sehr viele Menschen an. Bitte versuchen Sie es in einigen Minuten noch einmal.",
    offline:
      "Der Anruf konnte nicht geöffnet werden. Prüfen Sie Ihre Internetverbindung und versuchen Sie es noch einmal.",
    blocked: "Ihr Browser hat das Fenster für den Anruf blockiert.",
    link: "Anruf öffnen",
    failed: "Der Anruf konnte nicht geöffnet werden. Bitte versuchen Sie es später noch einmal.",
  },
  es: {
    start: "Iniciar videollamada",
    end: "Finalizar llamada",
    opening: "Abriendo la llamada…",
    preparing: "La llamada está abierta. Únase cuando esté listo.",
    waiting: "Espere, por favor. Le atenderemos enseguida.",
    connected: "Está en la llamada.",
    unreachable: "Se ha interrumpido la conexión. Reconectando…",
    ended: "La llamada ha terminado.",
    nobody: "Ahora mismo no hay nadie disponible. Inténtelo más tarde.",
    busy: "Hay muchas llamadas en este momento. Inténtelo de nuevo en unos minutos.",
    offline: "No se ha podido abrir la llamada. Compruebe su conexión a internet e inténtelo de nuevo.",
    blocked: "El navegador ha bloqueado la ventana de la llamada.",
    link: "Abrir la llamada",
    failed: "No se ha podido abrir la llamada. Inténtelo más tarde.",
  },
  fr: {
    start: "Démarrer l'appel vidéo",
    end: "Terminer l'appel",
    opening: "Ouverture de l'appel…",
    preparing: "L'appel est ouvert. Rejoignez-le quand vous êtes prêt.",
    waiting: "Veuillez patienter. Nous serons à vous dans un instant.",
    connected: "Vous êtes en communication.",
    unreachable: "La connexion a été interrompue. Reconnexion…",
    ended: "L'appel est terminé.",
    nobody: "Personne n'est disponible pour le moment. Veuillez réessayer plus tard.",
    busy: "Il y a beaucoup d'appels en ce moment. Veuillez réessayer dans quelques minutes.",
    offline: "L'appel n'a pas pu être ouvert. Vérifiez votre connexion à internet, puis réessayez.",
    blocked: "Votre navigateur a bloqué la fenêtre de l'appel.",
    link: "Ouvrir l'appel",
    failed: "L'appel n'a pas pu être ouvert. Veuillez réessayer plus tard.",
  },
  ar: {
    start: "بدء مكالمة فيديو",
    end: "إنهاء المكالمة",
    opening: "جارٍ فتح المكالمة…",
    preparing: "المكالمة مفتوحة. انضم إليها عندما تكون جاهزًا.",
    waiting: "يُرجى الانتظار. سنكون معك بعد قليل.",
    connected: "أنت في المكالمة الآن.",
    unreachable: "انقطع الاتصال. جارٍ إعادة الاتصال…",
    ended: "انتهت المكالمة.",
    nobody: "لا يوجد أحد متاح الآن. يُرجى المحاولة لاحقًا.",
    busy: "المكالمات كثيرة الآن. يُرجى المحاولة بعد بضع دقائق.",
    offline: "تعذّر فتح المكالمة. تحقّق من اتصالك بالإنترنت، ثم حاول مرة أخرى.",
    blocked: "حظر متصفحك نافذة المكالمة.",
    link: "فتح المكالمة",
    failed: "تعذّر فتح المكالمة. يُرجى المحاولة لاحقًا.",
  },
};

export const BUTTON_LANGUAGES: readonly ButtonLanguage[] = Object.keys(TEXTS) as ButtonLanguage[];

/** The first wanted language that there are words for; else English. */
export function pickLanguage(wanted: readonly (string | null | undefined)[]): ButtonLanguage {
  for (const tag of wanted) {
    const [language = ""] = (tag ?? "").toLowerCase().split("-", 1);
    const found = BUTTON_LANGUAGES.find((known) => known === language);
    if (found !== undefined) return found;
  }
  return "en";
}

export function textsOf(language: ButtonLanguage): ButtonTexts {
  return TEXTS[language];
}

/** What the element says about a state; empty if there is nothing to say. */
export function describeState(state: VisitorState, texts: ButtonTexts): string {
  switch (state.name) {
    case "idle":
      return "";
    case "requesting":
      return texts.opening;
    case "refused":
      return describeRefusal(state.reason, texts);
    default:
      return texts[state.name];
  }
}

function describeRefusal(
  reason: Extract<VisitorState, { name: "refused" }>["reason"],
  texts: ButtonTexts,
): string {
  switch (reason) {
    case "nobody-available":
      return texts.nobody;
    case "busy":
    case "rate-limited":
      return texts.busy;
    case "platform-unreachable":
      return texts.offline;
    case "popup-blocked":
      return texts.blocked;
    default:
      return texts.failed;
  }
}
