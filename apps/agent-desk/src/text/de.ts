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
  optional: "optional",
  dismiss: "Meldung schließen",
  cancel: "Abbrechen",
  done: "Fertig",
  tryAgain: "Erneut versuchen",

  signIn: {
    lead: "Nehmen Sie Videoanrufe von Ihrer Website an und laden Sie Besucher dazu ein.",
    lookingForDemo: "Suche nach einer Demo auf diesem Rechner",
    asDemo: "Als Demo-Mitarbeiter anmelden",
    demoHint: (email) => `Auf diesem Rechner gibt es ein Demo-Konto. Sie melden sich als ${email} an.`,
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
      `Server: ${host}. Ihre Eingaben bleiben in diesem Tab und werden gelöscht, wenn Sie ihn schließen oder sich abmelden.`,
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
    lostOnQueue: "Ohne Verbindung klingeln keine Anrufe. Sie kommen automatisch zurück in die Warteschlange.",
    lostOffQueue: "Die Verbindung wird automatisch wiederhergestellt. Ein laufender Anruf geht weiter.",
    joining: "Betreten der Warteschlange",
    leaving: "Verlassen der Warteschlange",
    oneMoment: "Einen Moment.",
    off: "Nicht in der Warteschlange",
    offDetail: "Hier klingeln keine Anrufe.",
    on: "In der Warteschlange",
    onDetail: "Anrufe von Besuchern klingeln hier.",
    onInCall: "Während eines Anrufs klingeln keine weiteren.",
    onInWrapUp: "Bis zum Ende der Nachbearbeitung klingeln keine Anrufe.",
    readyFailed: "Der Server hat das nicht bestätigt. Versuchen Sie es erneut.",
  },

  settings: {
    title: "Einstellungen",
    sound: "Klingelton",
    soundHint: "Ertönt, solange ein Anruf klingelt.",
    volume: "Lautstärke",
    ringOn: "Ausgabegerät",
    testRing: "Klingelton testen",
    shortcuts: "Tastenkürzel",
    shortcutsHint:
      "A nimmt an, R lehnt ab, U macht das Ablehnen rückgängig, S stellt den Klingelton ab. Im Anruf schaltet M Ihr Mikrofon stumm.",
    notifications: "Benachrichtigungen",
    allowNotifications: "Benachrichtigungen erlauben",
    notificationsAre: {
      granted:
        "Ein. Sie erhalten eine Benachrichtigung, wenn ein Anruf klingelt und dieser Tab im Hintergrund ist.",
      denied:
        "Blockiert. Erlauben Sie Benachrichtigungen für diese Seite in den Website-Einstellungen des Browsers.",
      unsupported: "Dieser Browser unterstützt keine Benachrichtigungen.",
    },
    language: "Sprache",
    languageOfBrowser: "Sprache des Browsers",
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
    asking: "Ihr Browser fragt nach Kamera und Mikrofon. Wählen Sie „Zulassen“.",
    noPicture: "Kein Bild",
    ownPicture: "Ihr Bild",
    saySomething: "Sagen Sie etwas: Die Balken bewegen sich, wenn Ihr Mikrofon Sie hört.",
    goOn: "In die Warteschlange gehen",
    goOnWithout: {
      camera: "Ohne Kamera fortfahren",
      microphone: "Ohne Mikrofon fortfahren",
      both: "Ohne Kamera und Mikrofon fortfahren",
    },
    problems: {
      camera: problemsOf("die Kamera", "Es wurde keine Kamera"),
      microphone: problemsOf("das Mikrofon", "Es wurde kein Mikrofon"),
      both: problemsOf("Kamera und Mikrofon", "Es wurden weder Kamera noch Mikrofon"),
    },
  },

  waiting: {
    title: "Wartende",
    silence: "Stummschalten",
    nobody:
      "Niemand wartet. Bittet jemand um einen Anruf, klingelt er hier, zusammen mit dem, was Ihre Website über die Person weiß.",
    keys: { accepts: "nimmt an", rejects: "lehnt ab", silences: "schaltet stumm" },
    onlyOnQueue: "Anrufe klingeln nur bei Mitarbeitern in der Warteschlange.",
    withoutConnection:
      "Ohne Verbindung klingeln keine Anrufe. Wartende Anrufe klingeln, sobald die Verbindung wieder da ist.",
    goOnQueue: "Gehen Sie in die Warteschlange, um Anrufe von Ihrer Website zu erhalten.",
    notDuringCall: "Während eines Anrufs klingeln keine weiteren. Wartende Anrufe klingeln danach.",
    soundHeldBack: "Ihr Browser blockiert den Klingelton, bis Sie in diese Seite klicken.",
    soundMissing: "Dieser Browser gibt keinen Ton aus. Anrufe klingeln lautlos. Prüfen Sie die Tonausgabe.",
    turnSoundOn: "Ton einschalten",
    offerNotifications: "Benachrichtigung bei Anrufen, wenn dieser Tab im Hintergrund ist?",
    notNow: "Jetzt nicht",
    accept: "Annehmen",
    reject: "Ablehnen",
    rejected: (name) => (name === null ? "Anruf abgelehnt" : `Abgelehnt: ${name}`),
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
    isCalling: (name) => `${name ?? "Ein Besucher"} ruft an`,
    severalRing: (count) => `${count} Anrufe klingeln`,
    announce: (name, others, hasKeys) => {
      const more = others === 1 ? "eine weitere Person" : `${others} weitere Personen`;
      return `${name ?? "Ein Besucher"} ruft an${others > 0 ? `, außerdem ${more}` : ""}.${
        hasKeys ? " A nimmt an, R lehnt ab." : ""
      }`;
    },
    notification: "Öffnen Sie den Arbeitsplatz, um den Anruf anzunehmen oder abzulehnen.",
    hasJoined: (name) => `${name ?? "Ihr Besucher"} ist da`,
  },

  call: {
    region: "Der Anruf",
    visitor: "Besucher",
    customer: "Ihr Besucher",
    phases: {
      opening: "Der Anruf wird geöffnet",
      inviting: "Senden Sie die Einladung unten. Der Anruf beginnt, wenn Ihr Besucher sie öffnet.",
      connecting: "Verbindung wird aufgebaut. Ihr Browser fragt möglicherweise nach der Kamera.",
      live: "Im Anruf",
      over: "Der Anruf ist zu Ende",
    },
    ending: "Der Anruf wird beendet",
    inCallWith: (name) => (name === null ? "Im Anruf" : `Im Anruf mit ${name}`),
    end: "Auflegen",
    cancel: "Abbrechen",
    endedByReload: (name) =>
      `${name === null ? "Der Anruf" : `Der Anruf mit ${name}`} endete, als diese Seite neu geladen wurde.`,
  },

  start: {
    title: "Anruf starten",
    lead: "Sie erhalten einen Link zum Versenden. Der Anruf beginnt, wenn Ihr Besucher ihn öffnet.",
    reference: "Kundenreferenz",
    referenceHint: "Aus Ihrem CRM. Sie wird mit dem Anruf gespeichert.",
    start: "Anruf starten",
  },

  wrapUp: {
    title: "Nachbearbeitung",
    talked: (name, duration) =>
      `${name === null ? "Ihr Anruf" : `Ihr Anruf mit ${name}`} dauerte ${duration}.`,
    nobodyRings: "Bis zum Ende der Zeit klingeln keine Anrufe.",
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
    hintInTab: "Wird nur in diesem Tab gespeichert.",
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
      "nobody-joined": "Niemand hat teilgenommen",
      failed: "Keine Verbindung",
      rejected: "Von Ihnen abgelehnt",
      taken: "Von jemand anderem angenommen",
      "taken-by-you": "Von Ihnen anderswo angenommen",
      left: "Hat vorher aufgelegt",
    },
    addNote: "Notiz hinzufügen",
    editNote: "Notiz bearbeiten",
    older: "Ältere Anrufe zeigen",
    loading: "Wird geladen",
    failed: "Frühere Anrufe konnten nicht geladen werden.",
  },

  errors: {
    unforeseen:
      "Ein unerwarteter Fehler ist aufgetreten. Laden Sie die Seite neu und versuchen Sie es erneut.",
    byCause: {
      "no-relay":
        "Die Netze dazwischen lassen keine direkte Verbindung zu. Versuchen Sie es in einem anderen Netz, zum Beispiel über mobile Daten.",
      "udp-blocked":
        "Wahrscheinlich blockiert eine Firewall oder ein VPN Videoanrufe. Schalten Sie das VPN aus oder wechseln Sie das Netz.",
      "relay-unreachable": "Der Dienst für Videoanrufe antwortet nicht.",
      unknown:
        "Wahrscheinlich blockiert eines der beiden Netze Videoanrufe. Schalten Sie das VPN aus oder wechseln Sie das Netz.",
      "websockets-blocked":
        "Ihr Netz blockiert Live-Verbindungen. Schalten Sie VPN oder Proxy aus oder wechseln Sie das Netz.",
      "platform-unreachable": "Der Dienst ist nicht erreichbar. Prüfen Sie Ihre Internetverbindung.",
    },
    byCode: {
      "sign-in": {
        AGENT_NOT_AUTHENTICATED:
          "Der API-Schlüssel oder die externe ID ist falsch. Prüfen Sie beides und melden Sie sich erneut an.",
        OPERATION_TIMEOUT:
          "Der Server hat nicht geantwortet. Prüfen Sie die Verbindung und melden Sie sich erneut an.",
        VE_UNHANDLED_ERROR:
          "Der Server war nicht erreichbar. Prüfen Sie die Verbindung und melden Sie sich erneut an.",
      },
      queue: {
        OPERATION_TIMEOUT:
          "Der Server hat das nicht bestätigt. Es hat sich nichts geändert. Versuchen Sie es erneut.",
        AGENT_NOT_AUTHENTICATED: "Ihre Anmeldung ist abgelaufen. Melden Sie sich ab und wieder an.",
      },
      accept: {
        SESSION_ACCEPTED_BY_ANOTHER_AGENT: "Jemand anderes hat diesen Anruf zuerst angenommen.",
        SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE:
          "Sie haben diesen Anruf in einem anderen Tab oder auf einem anderen Gerät angenommen.",
        VISITOR_HAS_LEFT_SESSION: "Der Besucher ist gegangen, bevor die Verbindung stand.",
        CALL_ALREADY_FINISHED: "Dieser Anruf ist schon vorbei.",
        SESSION_ALREADY_ACTIVE: "Beenden Sie zuerst den laufenden Anruf.",
        SESSION_FAILED_TO_START:
          "Der Anruf kam nicht zustande. Wenn er noch klingelt, nehmen Sie ihn erneut an.",
        OPERATION_TIMEOUT:
          "Das Bild kam nicht innerhalb von zwei Minuten. Wenn der Anruf noch klingelt, nehmen Sie ihn erneut an.",
      },
      call: {
        AGENT_NOT_AUTHENTICATED: "Der Server hat Ihre Anmeldung abgelehnt. Melden Sie sich ab und wieder an.",
        CALL_ALREADY_FINISHED: "Diesen Anruf gibt es nicht mehr. Starten Sie einen neuen Anruf.",
        SESSION_FAILED_TO_START: "Der Anruf kam nicht zustande. Versuchen Sie es erneut.",
        WIDGET_IFRAME_LOAD_FAILED:
          "Die Seite des Anrufs konnte nicht geladen werden. Prüfen Sie die Verbindung und versuchen Sie es erneut.",
        OPERATION_TIMEOUT: "Der Anruf kam nicht rechtzeitig zustande. Versuchen Sie es erneut.",
      },
    },
  },
};
