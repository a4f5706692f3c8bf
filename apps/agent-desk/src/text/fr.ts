import type { DeviceProblems, Messages } from "./messages.ts";

/** @param device with its possessive: "votre caméra" · @param access with "à": "à la caméra" · @param none "Aucune caméra détectée" */
const problemsOf = (device: string, access: string, none: string): DeviceProblems => ({
  denied: `L’accès ${access} est bloqué pour cette page. Cliquez sur l’icône à côté de l’adresse, autorisez l’accès, puis réessayez.`,
  "denied-by-system": `Les réglages de votre ordinateur ne laissent pas le navigateur utiliser ${device}. Autorisez-le, puis réessayez.`,
  missing: `${none}. Branchez un appareil, puis réessayez.`,
  busy: `Un autre programme utilise ${device}. Fermez-le, puis réessayez.`,
  failed: `Impossible de démarrer ${device}. Réessayez, ou choisissez un autre appareil.`,
  insecure: `Cette page n’est pas sécurisée, le navigateur bloque donc ${device}. Ouvrez le poste en https, ou sur l’ordinateur où il tourne.`,
});

export const fr: Messages = {
  language: "fr",
  direction: "ltr",
  deskName: "Poste d’agent",
  optional: "facultatif",
  dismiss: "Fermer ce message",
  cancel: "Annuler",
  done: "Terminé",
  tryAgain: "Réessayer",

  signIn: {
    lead: "Prenez les appels vidéo de votre site web et invitez-y vos visiteurs.",
    lookingForDemo: "Recherche d’une démo sur cette machine.",
    asDemo: "Se connecter comme agent de démo",
    demoHint: (email) =>
      `Un compte de démo existe sur cette machine. Vous vous connectez en tant que ${email}.`,
    asSomebodyElse: "Se connecter avec un autre compte",
    signIn: "Se connecter",
    signingIn: "Connexion en cours",
    email: "Votre e-mail",
    firstName: "Prénom",
    lastName: "Nom",
    apiKey: "Clé API",
    externalId: "Identifiant externe",
    externalIdHint:
      "Nécessaire pour prendre les appels de la file. Laissez-le vide pour seulement lancer des appels.",
    keptHint: (host) =>
      `Serveur : ${host}. Vos données restent dans cet onglet et sont effacées quand vous le fermez ou que vous vous déconnectez.`,
  },

  you: {
    region: "Vous",
    signOut: "Se déconnecter",
    startsCallsOnly:
      "Vous pouvez lancer des appels. Pour prendre ceux de la file, connectez-vous avec votre identifiant externe.",
    signOutTitle: "Terminer l’appel et se déconnecter ?",
    signOutText: "Vous êtes en appel. La déconnexion y met fin pour vous deux.",
    stay: "Rester en appel",
    endAndSignOut: "Terminer et se déconnecter",
  },

  queue: {
    switch: "Prendre les appels de la file",
    lost: "Connexion perdue",
    lostOnQueue: "Sans connexion, aucun appel ne sonne. Vous reviendrez automatiquement dans la file.",
    lostOffQueue: "Reconnexion automatique. Un appel en cours continue.",
    joining: "Entrée dans la file",
    leaving: "Sortie de la file",
    oneMoment: "Un instant.",
    off: "Hors de la file",
    offDetail: "Aucun appel ne sonne ici.",
    on: "Dans la file",
    onDetail: "Les appels des visiteurs sonnent ici.",
    onInCall: "Aucun autre appel ne sonne quand vous êtes en appel.",
    onInWrapUp: "Aucun appel ne sonne avant la fin du suivi.",
    readyFailed: "Le serveur ne l’a pas confirmé. Réessayez.",
  },

  settings: {
    title: "Réglages",
    sound: "Sonnerie",
    soundHint: "Retentit tant qu’un appel sonne.",
    volume: "Volume",
    ringOn: "Sonne sur",
    testRing: "Tester la sonnerie",
    shortcuts: "Raccourcis clavier",
    shortcutsHint:
      "A accepte, R refuse, U annule un refus, S coupe la sonnerie. Pendant l’appel, M coupe votre micro.",
    notifications: "Notifications",
    allowNotifications: "Autoriser les notifications",
    notificationsAre: {
      granted:
        "Activées. Vous recevez une notification quand un appel sonne et que cet onglet est en arrière-plan.",
      denied: "Bloquées. Autorisez-les pour cette page dans les paramètres du site du navigateur.",
      unsupported: "Ce navigateur ne prend pas en charge les notifications.",
    },
    language: "Langue",
    languageOfBrowser: "Langue du navigateur",
    checkDevices: "Vérifier caméra et micro",
  },

  devices: {
    camera: "Caméra",
    microphone: "Micro",
    speaker: "Haut-parleur",
    standard: "Par défaut",
    numbered: (kind, number) => `${kind} ${number}`,
    level: "Niveau du micro",
    testSpeaker: "Tester le haut-parleur",
    testing: "Lecture d’un son",
    choiceFailed: "Impossible d’utiliser cet appareil. Le précédent reste actif.",
    speakerRefused: "Impossible d’utiliser ce haut-parleur. Le précédent reste actif.",
  },

  check: {
    title: "Vérifiez votre caméra et votre micro",
    asking: "Votre navigateur demande l’accès à la caméra et au micro. Choisissez « Autoriser ».",
    noPicture: "Pas d’image",
    ownPicture: "Votre image",
    saySomething: "Dites quelque chose : les barres bougent quand votre micro vous entend.",
    goOn: "Entrer dans la file",
    goOnWithout: {
      camera: "Continuer sans caméra",
      microphone: "Continuer sans micro",
      both: "Continuer sans caméra ni micro",
    },
    problems: {
      camera: problemsOf("votre caméra", "à la caméra", "Aucune caméra détectée"),
      microphone: problemsOf("votre micro", "au micro", "Aucun micro détecté"),
      both: problemsOf(
        "votre caméra et votre micro",
        "à la caméra et au micro",
        "Ni caméra ni micro détectés",
      ),
    },
  },

  waiting: {
    title: "En attente",
    silence: "Couper la sonnerie",
    nobody:
      "Personne n’attend. Les demandes d’appel des visiteurs sonnent ici, avec ce que votre site sait d’eux.",
    keys: { accepts: "accepte", rejects: "refuse", silences: "coupe la sonnerie" },
    onlyOnQueue: "Les appels ne sonnent que chez les agents dans la file.",
    withoutConnection:
      "Sans connexion, aucun appel ne sonne. Les appels en attente sonneront dès son retour.",
    goOnQueue: "Entrez dans la file pour recevoir les appels de votre site.",
    notDuringCall:
      "Aucun autre appel ne sonne quand vous êtes en appel. Les appels en attente sonneront ensuite.",
    soundHeldBack: "Votre navigateur bloque la sonnerie jusqu’à un clic dans cette page.",
    soundMissing: "Ce navigateur n’émet aucun son : les appels sonnent en silence. Vérifiez la sortie audio.",
    turnSoundOn: "Activer le son",
    offerNotifications:
      "Recevoir une notification quand un appel sonne et que cet onglet est en arrière-plan ?",
    notNow: "Pas maintenant",
    accept: "Accepter",
    reject: "Refuser",
    rejected: (name) => (name === null ? "Appel refusé" : `Appel refusé : ${name}`),
    undo: "Annuler le refus",
    inQueue: (count) => `Dans la file : ${count}`,
    longestWait: (clock) => `Plus longue attente : ${clock}`,
    waitedFor: (duration) => `attend depuis ${duration}`,
    more: (count) => `${count} ${count === 1 ? "autre information" : "autres informations"}`,
    yes: "Oui",
    no: "Non",
    recording: "Enregistrement",
    consentGiven: "Accepté",
    noConsent: "Refusé",
  },

  ringing: {
    isCalling: (name) => `${name ?? "Un visiteur"} appelle`,
    severalRing: (count) => `${count} appels sonnent`,
    announce: (name, others, hasKeys) =>
      `${name ?? "Un visiteur"} appelle${others > 0 ? `, et ${others} ${others === 1 ? "autre" : "autres"}` : ""}.${
        hasKeys ? " A pour accepter, R pour refuser." : ""
      }`,
    notification: "Ouvrez le poste d’agent pour accepter ou refuser l’appel.",
    hasJoined: (name) => (name === null ? "Votre visiteur est là" : `${name} vous attend`),
  },

  call: {
    region: "L’appel",
    visitor: "Visiteur",
    customer: "Votre visiteur",
    phases: {
      opening: "Ouverture de l’appel",
      inviting: "Envoyez l’invitation ci-dessous. L’appel commence quand votre visiteur l’ouvre.",
      connecting: "Connexion en cours. Votre navigateur peut demander la caméra.",
      live: "En appel",
      over: "L’appel est terminé",
    },
    ending: "Fin de l’appel",
    inCallWith: (name) => (name === null ? "En appel" : `En appel avec ${name}`),
    end: "Raccrocher",
    cancel: "Annuler",
    endedByReload: (name) =>
      `${name === null ? "L’appel" : `L’appel avec ${name}`} a pris fin quand cette page a été rechargée.`,
  },

  start: {
    title: "Lancer un appel",
    lead: "Vous recevez un lien à envoyer. L’appel commence quand votre visiteur l’ouvre.",
    reference: "Référence client",
    referenceHint: "De votre CRM. Elle est enregistrée avec l’appel.",
    start: "Lancer un appel",
  },

  wrapUp: {
    title: "Suivi",
    talked: (name, duration) =>
      name === null
        ? `Vous avez parlé pendant ${duration}.`
        : `Vous avez parlé avec ${name} pendant ${duration}.`,
    nobodyRings: "Aucun appel ne sonne avant la fin de ce temps.",
    canRingAgain: "Les appels peuvent de nouveau sonner.",
    readyNow: "Reprendre les appels",
  },

  notes: {
    outcome: "Résultat",
    noOutcome: "Non indiqué",
    outcomes: {
      resolved: "Résolu",
      "follow-up": "À relancer",
      unresolved: "Non résolu",
      "wrong-contact": "Mauvais interlocuteur",
    },
    note: "Note",
    hint: "Enregistrée avec l’appel. Vous la retrouvez dans les appels passés, sur tous vos appareils.",
    hintInTab: "Conservée dans cet onglet seulement.",
    progress: {
      saving: "Enregistrement en cours",
      saved: "Enregistré",
      failed: "Non enregistré. Vérifiez la connexion.",
    },
  },

  past: {
    title: "Appels passés",
    none: "Les appels que vous prenez, lancez ou manquez apparaissent ici.",
    incoming: "Entrant",
    outgoing: "Sortant",
    talkedFor: (duration) => `pendant ${duration}`,
    outcomes: {
      talked: "Conversation",
      "nobody-joined": "Personne n’a rejoint l’appel",
      failed: "Connexion impossible",
      rejected: "Refusé par vous",
      taken: "Pris par un autre agent",
      "taken-by-you": "Pris par vous ailleurs",
      left: "A raccroché avant la réponse",
    },
    addNote: "Ajouter une note",
    editNote: "Modifier la note",
    older: "Afficher les appels plus anciens",
    loading: "Chargement",
    failed: "Les appels précédents n’ont pas pu être chargés.",
  },

  errors: {
    unforeseen: "Une erreur inattendue s’est produite. Rechargez la page, puis réessayez.",
    byCause: {
      "no-relay":
        "Les réseaux entre vous ne permettent pas de connexion directe. Essayez un autre réseau, par exemple les données mobiles.",
      "udp-blocked":
        "Un pare-feu ou un VPN bloque sans doute les appels vidéo. Désactivez votre VPN ou essayez un autre réseau.",
      "relay-unreachable": "Le service d’appels vidéo ne répond pas.",
      unknown:
        "L’un des deux réseaux bloque sans doute les appels vidéo. Désactivez votre VPN ou essayez un autre réseau.",
      "websockets-blocked":
        "Votre réseau laisse passer les pages mais bloque les connexions en direct. Désactivez votre VPN ou votre proxy, ou essayez un autre réseau.",
      "platform-unreachable": "Le service est injoignable. Vérifiez votre connexion Internet.",
    },
    byCode: {
      "sign-in": {
        AGENT_NOT_AUTHENTICATED:
          "La clé API ou l’identifiant externe est incorrect. Vérifiez les deux, puis reconnectez-vous.",
        OPERATION_TIMEOUT: "Le serveur n’a pas répondu. Vérifiez la connexion, puis reconnectez-vous.",
        VE_UNHANDLED_ERROR: "Le serveur est injoignable. Vérifiez la connexion, puis reconnectez-vous.",
      },
      queue: {
        OPERATION_TIMEOUT: "Le serveur ne l’a pas confirmé. Rien n’a changé. Réessayez.",
        AGENT_NOT_AUTHENTICATED: "Votre session a expiré. Déconnectez-vous, puis reconnectez-vous.",
      },
      accept: {
        SESSION_ACCEPTED_BY_ANOTHER_AGENT: "Un autre agent a répondu le premier à cet appel.",
        SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE:
          "Vous avez pris cet appel dans un autre onglet ou sur un autre appareil.",
        VISITOR_HAS_LEFT_SESSION: "Le visiteur est parti avant la mise en relation.",
        CALL_ALREADY_FINISHED: "Cet appel est déjà terminé.",
        SESSION_ALREADY_ACTIVE: "Terminez d’abord l’appel en cours.",
        SESSION_FAILED_TO_START: "L’appel n’a pas abouti. S’il sonne encore, acceptez-le de nouveau.",
        OPERATION_TIMEOUT:
          "L’image n’est pas arrivée en deux minutes. Si l’appel sonne encore, acceptez-le de nouveau.",
      },
      call: {
        AGENT_NOT_AUTHENTICATED:
          "Le serveur a refusé votre connexion. Déconnectez-vous, puis reconnectez-vous.",
        CALL_ALREADY_FINISHED: "Cet appel n’existe plus. Lancez un nouvel appel.",
        SESSION_FAILED_TO_START: "L’appel n’a pas abouti. Réessayez.",
        WIDGET_IFRAME_LOAD_FAILED:
          "La page de l’appel n’a pas pu être chargée. Vérifiez la connexion, puis réessayez.",
        OPERATION_TIMEOUT: "L’appel n’a pas abouti à temps. Réessayez.",
      },
    },
  },
};
