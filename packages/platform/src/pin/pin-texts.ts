/** The PIN form's texts in one language. */
export interface PinTexts {
  readonly title: string;
  readonly intro: string;
  readonly label: string;
  readonly go: string;
  readonly privacy: string;
  /** Put before the page's title, for screen readers. */
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
    intro: "Enter the six digits that you were told.",
    label: "PIN",
    go: "Continue",
    privacy: "Nobody sees or hears you before you join.",
    errorPrefix: "Error",
    incomplete: "A PIN has six digits. Ask your agent to read it out once more.",
    unknown: "No call has this PIN now. Check the digits, or ask your agent for a new invitation.",
    tooMany: (minutes) =>
      `Too many wrong PINs. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}, or ask your agent for the link.`,
    foreignSite: "The PIN came from a web site that may not use this form. Enter it here.",
    unknownHost:
      "This address isn't set up for PIN entry. Check the address, or ask your agent for the link.",
  },
  de: {
    title: "Zu Ihrem Videoanruf",
    intro: "Geben Sie die sechs Ziffern ein, die man Ihnen genannt hat.",
    label: "PIN",
    go: "Weiter",
    privacy: "Niemand sieht oder hört Sie, bevor Sie beitreten.",
    errorPrefix: "Fehler",
    incomplete: "Eine PIN hat sechs Ziffern. Lassen Sie sie sich noch einmal vorlesen.",
    unknown:
      "Zu dieser PIN gibt es gerade keinen Anruf. Prüfen Sie die Ziffern, oder bitten Sie um eine neue Einladung.",
    tooMany: (minutes) =>
      `Zu viele falsche PINs. Versuchen Sie es in ${minutes === 1 ? "einer Minute" : `${minutes} Minuten`} wieder, oder bitten Sie um den Link.`,
    foreignSite:
      "Die PIN kam von einer Website, die dieses Formular nicht benutzen darf. Geben Sie sie hier ein.",
    unknownHost:
      "Unter dieser Adresse ist keine PIN-Eingabe eingerichtet. Prüfen Sie die Adresse, oder bitten Sie um den Link.",
  },
  fr: {
    title: "Rejoindre votre appel vidéo",
    intro: "Saisissez les six chiffres que l'on vous a donnés.",
    label: "Code PIN",
    go: "Continuer",
    privacy: "Personne ne vous voit ni ne vous entend avant que vous ne rejoigniez l'appel.",
    errorPrefix: "Erreur",
    incomplete: "Un code PIN a six chiffres. Demandez qu'on vous le dicte encore une fois.",
    unknown:
      "Aucun appel n'a ce code pour le moment. Vérifiez les chiffres ou demandez une nouvelle invitation.",
    tooMany: (minutes) =>
      `Trop de codes erronés. Réessayez dans ${minutes === 1 ? "une minute" : `${minutes} minutes`}, ou demandez le lien.`,
    foreignSite: "Le code venait d'un site qui ne peut pas utiliser ce formulaire. Saisissez-le ici.",
    unknownHost:
      "La saisie d'un code PIN n'est pas disponible à cette adresse. Vérifiez l'adresse ou demandez le lien.",
  },
  es: {
    title: "Entrar en su videollamada",
    intro: "Escriba las seis cifras que le dijeron.",
    label: "PIN",
    go: "Continuar",
    privacy: "Nadie le ve ni le oye antes de que entre.",
    errorPrefix: "Error",
    incomplete: "Un PIN tiene seis cifras. Pida que se lo dicten otra vez.",
    unknown: "Ninguna llamada tiene este PIN ahora. Compruebe las cifras o pida una nueva invitación.",
    tooMany: (minutes) =>
      `Demasiados PIN incorrectos. Vuelva a intentarlo en ${minutes === 1 ? "un minuto" : `${minutes} minutos`} o pida el enlace.`,
    foreignSite: "El PIN llegó de un sitio web que no puede usar este formulario. Escríbalo aquí.",
    unknownHost: "En esta dirección no se puede introducir un PIN. Compruebe la dirección o pida el enlace.",
  },
  ar: {
    title: "الانضمام إلى مكالمة الفيديو",
    intro: "أدخل الأرقام الستة التي أُعطيت لك.",
    label: "الرقم السري",
    go: "متابعة",
    privacy: "لا يراك أحد ولا يسمعك قبل أن تنضم.",
    errorPrefix: "خطأ",
    incomplete: "يتكوّن الرقم السري من ستة أرقام. اطلب أن يُقرأ عليك مرة أخرى.",
    unknown: "لا توجد مكالمة بهذا الرقم الآن. تحقق من الأرقام أو اطلب دعوة جديدة.",
    tooMany: (minutes) =>
      `محاولات خاطئة كثيرة. يمكنك المحاولة بعد ${minutesInArabic(minutes)}، أو اطلب الرابط.`,
    foreignSite: "جاء الرقم من موقع لا يحق له استخدام هذا النموذج. أدخله هنا.",
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
 * The first language that there are texts for; English otherwise.
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
