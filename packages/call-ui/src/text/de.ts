import type { Messages, Problems } from "./messages.ts";

/** @param device with its article, as an object: "die Kamera" */
const problemsOf = (device: string, none: string): Problems => ({
  denied: `Der Zugriff auf ${device} ist für diese Seite blockiert.`,
  "denied-by-system": `Die Einstellungen Ihres Geräts verbieten dem Browser den Zugriff auf ${device}. Erlauben Sie ihn dort und versuchen Sie es erneut.`,
  dismissed: `Die Anfrage nach Zugriff auf ${device} wurde geschlossen. Fordern Sie die Freigabe erneut an und wählen Sie „Zulassen“.`,
  missing: `${none} gefunden. Schließen Sie ein Gerät an, dann wird es sofort verwendet.`,
  busy: `Ein anderes Programm verwendet ${device}. Schließen Sie es und versuchen Sie es erneut.`,
  unplugged: `Der Browser findet ${device} nicht mehr. Schließen Sie das Gerät wieder an, dann geht es sofort weiter.`,
  insecure: `Diese Seite wurde nicht über https geöffnet, deshalb sperrt der Browser ${device}. Bitten Sie um einen Link, der mit https beginnt.`,
  "in-app": `Der Browser dieser App kann ${device} nicht verwenden. Öffnen Sie den Link in Safari oder Chrome.`,
  "not-allowed-here": `Die Website, die diese Seite einbettet, erlaubt den Zugriff auf ${device} nicht.`,
  failed: `Der Browser konnte ${device} nicht starten. Versuchen Sie es erneut oder wählen Sie ein anderes Gerät.`,
});

export const de: Messages = {
  language: "de",
  direction: "ltr",
  pageTitle: "Videoanruf",
  visitor: "Besucher",
  agent: "Unser Team",
  you: "Sie",

  starting: {
    signingIn: "Sie werden angemeldet",
    loading: "Ihr Anruf wird geöffnet",
  },
  tryAgain: "Erneut versuchen",
  close: "Schließen",

  controls: {
    bar: "Steuerung des Anrufs",
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
    askAgain: "Erneut anfordern",
    flip: "Kamera wechseln",
    testSpeaker: "Lautsprecher testen",
    testing: "Ein Ton wird abgespielt",
    choiceFailed: "Dieses Gerät ließ sich nicht verwenden. Das bisherige ist weiter aktiv.",
    speakerRefused: "Dieser Lautsprecher ließ sich nicht verwenden. Der bisherige ist weiter aktiv.",
  },

  lobby: {
    invites: (agent) => `${agent} lädt Sie zu einem Videoanruf ein`,
    withCompany: (company) => `Videoanruf mit ${company}`,
    plain: "Ihr Videoanruf",
    check: "Prüfen Sie Bild und Ton und nehmen Sie dann teil.",
    yourName: "Ihr Name",
    optional: "optional",
    connectionReady: "Ihre Verbindung steht.",
    connectionChecking: "Ihre Verbindung wird geprüft.",
    pin: "PIN",
    pinHint: "Geben Sie die sechs Ziffern ein, die Sie erhalten haben.",
    pinMissing: "Geben Sie die sechs Ziffern der PIN ein.",
    pinWrong: (left) =>
      left === null
        ? "Das ist nicht die PIN. Prüfen Sie die Ziffern und versuchen Sie es erneut."
        : left === 1
          ? "Das ist nicht die PIN. Sie haben noch einen Versuch."
          : `Das ist nicht die PIN. Sie haben noch ${left} Versuche.`,
    pinLocked: (minutes) =>
      `Zu viele falsche Versuche. In ${minutes === 1 ? "einer Minute" : `${minutes} Minuten`} geht es wieder.`,
    consent: "Ich bin einverstanden, dass dieser Anruf aufgezeichnet wird.",
    consentRequired: "Um teilzunehmen, stimmen Sie bitte der Aufzeichnung zu.",
    join: "Am Anruf teilnehmen",
    joining: "Teilnahme läuft",
    allowAbove: "Ihr Browser fragt nach Kamera und Mikrofon. Wählen Sie „Zulassen“.",
    failed: "Die Teilnahme hat nicht geklappt. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.",
    privacy: "Bevor Sie teilnehmen, sieht und hört Sie niemand.",
    tooOften: "Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es erneut.",
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
      ios: "Öffnen Sie die Einstellungen Ihres Geräts, wählen Sie diesen Browser, schalten Sie Kamera und Mikrofon ein und laden Sie die Seite neu.",
      iosSafari:
        "Tippen Sie auf das Seitenmenü in der Adressleiste, wählen Sie „Website-Einstellungen“, erlauben Sie beides und laden Sie die Seite neu.",
      chromium:
        "Klicken Sie auf das Symbol links neben der Adresse, erlauben Sie beides und laden Sie die Seite neu.",
      firefox:
        "Klicken Sie auf das durchgestrichene Symbol neben der Adresse, um die Sperre aufzuheben, und versuchen Sie es erneut.",
      safari:
        "Wählen Sie im Menü der Adressleiste „Einstellungen für diese Website“, erlauben Sie beides und laden Sie die Seite neu.",
    },
    goOn: "Sie können auch nur mit Ton teilnehmen.",
    goOnWithoutMicrophone: "Sie können auch ohne Mikrofon teilnehmen und nur zusehen und zuhören.",
    goOnMuted: "Sie können auch ohne beides teilnehmen und nur zuhören und zusehen.",
    copyAddress: "Adresse kopieren",
  },

  waiting: {
    title: "Sie warten auf unser Team",
    since: "Sie warten seit",
    ifNobody: (minutes) =>
      `Wenn innerhalb von ${minutes === 1 ? "einer Minute" : `${minutes} Minuten`} niemand annimmt, sagen wir es Ihnen hier.`,
    keepOpen:
      "Lassen Sie diese Seite geöffnet. Sie können inzwischen etwas anderes tun. Diese Seite klingelt, sobald Ihr Anruf beginnt.",
    agentAway: (name) => (name === null ? "Sie warten auf unser Team" : `Warten auf ${name}`),
    connecting: (name) => (name === null ? "Sie werden verbunden" : `Sie werden mit ${name} verbunden`),
    reconnecting: "Die Verbindung wird wiederhergestellt, damit Sie Ihren Platz behalten.",
    leave: "Verlassen",
    calling: "Wir rufen alle an, die frei sind. Ihr Anruf beginnt, sobald jemand annimmt.",
    keepInFront:
      "Lassen Sie diese Seite im Vordergrund. Der Bildschirm bleibt an. Wenn Sie die App wechseln, kehren Sie innerhalb einer Minute zurück, um Ihren Platz zu behalten.",
    agentAwayText: "Der Anruf beginnt automatisch, sobald Ihr Gegenüber zurück ist. Sie müssen nichts tun.",
    notify: "Beim Start des Anrufs benachrichtigen",
    willNotify: "Sie erhalten eine Benachrichtigung, wenn der Anruf beginnt.",
  },

  attention: {
    agentIsHere: (name) => (name === null ? "Ihr Anruf beginnt" : `${name} ist da`),
    visitorIsHere: (name) => (name === null ? "Ihr Besucher ist da" : `${name} ist da`),
  },

  invite: {
    title: "Laden Sie Ihren Besucher ein",
    titleFor: (visitor) => `${visitor} einladen`,
    text: "Senden Sie diesen Link. Der Anruf beginnt, sobald ihn jemand öffnet und teilnimmt.",
    link: "Link für Ihren Besucher",
    copy: "Link kopieren",
    copied: "Kopiert",
    copyFailed: "Markieren Sie den Link und kopieren Sie ihn",
    share: "Teilen",
    shareText: "Nehmen Sie an meinem Videoanruf teil:",
    qr: "QR-Code des Links",
    qrText: "Oder mit dem Handy scannen",
    pin: "PIN",
    pinAsked: "Ihr Besucher muss sie eingeben. Lesen Sie sie vor.",
    pinPlain: "Fragen Sie Ihren Besucher danach, um zu prüfen, wer anruft.",
    nobodyYet: "Noch hat niemand den Link geöffnet",
    opened: (name) =>
      name === null
        ? "Ihr Besucher hat den Link geöffnet und prüft die Kamera"
        : `${name} hat den Link geöffnet und prüft die Kamera`,
    connecting: (name) => (name === null ? "Sie werden verbunden" : `Sie werden mit ${name} verbunden`),
    left: "Ihr Besucher hat die Seite geschlossen. Der Link funktioniert weiterhin.",
    localhost:
      "Dieser Link enthält localhost: Er öffnet sich nur auf diesem Computer, nicht auf dem Ihres Besuchers.",
  },

  call: {
    with: (name) => (name === null ? "Videoanruf" : `Anruf mit ${name}`),
    duration: "Dauer",
    cameraIsOff: (name) => (name === null ? "Die Kamera ist aus" : `Kamera aus: ${name}`),
    isMuted: (name) => (name === null ? "Ihr Gegenüber ist stumm" : `Stumm: ${name}`),
    isSharing: (name) =>
      name === null ? "Ihr Gegenüber teilt einen Bildschirm" : `${name} teilt einen Bildschirm`,
    youAreSharing: "Sie teilen Ihren Bildschirm",
    connecting: (name) => (name === null ? "Sie werden verbunden" : `Sie werden mit ${name} verbunden`),
    reconnecting: "Die Verbindung wird wiederhergestellt. Bild und Ton fehlen vielleicht kurz.",
    reconnectingMedia: "Bild und Ton sind unterbrochen. Die Verbindung wird neu aufgebaut.",
    offline: "Die Verbindung wird wiederhergestellt. Ihr Gegenüber sieht und hört Sie weiterhin.",
    away: (name) =>
      name === null ? "Ihr Gegenüber hat die Verbindung verloren." : `${name} hat die Verbindung verloren.`,
    awayText: "Bleiben Sie hier. Der Anruf geht weiter, sobald die Verbindung zurück ist.",
    soundBlocked: "Ihr Browser blockiert den Ton.",
    peerScreen: (name) => (name === null ? "Geteilter Bildschirm" : `Bildschirm von ${name}`),
    peerPicture: (name) => (name === null ? "Video Ihres Gegenübers" : `Video von ${name}`),
    quality: {
      good: "Die Verbindung ist gut",
      ownWeak: "Ihre Verbindung ist schwach",
      peerWeak: (name) =>
        name === null ? "Die Verbindung Ihres Gegenübers ist schwach" : `Schwache Verbindung: ${name}`,
      bothWeak: "Die Verbindung ist schwach",
      slow: "Die Verbindung ist langsam. Machen Sie nach dem Sprechen eine kleine Pause.",
    },
    waitingMore: (seconds) => `Wir warten noch ${seconds} ${seconds === 1 ? "Sekunde" : "Sekunden"}.`,
    speaksMuted: "Sie sind stummgeschaltet.",
    microphoneSilenced: "Ihr Gerät oder Headset hat das Mikrofon stummgeschaltet.",
    cameraBlocked: "Ihre Kamera liefert kein Bild. Prüfen Sie Abdeckung und Schalter sowie andere Apps.",
    zoomIn: "Vergrößern",
    zoomOut: "Ganz anzeigen",
    screenProblems: {
      "denied-by-system":
        "Ihr System erlaubt dem Browser nicht, den Bildschirm zu teilen. Erlauben Sie ihm die Bildschirmaufnahme in den Systemeinstellungen.",
      "not-allowed-here": "Die umgebende Seite erlaubt es nicht, den Bildschirm zu teilen.",
      "needs-gesture": "Um Ihren Bildschirm zu teilen, drücken Sie bitte die Schaltfläche im Anruf.",
      failed:
        "Der Bildschirm ließ sich nicht teilen. Versuchen Sie es erneut oder wählen Sie ein anderes Fenster.",
    },
  },

  trouble: {
    unreachable: "Die beiden Geräte erreichen sich noch nicht.",
    causes: {
      "no-relay":
        "Die Netze dazwischen lassen keine direkte Verbindung zu. Versuchen Sie es in einem anderen Netz, zum Beispiel über mobile Daten.",
      "udp-blocked":
        "Wahrscheinlich blockiert eine Firewall oder ein VPN Videoanrufe. Schalten Sie das VPN aus oder wechseln Sie das Netz.",
      "relay-unreachable": "Der Dienst für Videoanrufe antwortet nicht. Wir versuchen es weiter.",
      unknown:
        "Wahrscheinlich blockiert eines der beiden Netze Videoanrufe. Schalten Sie das VPN aus oder wechseln Sie das Netz.",
    },
    chatMeanwhile: "Inzwischen können Sie den Chat nutzen.",
    websocketsBlocked:
      "Ihr Netz blockiert Live-Verbindungen. Schalten Sie VPN oder Proxy aus oder wechseln Sie das Netz.",
    platformUnreachable:
      "Der Dienst ist nicht erreichbar. Prüfen Sie Ihre Internetverbindung. Wir versuchen es weiter.",
    ownPicturePaused:
      "Ihr Video pausiert, damit der Ton klar bleibt. Es kommt zurück, wenn die Verbindung besser ist.",
    peerPicturePaused: (name) =>
      `Das Video${name === null ? "" : ` von ${name}`} pausiert, damit der Ton klar bleibt.`,
  },

  chat: {
    title: "Chat",
    empty: "Nachrichten werden nach dem Anruf nicht aufbewahrt.",
    write: "Nachricht schreiben",
    send: "Senden",
    notDelivered: "Noch nicht zugestellt",
    nobodyReads: (name) =>
      name === null
        ? "Noch ist niemand da, der mitliest. Ihre Nachrichten werden zugestellt, sobald jemand da ist."
        : `${name} ist gerade nicht da. Ihre Nachrichten werden zugestellt, sobald ${name} da ist.`,
    full: "Sie können weiterschreiben, sobald diese Nachrichten zugestellt sind.",
    undelivered: "Einige Ihrer Nachrichten wurden nicht zugestellt.",
    close: "Chat schließen",
  },

  ended: {
    byYou: "Sie haben den Anruf beendet",
    byOther: (name) =>
      name === null ? "Ihr Gegenüber hat den Anruf beendet" : `${name} hat den Anruf beendet`,
    lost: "Die Verbindung ging verloren",
    lostText: "Einer von beiden war länger als 30 Sekunden getrennt, deshalb wurde der Anruf beendet.",
    timeout: "Es war niemand frei",
    visitorLeft: "Ihr Besucher ging, bevor der Anruf begann",
    abandoned: "Niemand hat den Link geöffnet",
    plain: "Der Anruf ist beendet",
    took: (duration) => `Der Anruf dauerte ${duration}.`,
    notConnected: "Es kam keine Verbindung zustande.",
    visitorNext: "Sie können diese Seite schließen.",
    agentNext: "Sie können dieses Fenster schließen oder den nächsten Anruf beginnen.",
    takenOver: "Der Anruf geht in einem anderen Fenster weiter",
    takenOverText: "Sie haben ihn dort geöffnet. Hier sind Kamera und Mikrofon aus.",
    continueHere: "Hier weitermachen",
    refused: "Sie wurden vom Anruf getrennt",
    refusedText: "Versuchen Sie, wieder teilzunehmen.",
    timeoutText: "Versuchen Sie es in einigen Minuten erneut.",
    askAgain: "Erneut anfragen",
    askFailed: "Das hat nicht geklappt. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.",
  },

  gone: {
    notFound: "Dieser Link führt zu keinem Anruf",
    notFoundText: "Prüfen Sie, ob die Adresse vollständig ist, oder bitten Sie um einen neuen Link.",
    ended: "Dieser Anruf ist beendet",
    endedText: "Ein Link gilt für einen Anruf. Bitten Sie um einen neuen, wenn Sie wieder sprechen möchten.",
    full: "Dieser Anruf ist in einem anderen Fenster geöffnet",
    fullElsewhereText:
      "Über diesen Link nimmt bereits jemand teil. Wenn Sie das sind, wechseln Sie in das Fenster, in dem Sie teilnehmen.",
    takeOver: "Anruf hierherholen",
    unreachable: "Der Anruf ließ sich nicht öffnen",
    unreachableText:
      "Der Dienst ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.",
    rateLimited: "Zu viele Versuche",
    rateLimitedText: "Warten Sie eine Minute und versuchen Sie es erneut.",
    unsupported: "Dieser Browser kann keine Videoanrufe",
    unsupportedText:
      "Öffnen Sie den Link in Chrome, Edge, Firefox oder Safari. Auf einem iPhone im Blockierungsmodus erlauben Sie zuerst diese Website.",
    fullText:
      "Mit diesem Link nimmt schon jemand teil. Wenn Sie das sind, können Sie den Anruf hierherholen.",
  },

  widget: {
    notAuthenticated: "Sie konnten nicht angemeldet werden",
    claimedElsewhere: "Dieser Anruf wurde schon angenommen",
    claimedElsewhereText: "Jemand anderes hat ihn angenommen, oder Sie in einem anderen Fenster.",
    failed: "Der Anruf ließ sich nicht öffnen",
    failedText: "Schließen Sie dieses Fenster und beginnen Sie den Anruf neu.",
    unsupportedText: "Verwenden Sie eine aktuelle Version von Chrome, Edge, Firefox oder Safari.",
    signIn: "Melden Sie sich an, um den Anruf anzunehmen",
    signInText: "Mit dem API-Schlüssel Ihrer Organisation und Ihrer eigenen E-Mail-Adresse.",
    apiKey: "API-Schlüssel",
    email: "E-Mail-Adresse",
    signInButton: "Anmelden",
    signInRefused: "Schlüssel oder Adresse sind nicht bekannt. Prüfen Sie beide und versuchen Sie es erneut.",
    notAuthenticatedText:
      "Der Schlüssel oder das Token dieser Seite gilt nicht mehr. Wenden Sie sich an die Person, die die Anwendung betreut.",
    goneText: "Der Besucher ist nicht mehr da. Sie können dieses Fenster schließen.",
  },

  genesys: {
    title: "Melden Sie sich an, um den Anruf zu beginnen",
    text: "Mit Ihrem Konto bei Genesys Cloud. Die Anmeldung öffnet sich in einem neuen Fenster.",
    button: "Mit Genesys Cloud anmelden",
    waiting: "Melden Sie sich im neuen Fenster an. Danach geht es hier weiter.",
    problems: {
      "popup-blocked":
        "Ihr Browser hat das Fenster zum Anmelden blockiert. Erlauben Sie Pop-ups für diese Seite und versuchen Sie es erneut.",
      "popup-closed":
        "Wenn das Fenster zum Anmelden noch offen ist, melden Sie sich dort an. Sonst versuchen Sie es erneut.",
      refused: "Die Anmeldung wurde abgebrochen oder abgelehnt. Versuchen Sie es erneut.",
      expired: "Die Anmeldung hat zu lange gedauert. Versuchen Sie es erneut.",
      failed: "Genesys Cloud hat nicht wie erwartet geantwortet. Versuchen Sie es erneut.",
      "session-ended": "Ihre letzte Anmeldung gilt nicht mehr. Melden Sie sich erneut an.",
    },
    refusals: {
      "not-allowed":
        "Dieser Videodienst ist für Ihre Region von Genesys Cloud nicht eingerichtet. Wenden Sie sich an Ihre Administration.",
      "unknown-organization":
        "Ihre Organisation bei Genesys Cloud darf diesen Videodienst nicht verwenden. Wenden Sie sich an Ihre Administration.",
      "agent-disabled":
        "Ihr Zugang zu diesem Videodienst ist gesperrt. Wenden Sie sich an Ihre Administration.",
    },
  },
};
