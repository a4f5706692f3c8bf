import type { GenesysSignInFailure } from "@videoengager/protocol/rest/genesys-sign-in";
import type { Language } from "../../pin/pin-texts.ts";

/** `elsewhere`: the page wasn't opened by the widget. */
export type GenesysPageState = "signed-in" | "elsewhere" | GenesysSignInFailure;

interface PageText {
  readonly title: string;
  readonly sentence: string;
}

/** The texts of the popup's last page. */
export const GENESYS_TEXTS: Readonly<Record<Language, Readonly<Record<GenesysPageState, PageText>>>> = {
  en: {
    "signed-in": {
      title: "You are signed in",
      sentence: "You can close this window. Your call goes on in the other one.",
    },
    refused: {
      title: "You are not signed in",
      sentence: "The sign-in was canceled or refused. Close this window and try again from the call.",
    },
    "unknown-organization": {
      title: "Your organization isn't allowed here",
      sentence: "Your Genesys Cloud account belongs to another organization. Ask your administrator.",
    },
    "agent-disabled": {
      title: "Your access is turned off",
      sentence: "Ask your administrator to turn it on again.",
    },
    expired: {
      title: "This sign-in is no longer valid",
      sentence: "It was used already, or it took too long. Close this window and try again from the call.",
    },
    failed: {
      title: "The sign-in didn't work",
      sentence: "Genesys Cloud didn't answer as expected. Close this window and try again from the call.",
    },
    elsewhere: {
      title: "Start the sign-in from your call",
      sentence: "For your security, this page only opens from the sign-in button in the call's window.",
    },
  },
  de: {
    "signed-in": {
      title: "Sie sind angemeldet",
      sentence: "Sie können dieses Fenster schließen. Ihr Anruf geht im anderen Fenster weiter.",
    },
    refused: {
      title: "Sie sind nicht angemeldet",
      sentence:
        "Die Anmeldung wurde abgebrochen oder abgelehnt. Schließen Sie dieses Fenster und versuchen Sie es im Anruf erneut.",
    },
    "unknown-organization": {
      title: "Ihre Organisation ist hier nicht zugelassen",
      sentence:
        "Ihr Konto bei Genesys Cloud gehört zu einer anderen Organisation. Wenden Sie sich an Ihre Administration.",
    },
    "agent-disabled": {
      title: "Ihr Zugang ist gesperrt",
      sentence: "Bitten Sie Ihre Administration, ihn wieder freizugeben.",
    },
    expired: {
      title: "Diese Anmeldung ist nicht mehr gültig",
      sentence:
        "Sie wurde schon verwendet oder hat zu lange gedauert. Schließen Sie dieses Fenster und versuchen Sie es im Anruf erneut.",
    },
    failed: {
      title: "Die Anmeldung hat nicht funktioniert",
      sentence:
        "Genesys Cloud hat nicht wie erwartet geantwortet. Schließen Sie dieses Fenster und versuchen Sie es im Anruf erneut.",
    },
    elsewhere: {
      title: "Beginnen Sie die Anmeldung im Anruf",
      sentence:
        "Zu Ihrer Sicherheit öffnet sich diese Seite nur über die Schaltfläche zum Anmelden im Fenster des Anrufs.",
    },
  },
  fr: {
    "signed-in": {
      title: "Vous êtes connecté",
      sentence: "Vous pouvez fermer cette fenêtre. Votre appel continue dans l’autre.",
    },
    refused: {
      title: "Vous n’êtes pas connecté",
      sentence: "La connexion a été annulée ou refusée. Fermez cette fenêtre et réessayez depuis l’appel.",
    },
    "unknown-organization": {
      title: "Votre organisation n’est pas autorisée ici",
      sentence:
        "Votre compte Genesys Cloud appartient à une autre organisation. Adressez-vous à votre administrateur.",
    },
    "agent-disabled": {
      title: "Votre accès est désactivé",
      sentence: "Demandez à votre administrateur de le réactiver.",
    },
    expired: {
      title: "Cette connexion n’est plus valable",
      sentence:
        "Elle a déjà été utilisée ou a pris trop de temps. Fermez cette fenêtre et réessayez depuis l’appel.",
    },
    failed: {
      title: "La connexion a échoué",
      sentence:
        "Genesys Cloud n’a pas répondu comme prévu. Fermez cette fenêtre et réessayez depuis l’appel.",
    },
    elsewhere: {
      title: "Connectez-vous depuis votre appel",
      sentence:
        "Pour votre sécurité, cette page ne s’ouvre que depuis le bouton de connexion de la fenêtre d’appel.",
    },
  },
  es: {
    "signed-in": {
      title: "Ha iniciado sesión",
      sentence: "Puede cerrar esta ventana. Su llamada continúa en la otra.",
    },
    refused: {
      title: "No ha iniciado sesión",
      sentence:
        "El inicio de sesión se canceló o se rechazó. Cierre esta ventana y vuelva a intentarlo desde la llamada.",
    },
    "unknown-organization": {
      title: "Su organización no está autorizada aquí",
      sentence: "Su cuenta de Genesys Cloud pertenece a otra organización. Consulte a su administrador.",
    },
    "agent-disabled": {
      title: "Su acceso está desactivado",
      sentence: "Pida a su administrador que lo active de nuevo.",
    },
    expired: {
      title: "Este inicio de sesión ya no es válido",
      sentence: "Ya se usó o tardó demasiado. Cierre esta ventana y vuelva a intentarlo desde la llamada.",
    },
    failed: {
      title: "No se pudo iniciar sesión",
      sentence:
        "Genesys Cloud no respondió como se esperaba. Cierre esta ventana y vuelva a intentarlo desde la llamada.",
    },
    elsewhere: {
      title: "Inicie sesión desde su llamada",
      sentence:
        "Por su seguridad, esta página solo se abre con el botón de inicio de sesión de la ventana de la llamada.",
    },
  },
  ar: {
    "signed-in": {
      title: "تم تسجيل دخولك",
      sentence: "يمكنك إغلاق هذه النافذة. تستمر مكالمتك في النافذة الأخرى.",
    },
    refused: {
      title: "لم يتم تسجيل دخولك",
      sentence: "أُلغي تسجيل الدخول أو رُفض. أغلق هذه النافذة وحاول مرة أخرى من المكالمة.",
    },
    "unknown-organization": {
      title: "مؤسستك غير مسموح لها هنا",
      sentence: "حسابك في Genesys Cloud تابع لمؤسسة أخرى. اسأل المسؤول لديك.",
    },
    "agent-disabled": { title: "تم إيقاف وصولك", sentence: "اطلب من المسؤول تفعيله مرة أخرى." },
    expired: {
      title: "لم يعد تسجيل الدخول هذا صالحًا",
      sentence: "استُخدم من قبل أو استغرق وقتًا طويلًا. أغلق هذه النافذة وحاول مرة أخرى من المكالمة.",
    },
    failed: {
      title: "لم ينجح تسجيل الدخول",
      sentence: "لم يستجب Genesys Cloud كما هو متوقع. أغلق هذه النافذة وحاول مرة أخرى من المكالمة.",
    },
    elsewhere: {
      title: "ابدأ تسجيل الدخول من مكالمتك",
      sentence: "لحمايتك، لا تُفتح هذه الصفحة إلا بزر تسجيل الدخول في نافذة المكالمة.",
    },
  },
};
