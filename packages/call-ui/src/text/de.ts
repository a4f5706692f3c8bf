import type { Messages, Problems } from "./messages.ts";

/** @param device with its article, as an object: "die Kamera" */
const problemsOf = (device: string, none: string): Problems => ({
  denied: `Der Browser darf dieser Seite keinen Zugriff auf ${device} geben.`,
  "denied-by-system": `Die Einstellungen Ihres Geräts verbieten dem Browser den Zugriff auf ${device}. Erlauben Sie ihn dort und versuchen Sie es erneut.`,
  dismissed: `Die Frage des Browsers zum Zugriff auf ${device} wurde geschlossen. Lassen Sie erneut fragen und wählen Sie „Zulassen“.`,
  missing: `${none} gefunden. Schließen Sie ein Gerät an, dann wird es sofort verwendet.`,
  busy: `Ein anderes Programm verwendet ${device}. Schließen Sie es und versuchen Sie es erneut.`,
  unplugged: `Der Browser findet ${device} nicht mehr. Schließen Sie das Gerät wieder an, dann geht es sofort weiter.`,
  insecure: `Diese Seite wurde nicht über https geöffnet, deshalb sperrt der Browser ${device}. Bitten Sie um einen Link, der mit https beginnt.`,
  "in-app": `Der eingebaute Browser dieser App sperrt ${device}. Kopieren Sie die Adresse und öffnen Sie sie in Ihrem eigenen Browser.`,
  "not-allowed-here": `Die umgebende Seite gibt die Erlaubnis für ${device} nicht weiter.`,
  failed: `Der Browser konnte ${device} nicht starten. Versuchen Sie es erneut oder wählen Sie ein anderes Gerät.`,
});

export const de: Messages = {
  language: "de",
  direction: "ltr",
  pageTitle: "Videogespräch",
  visitor: "Gast",
  agent: "unser Team",
  you: "Sie",

  starting: {
    signingIn: "Sie werden angemeldet",
    opening: "Ihr Gespräch wird geöffnet",
    loading: "Ihr Gespräch wird geöffnet",
  },
  tryAgain: "Erneut versuchen",
  close: "Schließen",

  controls: {
    bar: "Steuerung des Gesprächs",
    mute: "Stummschalten",
    muteNow: "Mikrofon stummschalten",
    unmuteNow: "Mikrofon wieder einschalten",
    cameraOff: "Kamera ausschalten",
    cameraOffNow: "Kamera ausschalten",
    cameraOnNow: "Kamera einschalten",
    share: "Bildschirm teilen",
    stopSharing: "Teilen beenden",
    chat: "Chat",
    chatUnread: (count) => `Chat, ${count} neu`,
    more: "Mehr",
    hangUp: "Auflegen",
    pictureInPicture: "Bild im Bild",
    fullScreen: "Vollbild",
    leaveFullScreen: "Vollbild beenden",
    soundOn: "Ton einschalten",
  },

  devices: {
    title: "Geräte",
    microphone: "Mikrofon",
    camera: "Kamera",
    speaker: "Lautsprecher",
    standard: "Standard",
    numbered: (kind, number) => `${kind} ${number}`,
    level: "Mikrofonpegel",
    tryAgain: "Erneut versuchen",
    askAgain: "Erneut fragen",
  },

  lobby: {
    invites: (agent) => `${agent} lädt Sie zu einem Videogespräch ein`,
    withCompany: (company) => `Videogespräch mit ${company}`,
    plain: "Ihr Videogespräch",
    check: "Prüfen Sie Bild und Ton, dann treten Sie bei.",
    yourName: "Ihr Name",
    optional: "freiwillig",
    pin: "PIN",
    pinHint: "Die sechs Ziffern, die man Ihnen genannt hat.",
    pinMissing: "Geben Sie die sechs Ziffern der PIN ein.",
    pinWrong: (left) =>
      left === null
        ? "Das ist nicht die PIN. Prüfen Sie die Ziffern und versuchen Sie es erneut."
        : left === 1
          ? "Das ist nicht die PIN. Sie haben noch einen Versuch."
          : `Das ist nicht die PIN. Sie haben noch ${left} Versuche.`,
    pinLocked: (minutes) =>
      `Zu viele falsche Versuche. In ${minutes === 1 ? "einer Minute" : `${minutes} Minuten`} geht es wieder.`,
    consent: "Ich bin damit einverstanden, dass dieses Gespräch aufgezeichnet wird.",
    consentRequired: "An diesem Gespräch kann nur teilnehmen, wer der Aufzeichnung zustimmt.",
    join: "Gespräch beitreten",
    joining: "Beitritt läuft",
    allowAbove: "Ihr Browser fragt nach Kamera und Mikrofon. Wählen Sie „Zulassen“.",
    failed: "Der Beitritt hat nicht geklappt. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.",
    privacy: "Vor dem Beitritt sieht und hört Sie niemand.",
  },

  ownPicture: {
    label: "Ihr Bild",
    moveHint: "Ziehen Sie es oder nutzen Sie die Pfeiltasten, um es in eine andere Ecke zu verschieben.",
    cameraIsOff: "Ihre Kamera ist aus",
    opening: "Ihre Kamera wird geöffnet",
    muted: "Stumm",
  },

  problems: {
    camera: problemsOf("die Kamera", "Keine Kamera"),
    microphone: problemsOf("das Mikrofon", "Kein Mikrofon"),
    both: problemsOf("Kamera und Mikrofon", "Weder Kamera noch Mikrofon"),
    allowIn: {
      chromium:
        "Klicken Sie auf das Symbol links neben der Adresse, erlauben Sie beides und laden Sie die Seite neu.",
      firefox:
        "Klicken Sie auf das durchgestrichene Symbol neben der Adresse, um die Sperre aufzuheben, und versuchen Sie es erneut.",
      safari:
        "Wählen Sie im Menü der Adressleiste „Einstellungen für diese Website“, erlauben Sie beides und laden Sie die Seite neu.",
    },
    goOn: "Sie können auch nur mit Ton teilnehmen.",
    goOnMuted: "Sie können auch ohne beides teilnehmen und nur zuhören und zusehen.",
    copyAddress: "Adresse kopieren",
  },

  waiting: {
    title: "Sie warten auf unser Team",
    calling:
      "Ihr Anruf klingelt bei allen, die frei sind. Das Gespräch beginnt von selbst, sobald jemand annimmt.",
    since: "Sie warten seit",
    ifNobody: (minutes) =>
      `Wenn innerhalb von ${minutes === 1 ? "einer Minute" : `${minutes} Minuten`} niemand annehmen kann, sagen wir es Ihnen hier.`,
    keepOpen: "Lassen Sie diese Seite geöffnet. Sie können inzwischen etwas anderes tun.",
    agentAway: (agent) => `Warten auf ${agent}`,
    agentAwayText:
      "Das Gespräch beginnt von selbst, sobald die andere Seite zurück ist. Sie müssen nichts tun.",
    connecting: (agent) => `Sie werden mit ${agent} verbunden`,
    reconnecting: "Die Verbindung wird wiederhergestellt, damit Sie Ihren Platz behalten.",
    leave: "Verlassen",
  },

  invite: {
    title: "Laden Sie Ihren Gast ein",
    titleFor: (visitor) => `${visitor} einladen`,
    text: "Senden Sie diesen Link. Das Gespräch beginnt, sobald ihn jemand öffnet und beitritt.",
    link: "Link für Ihren Gast",
    copy: "Link kopieren",
    copied: "Kopiert",
    copyFailed: "Markieren Sie den Link und kopieren Sie ihn",
    share: "Teilen",
    shareText: "Treten Sie meinem Videogespräch bei:",
    qr: "QR-Code des Links",
    qrText: "Oder mit der Handykamera lesen",
    pin: "PIN",
    pinAsked: "Ihr Gast wird danach gefragt. Lesen Sie sie vor.",
    pinPlain: "Zum Abfragen am Telefon",
    localhost:
      "Dieser Link nennt localhost: Er öffnet sich nur auf diesem Computer, nicht auf dem Ihres Gasts.",
    nobodyYet: "Noch hat niemand den Link geöffnet",
    opened: (visitor) => `${visitor} hat den Link geöffnet und prüft die Kamera`,
    connecting: (visitor) => `Sie werden mit ${visitor} verbunden`,
    left: "Ihr Gast hat die Seite geschlossen. Der Link funktioniert weiterhin.",
  },

  call: {
    with: (name) => `Gespräch mit ${name}`,
    duration: "Dauer",
    cameraIsOff: (name) => `Kamera aus: ${name}`,
    isMuted: (name) => `Stumm: ${name}`,
    isSharing: (name) => `${name} teilt einen Bildschirm`,
    youAreSharing: "Sie teilen Ihren Bildschirm",
    connecting: (name) => `Sie werden mit ${name} verbunden`,
    reconnecting: "Die Verbindung wird wiederhergestellt. Bild und Ton fehlen vielleicht kurz.",
    reconnectingMedia: "Bild und Ton sind abgerissen. Ein anderer Weg wird gesucht.",
    offline: "Die Verbindung wird wiederhergestellt, die andere Seite sieht und hört Sie weiterhin.",
    away: (name, seconds) =>
      `${name} hat die Verbindung verloren. Wir warten noch ${seconds} ${seconds === 1 ? "Sekunde" : "Sekunden"}.`,
    awayText: "Bleiben Sie hier, das Gespräch geht von selbst weiter, wenn die andere Seite zurück ist.",
    soundBlocked: "Ihr Browser hält den Ton zurück.",
    peerScreen: (name) => `Bildschirm von ${name}`,
    peerPicture: (name) => `Bild von ${name}`,
    quality: {
      good: "Die Verbindung ist gut",
      ownWeak: "Ihre Verbindung ist schwach",
      peerWeak: (name) => `Schwache Verbindung: ${name}`,
      bothWeak: "Die Verbindung ist schwach",
      slow: "Die Verbindung ist langsam, machen Sie nach dem Sprechen eine kleine Pause",
    },
  },

  chat: {
    title: "Chat",
    empty: "Was Sie schreiben, geht direkt an die andere Seite und ist nach dem Gespräch verschwunden.",
    write: "Nachricht schreiben",
    send: "Senden",
    notSentYet: "Wird gesendet, sobald die Verbindung zurück ist",
    close: "Chat schließen",
  },

  ended: {
    byYou: "Sie haben das Gespräch beendet",
    byOther: (name) => `${name} hat das Gespräch beendet`,
    lost: "Die Verbindung ging verloren",
    lostText: "Eine Seite war länger als 30 Sekunden weg, deshalb wurde das Gespräch beendet.",
    timeout: "Niemand konnte Ihren Anruf annehmen",
    timeoutText:
      "Alle waren beschäftigt. Gehen Sie zurück, woher Sie kamen, und fragen Sie erneut, oder versuchen Sie es etwas später.",
    visitorLeft: "Ihr Gast ging, bevor das Gespräch begann",
    abandoned: "Niemand hat den Link geöffnet",
    plain: "Das Gespräch ist beendet",
    took: (duration) => `Es dauerte ${duration}.`,
    notConnected: "Sie waren nicht verbunden.",
    visitorNext: "Sie können diese Seite schließen.",
    agentNext: "Sie können dieses Fenster schließen oder das nächste Gespräch beginnen.",
    takenOver: "Das Gespräch geht in einem anderen Fenster weiter",
    takenOverText: "Es wurde dort mit demselben Link geöffnet. Hier sind Kamera und Mikrofon aus.",
    continueHere: "Hier weitermachen",
    refused: "Diese Seite hat ihren Platz im Gespräch verloren",
    refusedText: "Öffnen Sie den Link erneut, um zurückzukommen.",
  },

  gone: {
    notFound: "Dieser Link führt zu keinem Gespräch",
    notFoundText: "Prüfen Sie, ob die Adresse vollständig ist, oder bitten Sie um einen neuen Link.",
    ended: "Dieses Gespräch ist beendet",
    endedText: "Ein Link gilt für ein Gespräch. Bitten Sie um einen neuen, wenn Sie wieder sprechen möchten.",
    full: "Dieses Gespräch ist in einem anderen Fenster geöffnet",
    fullText:
      "Mit diesem Link nimmt schon jemand teil. Wenn Sie das sind, können Sie das Gespräch hierher holen.",
    takeOver: "Gespräch hierher holen",
    unreachable: "Das Gespräch ließ sich nicht öffnen",
    unreachableText:
      "Der Dienst ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.",
    rateLimited: "Zu viele Versuche",
    rateLimitedText: "Warten Sie eine Minute und versuchen Sie es erneut.",
  },

  widget: {
    notAuthenticated: "Sie konnten nicht angemeldet werden",
    notAuthenticatedText:
      "Der Schlüssel oder das Token dieser Seite gilt nicht mehr. Fragen Sie, wer die Anwendung betreut.",
    claimedElsewhere: "Dieser Anruf wurde schon angenommen",
    claimedElsewhereText: "Jemand anderes oder ein anderes Fenster von Ihnen war schneller.",
    failed: "Das Gespräch ließ sich nicht öffnen",
    failedText: "Schließen Sie dieses Fenster und beginnen Sie das Gespräch neu.",
    signIn: "Melden Sie sich an, um den Anruf anzunehmen",
    signInText: "Mit dem API-Schlüssel Ihrer Organisation und Ihrer eigenen Adresse.",
    apiKey: "API-Schlüssel",
    email: "E-Mail-Adresse",
    signInButton: "Anmelden",
    signInRefused: "Schlüssel oder Adresse sind nicht bekannt. Prüfen Sie beide und versuchen Sie es erneut.",
  },
};
