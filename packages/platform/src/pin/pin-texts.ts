/** The PIN form's texts in one language. */
export interface PinTexts {
  readonly title: string;
  readonly intro: string;
  readonly label: string;
  readonly go: string;
  readonly privacy: string;
  /** Precedes the page's title, for screen readers. */
  readonly errorPrefix: string;
  readonly incomplete: string;
  readonly unknown: string;
  readonly tooMany: (minutes: number) => string;
  readonly foreignSite: string;
  readonly unknownHost: string;
}

export type Language = "en" | "de" | "fr" | "es" | "ar";

export const PIN_TEXTS: Readonly<Record<Language, PinTexts>> = {
  en: {
    title: "Join your video call",
    intro: "Enter the six-digit PIN from your agent.",
    label: "PIN",
    go: "Continue",
    privacy: "Nobody can see or hear you before you join.",
    errorPrefix: "Error",
    incomplete: "A PIN has six digits. Ask your agent to read it out again.",
    unknown: "This PIN doesn't match any call. Check the digits, or ask your agent for a new invitation.",
    tooMany: (minutes) =>
      `Too many wrong PINs. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}, or ask your agent for the link.`,
    foreignSite: "For your security, enter the PIN on this page.",
    unknownHost:
      "This address isn't set up for PIN entry. Check the address, or ask your agent for the link.",
  },
  de: {
    title: "Zu Ihrem Videoanruf",
    intro: "Geben Sie die sechsstellige PIN ein, die Sie erhalten haben.",
    label: "PIN",
    go: "Weiter",
    privacy: "Bevor Sie teilnehmen, sieht und hört Sie niemand.",
    errorPrefix: "Fehler",
    incomplete: "Eine PIN hat sechs Ziffern. Lassen Sie sie sich noch einmal vorlesen.",
    unknown:
      "Zu dieser PIN gibt es keinen Anruf. Prüfen Sie die Ziffern oder bitten Sie um eine neue Einladung.",
    tooMany: (minutes) =>
      `Zu viele falsche PINs. Versuchen Sie es in ${minutes === 1 ? "einer Minute" : `${minutes} Minuten`} erneut oder bitten Sie um den Link.`,
    foreignSite: "Geben Sie die PIN zu Ihrer Sicherheit auf dieser Seite ein.",
    unknownHost:
      "Unter dieser Adresse ist keine PIN-Eingabe eingerichtet. Prüfen Sie die Adresse oder bitten Sie um den Link.",
  },
  fr: {
    title: "Rejoindre votre appel vidéo",
    intro: "Saisissez le code à six chiffres que votre agent vous a donné.",
    label: "Code PIN",
    go: "Continuer",
    privacy: "Personne ne vous voit ni ne vous entend avant que vous rejoigniez l’appel.",
    errorPrefix: "Erreur",
    incomplete: "Un code PIN a six chiffres. Demandez à votre agent de vous le dicter encore une fois.",
    unknown:
      "Ce code ne correspond à aucun appel. Vérifiez les chiffres ou demandez une nouvelle invitation.",
    tooMany: (minutes) =>
      `Trop de codes erronés. Réessayez dans ${minutes === 1 ? "une minute" : `${minutes} minutes`}, ou demandez le lien.`,
    foreignSite: "Pour votre sécurité, saisissez le code sur cette page.",
    unknownHost:
      "La saisie d’un code PIN n’est pas disponible à cette adresse. Vérifiez l’adresse ou demandez le lien.",
  },
  es: {
    title: "Unirse a su videollamada",
    intro: "Escriba el PIN de seis cifras que le dio su agente.",
    label: "PIN",
    go: "Continuar",
    privacy: "Nadie le ve ni le oye antes de que se una.",
    errorPrefix: "Error",
    incomplete: "Un PIN tiene seis cifras. Pida a su agente que se lo dicte otra vez.",
    unknown: "Este PIN no corresponde a ninguna llamada. Compruebe las cifras o pida una nueva invitación.",
    tooMany: (minutes) =>
      `Demasiados PIN incorrectos. Vuelva a intentarlo en ${minutes === 1 ? "un minuto" : `${minutes} minutos`} o pida el enlace.`,
    foreignSite: "Por su seguridad, escriba el PIN en esta página.",
    unknownHost: "En esta dirección no se puede introducir un PIN. Compruebe la dirección o pida el enlace.",
  },
  ar: {
    title: "الانضمام إلى مكالمة الفيديو",
    intro: "أدخل الرقم السري المكوّن من ستة أرقام الذي أعطاك إياه الموظف.",
    label: "الرقم السري",
    go: "متابعة",
    privacy: "لا يراك أحد ولا يسمعك قبل أن تنضم.",
    errorPrefix: "خطأ",
    incomplete: "يتكوّن الرقم السري من ستة أرقام. اطلب من الموظف أن يقرأه عليك مرة أخرى.",
    unknown: "لا توجد مكالمة بهذا الرقم السري. تحقق من الأرقام أو اطلب دعوة جديدة.",
    tooMany: (minutes) =>
      `محاولات خاطئة كثيرة. يمكنك المحاولة بعد ${minutesInArabic(minutes)}، أو اطلب الرابط.`,
    foreignSite: "لحمايتك، أدخل الرقم السري في هذه الصفحة.",
    unknownHost: "لا يمكن إدخال الرقم السري في هذا العنوان. تحقق من العنوان أو اطلب الرابط.",
  },
};

function minutesInArabic(minutes: number): string {
  if (minutes === 1) return "دقيقة";
  if (minutes === 2) return "دقيقتين";
  return minutes <= 10 ? `${minutes} دقائق` : `${minutes} دقيقة`;
}

const isLanguage = (tag: string): tag is Language => tag in PIN_TEXTS;

/**
 * The first available language, else English.
 *
 * @param wishes language tags (`de-AT`) in order of preference; other texts are ignored
 */
export function pickLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const tag = wish.trim().toLowerCase().split("-", 1)[0] ?? "";
    if (isLanguage(tag)) return tag;
  }
  return "en";
}

/** The language tags of an `Accept-Language` header, in order of preference. */
export function readAcceptLanguage(header: string): readonly string[] {
  return header
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", quality = "q=1"] = part.trim().split(/\s*;\s*/);
      return { tag, weight: Number(quality.replace(/^q=/, "")) || 0 };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
