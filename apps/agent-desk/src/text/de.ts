import type { DeviceProblems, Messages } from "./messages.ts";

/** @param device with its article, as an object: "die Kamera" · @param none "Es wurde keine Kamera" */
const problemsOf = (device: string, none: string): DeviceProblems => ({
  denied: `Der Zugriff auf ${device} ist für diese Seite blockiert. Klicken Sie auf das Symbol neben der Adresse, erlauben Sie den Zugriff und versuchen Sie es erneut.`,
  "denied-by-system": `Die Einstellungen Ihres Computers verbieten dem Browser den Zugriff auf ${device}. Erlauben Sie ihn dort und versuchen Sie es erneut.`,
  missing: `${none} gefunden. Schließen Sie ein Gerät an und versuchen Sie es erneut.`,
  busy: `Ein anderes Programm verwendet ${device}. Schließen Sie es und versuchen Sie es erneut.`,
  failed: `Der Browser konnte ${device} nicht starten. Versuchen Sie es erneut oder wählen Sie ein anderes Gerät.`,
  insecure: `Diese Seite ist nicht sicher, deshalb blockiert der Browser ${device}. Öffnen Sie den Arbeitsplatz über https oder auf dem Computer, auf dem er läuft.`,
});

export const de: Messages = {
  language: "de",
  direction: "ltr",
  deskName: "Arbeitsplatz",
  optional: "freiwillig",
  dismiss: "Meldung schließen",
  cancel: "Abbrechen",
  done: "Fertig",
  tryAgain: "Erneut versuchen",

  signIn: {
    lead: "Nehmen Sie Videoanrufe von Ihrer Website an und laden Sie Besucher dazu ein.",
    lookingForDemo: "Es wird nach einer Demo auf diesem Rechner gesucht.",
    asDemo: "Als Demo-Mitarbeiter anmelden",
    demoHint: (email) =>
      `Der Demo-Mandant wurde beim ersten Start auf diesem Rechner angelegt. Sie melden sich als ${email} an.`,
    asSomebodyElse: "Als jemand anderes anmelden",
    signIn: "Anmelden",
    signingIn: "Anmeldung läuft",
    email: "Ihre E-Mail-Adresse",
    firstName: "Vorname",
    lastName: "Nachname",
    apiKey: "API-Schlüssel",
    externalId: "Externe ID",
    externalIdHint:
      "Nötig, um Anrufe aus der Warteschlange anzunehmen. Lassen Sie das Feld leer, um nur selbst anzurufen.",
    keptHint: (host) =>
      `Bei ${host}. Ihre Eingaben bleiben nur in diesem Tab, bis Sie ihn schließen oder sich abmelden.`,
  },

  you: {
    region: "Sie",
    signOut: "Abmelden",
    startsCallsOnly:
      "Sie können Anrufe starten. Um Anrufe aus der Warteschlange anzunehmen, melden Sie sich mit Ihrer externen ID an.",
    signOutTitle: "Anruf beenden und abmelden?",
    signOutText: "Sie sind in einem Anruf. Mit der Abmeldung endet er für beide.",
    stay: "Im Anruf bleiben",
    endAndSignOut: "Beenden und abmelden",
  },

  queue: {
    switch: "Anrufe aus der Warteschlange annehmen",
    lost: "Verbindung verloren",
    lostOnQueue:
      "Im Moment klingelt hier nichts. Sobald die Verbindung wieder da ist, sind Sie wieder in der Warteschlange.",
    lostOffQueue: "Die Verbindung wird automatisch wiederhergestellt. Ein laufender Anruf geht weiter.",
    joining: "Sie kommen in die Warteschlange",
    leaving: "Sie verlassen die Warteschlange",
    oneMoment: "Einen Moment.",
    off: "Nicht in der Warteschlange",
    offDetail: "Hier klingelt kein Anruf.",
    on: "In der Warteschlange",
    onDetail: "Anrufe von Besuchern klingeln hier.",
    onInCall: "Während eines Anrufs werden keine weiteren zugestellt.",
    onInWrapUp: "Bis zum Ende der Nachbearbeitung werden keine Anrufe zugestellt.",
    readyFailed: "Die Plattform hat das nicht bestätigt. Versuchen Sie es erneut.",
  },

  settings: {
    title: "Einstellungen",
    sound: "Klingelton",
    soundHint: "Ertönt, solange ein Anruf klingelt.",
    volume: "Lautstärke",
    ringOn: "Klingelt auf",
    testRing: "Klingelton testen",
    shortcuts: "Tastenkürzel",
    shortcutsHint: "A nimmt an, R lehnt ab, U macht das Ablehnen rückgängig, S schaltet stumm.",
    notifications: "Benachrichtigungen",
    allowNotifications: "Benachrichtigungen erlauben",
    notificationsAre: {
      granted: "Ein. Sie erfahren von einem Anruf, auch wenn dieser Tab im Hintergrund ist.",
      denied: "Blockiert. Erlauben Sie sie für diese Seite in den Website-Einstellungen des Browsers.",
      unsupported: "Dieser Browser kennt keine Benachrichtigungen von Seiten.",
    },
    language: "Sprache",
    languageOfBrowser: "Wie der Browser",
    checkDevices: "Kamera und Mikrofon prüfen",
  },

  devices: {
    camera: "Kamera",
    microphone: "Mikrofon",
    speaker: "Lautsprecher",
    standard: "Standard",
    numbered: (kind, number) => `${kind} ${number}`,
    level: "Mikrofonpegel",
    testSpeaker: "Lautsprecher testen",
    testing: "Ein Ton wird abgespielt",
    choiceFailed: "Dieses Gerät ließ sich nicht verwenden. Das bisherige ist weiter aktiv.",
    speakerRefused: "Dieser Lautsprecher ließ sich nicht verwenden. Der bisherige ist weiter aktiv.",
  },

  check: {
    title: "Kamera und Mikrofon prüfen",
    asking: "Ihr Browser fragt nach Kamera und Mikrofon. Erlauben Sie beides.",
    noPicture: "Kein Bild",
    ownPicture: "Ihr eigenes Bild",
    saySomething: "Sagen Sie etwas: Die Balken bewegen sich, wenn Ihr Mikrofon Sie hört.",
    goOn: "In die Warteschlange gehen",
    goOnWithout: {
      camera: "Ohne Kamera in die Warteschlange gehen",
      microphone: "Ohne Mikrofon in die Warteschlange gehen",
      both: "Ohne Kamera und Mikrofon in die Warteschlange gehen",
    },
    problems: {
      camera: problemsOf("die Kamera", "Es wurde keine Kamera"),
      microphone: problemsOf("das Mikrofon", "Es wurde kein Mikrofon"),
      both: problemsOf("Kamera und Mikrofon", "Es wurden weder Kamera noch Mikrofon"),
    },
  },

  waiting: {
    title: "Wartende",
    silence: "Stumm",
    nobody:
      "Niemand wartet. Wenn jemand um einen Anruf bittet, klingelt er hier, mit dem, was Ihre Website über die Person weiß.",
    keys: { accepts: "nimmt an", rejects: "lehnt ab", silences: "schaltet stumm" },
    onlyOnQueue: "Es klingelt nur bei Mitarbeitern in der Warteschlange.",
    withoutConnection:
      "Ohne Verbindung kann hier kein Anruf klingeln. Wartende Anrufe klingeln, sobald sie wieder da ist.",
    goOnQueue: "Gehen Sie in die Warteschlange, dann klingeln hier die Anrufe von Besuchern Ihrer Website.",
    notDuringCall: "Während eines Anrufs werden keine weiteren zugestellt. Wartende Anrufe klingeln danach.",
    soundHeldBack: "Ihr Browser blockiert den Klingelton, bis Sie in diese Seite klicken.",
    soundMissing:
      "Aus diesem Browser kommt kein Ton, Anrufe klingeln also lautlos. Prüfen Sie die Tonausgabe.",
    turnSoundOn: "Ton einschalten",
    offerNotifications: "Von einem Anruf erfahren, während dieser Tab im Hintergrund ist?",
    notNow: "Jetzt nicht",
    accept: "Annehmen",
    reject: "Ablehnen",
    rejected: (name) => `Abgelehnt: ${name}`,
    undo: "Rückgängig",
    inQueue: (count) => `In der Warteschlange: ${count}`,
    longestWait: (clock) => `Längste Wartezeit: ${clock}`,
    waitedFor: (duration) => `wartet seit ${duration}`,
    more: (count) => `${count} weitere`,
    yes: "Ja",
    no: "Nein",
    recording: "Aufzeichnung",
    consentGiven: "Zugestimmt",
    noConsent: "Nicht zugestimmt",
  },

  ringing: {
    isCalling: (name) => `${name} ruft an`,
    severalRing: (count) => `${count} Anrufe klingeln`,
    announce: (name, others, hasKeys) =>
      `${name} ruft an${others > 0 ? `, und ${others} weitere` : ""}.${
        hasKeys ? " A nimmt an, R lehnt ab." : ""
      }`,
    notification: "Öffnen Sie den Arbeitsplatz, um den Anruf anzunehmen oder abzulehnen.",
  },

  call: {
    region: "Der Anruf",
    visitor: "Besucher",
    customer: "Ihr Besucher",
    phases: {
      opening: "Der Anruf wird geöffnet",
      inviting: "Senden Sie die Einladung unten; der Anruf beginnt, wenn Ihr Besucher sie öffnet",
      connecting: "Verbindung wird aufgebaut; vielleicht fragt Ihr Browser nach der Kamera",
      live: "Im Anruf",
      over: "Der Anruf ist zu Ende",
    },
    ending: "Der Anruf wird beendet",
    inCallWith: (name) => `Im Anruf mit ${name}`,
    end: "Auflegen",
    cancel: "Abbrechen",
    endedByReload: (name) => `Der Anruf mit ${name} endete, als diese Seite neu geladen wurde.`,
  },

  start: {
    title: "Anruf starten",
    lead: "Sie erhalten einen Link zum Versenden. Der Anruf beginnt, wenn Ihr Besucher ihn öffnet.",
    reference: "Kundenreferenz",
    referenceHint: "Aus Ihrem CRM; sie bleibt beim Anruf.",
    start: "Anruf starten",
  },

  wrapUp: {
    title: "Nachbearbeitung",
    talked: (name, duration) => `Sie haben mit ${name} gesprochen: ${duration}.`,
    nobodyRings: "Bis zum Ende der Zeit werden keine Anrufe zugestellt.",
    canRingAgain: "Anrufe können wieder klingeln.",
    readyNow: "Jetzt bereit",
  },

  notes: {
    outcome: "Ergebnis",
    noOutcome: "Nicht angegeben",
    outcomes: {
      resolved: "Erledigt",
      "follow-up": "Rückmeldung nötig",
      unresolved: "Nicht gelöst",
      "wrong-contact": "Falscher Ansprechpartner",
    },
    note: "Notiz",
    hint: "Wird beim Anruf gespeichert. Sie finden sie auf jedem Gerät unter den früheren Anrufen.",
    hintInTab: "Steht beim Anruf unter den früheren Anrufen, nur in diesem Tab.",
    progress: {
      saving: "Wird gespeichert",
      saved: "Gespeichert",
      failed: "Nicht gespeichert. Prüfen Sie die Verbindung.",
    },
  },

  past: {
    title: "Frühere Anrufe",
    none: "Hier stehen Anrufe, die Sie annehmen, starten oder verpassen.",
    incoming: "Eingehend",
    outgoing: "Ausgehend",
    talkedFor: (duration) => `Dauer: ${duration}`,
    outcomes: {
      talked: "Gesprochen",
      "nobody-joined": "Niemand kam dazu",
      failed: "Keine Verbindung",
      rejected: "Von Ihnen abgelehnt",
      taken: "Von anderen angenommen",
      "taken-by-you": "Von Ihnen anderswo angenommen",
      left: "Vor einer Antwort gegangen",
    },
    addNote: "Notiz hinzufügen",
    editNote: "Notiz bearbeiten",
    older: "Ältere Anrufe zeigen",
    loading: "Wird geladen",
    failed: "Frühere Anrufe konnten nicht geladen werden.",
  },

  errors: {
    unforeseen: "Etwas Unvorhergesehenes ist passiert. Laden Sie die Seite neu und versuchen Sie es erneut.",
    byCode: {
      "sign-in": {
        AGENT_NOT_AUTHENTICATED:
          "Die Plattform hat diese Zugangsdaten abgelehnt. Prüfen Sie API-Schlüssel und externe ID und melden Sie sich erneut an.",
        OPERATION_TIMEOUT:
          "Die Plattform hat nicht geantwortet. Prüfen Sie die Verbindung und melden Sie sich erneut an.",
        VE_UNHANDLED_ERROR:
          "Die Plattform war nicht zu erreichen. Prüfen Sie die Verbindung und melden Sie sich erneut an.",
      },
      queue: {
        OPERATION_TIMEOUT:
          "Die Plattform hat es nicht bestätigt. Es hat sich nichts geändert; versuchen Sie es erneut.",
        AGENT_NOT_AUTHENTICATED: "Ihre Anmeldung ist abgelaufen. Melden Sie sich ab und wieder an.",
      },
      accept: {
        SESSION_ACCEPTED_BY_ANOTHER_AGENT:
          "Jemand anderes war schneller und spricht nun mit diesem Besucher.",
        SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE:
          "Sie haben diesen Anruf in einem anderen Tab oder auf einem anderen Gerät angenommen.",
        VISITOR_HAS_LEFT_SESSION: "Der Besucher ist gegangen, bevor die Verbindung stand.",
        CALL_ALREADY_FINISHED: "Dieser Anruf ist schon vorbei.",
        SESSION_ALREADY_ACTIVE: "Beenden Sie zuerst den laufenden Anruf.",
        SESSION_FAILED_TO_START:
          "Der Anruf kam nicht zustande. Wenn der Anruf noch klingelt, nehmen Sie ihn erneut an.",
        OPERATION_TIMEOUT:
          "Das Bild kam nicht innerhalb von zwei Minuten. Wenn der Anruf noch klingelt, nehmen Sie ihn erneut an.",
      },
      call: {
        AGENT_NOT_AUTHENTICATED:
          "Die Plattform hat diese Zugangsdaten abgelehnt. Melden Sie sich ab und wieder an.",
        CALL_ALREADY_FINISHED:
          "Diese Interaktion ist unbekannt oder schon vorbei. Starten Sie einen neuen Anruf.",
        SESSION_FAILED_TO_START: "Der Anruf kam nicht zustande. Versuchen Sie es erneut.",
        WIDGET_IFRAME_LOAD_FAILED:
          "Die Seite des Anrufs konnte nicht geladen werden. Prüfen Sie die Verbindung und versuchen Sie es erneut.",
        OPERATION_TIMEOUT: "Der Anruf kam nicht rechtzeitig zustande. Versuchen Sie es erneut.",
      },
    },
  },
};
