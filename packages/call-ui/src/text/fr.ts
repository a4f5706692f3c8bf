import type { Messages, Problems } from "./messages.ts";

/** @param device with its possessive: "votre caméra" · @param access with "à": "à la caméra" · @param none "Aucune caméra détectée" */
const problemsOf = (device: string, access: string, none: string): Problems => ({
  denied: `L’accès ${access} est bloqué pour cette page.`,
  "denied-by-system": `Les réglages de votre appareil ne laissent pas le navigateur utiliser ${device}. Autorisez-le, puis réessayez.`,
  dismissed: `La demande d’autorisation pour ${device} a été fermée. Relancez-la et choisissez « Autoriser ».`,
  missing: `${none}. Branchez un appareil, il sera utilisé aussitôt.`,
  busy: `Un autre programme utilise ${device}. Fermez-le, puis réessayez.`,
  unplugged: `L’appareil a été débranché : ${device}. Rebranchez-le, il sera utilisé aussitôt.`,
  insecure: `Cette page n’a pas été ouverte par https, le navigateur bloque donc ${device}. Demandez un lien qui commence par https.`,
  "in-app": `Le navigateur de cette application ne peut pas utiliser ${device}. Ouvrez le lien dans Safari ou Chrome.`,
  "not-allowed-here": `La page qui contient celle-ci n’autorise pas l’accès ${access}.`,
  failed: `Impossible de démarrer ${device}. Réessayez, ou choisissez un autre appareil.`,
});

export const fr: Messages = {
  language: "fr",
  direction: "ltr",
  pageTitle: "Appel vidéo",
  visitor: "Visiteur",
  agent: "Votre agent",
  you: "Vous",

  starting: {
    signingIn: "Connexion en cours",
    loading: "Ouverture de votre appel",
  },
  tryAgain: "Réessayer",
  close: "Fermer",

  controls: {
    bar: "Commandes de l’appel",
    mute: "Couper le micro",
    muteNow: "Couper votre micro",
    unmuteNow: "Réactiver votre micro",
    cameraOff: "Éteindre la caméra",
    cameraOffNow: "Éteindre votre caméra",
    cameraOnNow: "Allumer votre caméra",
    share: "Partager l’écran",
    stopSharing: "Arrêter le partage",
    chat: "Messages",
    chatUnread: (count) => (count === 1 ? "Messages, 1 nouveau" : `Messages, ${count} nouveaux`),
    more: "Plus",
    hangUp: "Raccrocher",
    pictureInPicture: "Image dans l’image",
    fullScreen: "Plein écran",
    leaveFullScreen: "Quitter le plein écran",
    soundOn: "Activer le son",
  },

  devices: {
    title: "Appareils",
    microphone: "Micro",
    camera: "Caméra",
    speaker: "Haut-parleur",
    standard: "Par défaut",
    numbered: (kind, number) => `${kind} ${number}`,
    level: "Niveau du micro",
    tryAgain: "Réessayer",
    askAgain: "Relancer la demande",
    flip: "Changer de caméra",
    testSpeaker: "Tester le haut-parleur",
    testing: "Lecture d’un son",
    choiceFailed: "Impossible d’utiliser cet appareil. Le précédent reste actif.",
    speakerRefused: "Impossible d’utiliser ce haut-parleur. Le précédent reste actif.",
  },

  lobby: {
    invites: (agent) => `${agent} vous invite à un appel vidéo`,
    withCompany: (company) => `Appel vidéo avec ${company}`,
    plain: "Votre appel vidéo",
    check: "Vérifiez votre image et votre son, puis rejoignez l’appel.",
    yourName: "Votre nom",
    optional: "facultatif",
    connectionReady: "Votre connexion est prête.",
    connectionChecking: "Vérification de votre connexion.",
    pin: "Code PIN",
    pinHint: "Saisissez les six chiffres que l’on vous a donnés.",
    pinMissing: "Saisissez les six chiffres du code PIN.",
    pinWrong: (left) =>
      left === null
        ? "Ce n’est pas le bon code. Vérifiez les chiffres et réessayez."
        : left === 1
          ? "Ce n’est pas le bon code. Il vous reste un essai."
          : `Ce n’est pas le bon code. Il vous reste ${left} essais.`,
    pinLocked: (minutes) =>
      `Trop d’essais. Vous pourrez réessayer dans ${minutes === 1 ? "une minute" : `${minutes} minutes`}.`,
    consent: "J’accepte que cet appel soit enregistré.",
    consentRequired: "Pour rejoindre cet appel, acceptez l’enregistrement.",
    join: "Rejoindre l’appel",
    joining: "Connexion",
    allowAbove: "Votre navigateur demande l’accès à la caméra et au micro. Choisissez « Autoriser ».",
    failed: "Impossible de rejoindre l’appel. Vérifiez votre connexion et réessayez.",
    privacy: "Personne ne vous voit ni ne vous entend avant que vous rejoigniez l’appel.",
    tooOften: "Trop d’essais. Attendez une minute, puis réessayez.",
  },

  ownPicture: {
    label: "Votre image",
    moveHint: "Faites-la glisser, ou utilisez les flèches, pour la placer dans un autre coin.",
    cameraIsOff: "Votre caméra est éteinte",
    opening: "Ouverture de votre caméra",
    muted: "Micro coupé",
  },

  problems: {
    camera: problemsOf("votre caméra", "à la caméra", "Aucune caméra détectée"),
    microphone: problemsOf("votre micro", "au micro", "Aucun micro détecté"),
    both: problemsOf(
      "votre caméra et votre micro",
      "à la caméra et au micro",
      "Aucune caméra et aucun micro détectés",
    ),
    allowIn: {
      ios: "Ouvrez les Réglages de votre appareil, choisissez ce navigateur, activez Appareil photo et Micro, puis rechargez la page.",
      iosSafari:
        "Touchez le menu de la page dans la barre d’adresse, choisissez « Réglages du site web », autorisez les deux et rechargez la page.",
      chromium: "Cliquez sur l’icône à gauche de l’adresse, autorisez les deux et rechargez la page.",
      firefox: "Cliquez sur le symbole barré près de l’adresse pour lever le blocage, puis réessayez.",
      safari:
        "Choisissez Réglages pour ce site web dans le menu de la barre d’adresse, autorisez les deux et rechargez la page.",
    },
    goOn: "Vous pouvez aussi rejoindre l’appel avec le son seul.",
    goOnWithoutMicrophone:
      "Vous pouvez aussi rejoindre l’appel sans micro, pour seulement regarder et écouter.",
    goOnMuted: "Vous pouvez aussi rejoindre l’appel sans, pour seulement écouter et regarder.",
    copyAddress: "Copier l’adresse",
  },

  waiting: {
    title: "En attente d’un agent",
    since: "Vous attendez depuis",
    ifNobody: (minutes) =>
      `Si personne ne répond d’ici ${minutes === 1 ? "une minute" : `${minutes} minutes`}, nous vous le dirons ici.`,
    keepOpen:
      "Laissez cette page ouverte. Vous pouvez faire autre chose en attendant : elle sonne quand votre appel commence.",
    agentAway: (name) => (name === null ? "En attente de votre agent" : `En attente de ${name}`),
    agentAwayText: "L’appel commence automatiquement dès son retour. Vous n’avez rien à faire.",
    connecting: (name) => (name === null ? "Mise en relation" : `Mise en relation avec ${name}`),
    reconnecting: "Reconnexion en cours pour garder votre place.",
    leave: "Quitter",
    calling: "Nous appelons tous les agents disponibles. Votre appel commence dès que l’un d’eux répond.",
    keepInFront:
      "Gardez cette page au premier plan. L’écran reste allumé. Si vous changez d’application, revenez en moins d’une minute pour garder votre place.",
    notify: "M’avertir quand l’appel commence",
    willNotify: "Vous recevrez une notification quand l’appel commencera.",
  },

  attention: {
    agentIsHere: (name) => (name === null ? "Votre appel commence" : `${name} vous attend`),
    visitorIsHere: (name) => (name === null ? "Votre visiteur est là" : `${name} vous attend`),
  },

  invite: {
    title: "Invitez votre visiteur",
    titleFor: (visitor) => `Inviter ${visitor}`,
    text: "Envoyez ce lien. L’appel commence dès que votre visiteur l’ouvre et rejoint l’appel.",
    link: "Lien pour votre visiteur",
    copy: "Copier le lien",
    copied: "Copié",
    copyFailed: "Sélectionnez le lien et copiez-le",
    share: "Partager",
    shareText: "Rejoignez-moi en appel vidéo :",
    qr: "Code QR du lien",
    qrText: "Ou à scanner avec un téléphone",
    pin: "Code PIN",
    pinAsked: "Votre visiteur devra le saisir. Dictez-le.",
    pinPlain: "Demandez-le à votre visiteur pour vérifier qui appelle.",
    nobodyYet: "Personne n’a encore ouvert le lien",
    opened: (name) =>
      name === null
        ? "Votre visiteur a ouvert le lien et vérifie sa caméra"
        : `${name} a ouvert le lien et vérifie sa caméra`,
    connecting: (name) => (name === null ? "Mise en relation" : `Mise en relation avec ${name}`),
    left: "Votre visiteur a fermé la page. Le lien fonctionne toujours.",
    localhost:
      "Ce lien contient localhost : il ne s’ouvre que sur cet ordinateur, pas sur celui de votre visiteur.",
  },

  call: {
    with: (name) => (name === null ? "Appel vidéo" : `Appel avec ${name}`),
    duration: "Durée",
    cameraIsOff: (name) => (name === null ? "La caméra est éteinte" : `Caméra éteinte : ${name}`),
    isMuted: (name) =>
      name === null ? "Le micro de votre interlocuteur est coupé" : `Micro coupé : ${name}`,
    isSharing: (name) =>
      name === null ? "Votre interlocuteur partage un écran" : `${name} partage un écran`,
    youAreSharing: "Vous partagez votre écran",
    connecting: (name) => (name === null ? "Mise en relation" : `Mise en relation avec ${name}`),
    reconnecting: "Reconnexion en cours. L’image et le son peuvent manquer un instant.",
    reconnectingMedia: "L’image et le son se sont interrompus. Reconnexion en cours.",
    offline: "Reconnexion en cours. Votre interlocuteur vous voit et vous entend toujours.",
    away: (name) =>
      name === null ? "Votre interlocuteur a perdu la connexion." : `${name} a perdu la connexion.`,
    awayText: "Restez ici. L’appel reprendra à son retour.",
    soundBlocked: "Votre navigateur bloque le son.",
    peerScreen: (name) => (name === null ? "Écran partagé" : `Écran : ${name}`),
    peerPicture: (name) => (name === null ? "Vidéo de votre interlocuteur" : `Vidéo : ${name}`),
    quality: {
      good: "La connexion est bonne",
      ownWeak: "Votre connexion est faible",
      peerWeak: (name) =>
        name === null ? "La connexion de votre interlocuteur est faible" : `Connexion faible : ${name}`,
      bothWeak: "La connexion est faible",
      slow: "La connexion est lente. Faites une petite pause après avoir parlé.",
    },
    waitingMore: (seconds) => `Nous attendons encore ${seconds} ${seconds <= 1 ? "seconde" : "secondes"}.`,
    speaksMuted: "Votre micro est coupé.",
    microphoneSilenced: "Votre appareil ou votre casque a coupé votre micro.",
    cameraBlocked:
      "Votre caméra ne donne pas d’image. Vérifiez son cache, son interrupteur et les autres applications.",
    zoomIn: "Agrandir",
    zoomOut: "Tout afficher",
    screenProblems: {
      "denied-by-system":
        "Votre système ne laisse pas le navigateur partager l’écran. Autorisez l’enregistrement de l’écran dans ses réglages.",
      "not-allowed-here": "La page qui contient celle-ci n’autorise pas le partage d’écran.",
      "needs-gesture": "Pour partager votre écran, appuyez sur le bouton dans l’appel.",
      failed: "Impossible de partager l’écran. Réessayez, ou choisissez une autre fenêtre.",
    },
  },

  trouble: {
    unreachable: "Vos deux appareils n’arrivent pas encore à se joindre.",
    causes: {
      "no-relay":
        "Les réseaux entre vous ne permettent pas de connexion directe. Essayez un autre réseau, par exemple les données mobiles.",
      "udp-blocked":
        "Un pare-feu ou un VPN bloque sans doute les appels vidéo. Désactivez votre VPN ou essayez un autre réseau.",
      "relay-unreachable": "Le service d’appels vidéo ne répond pas. Nous continuons d’essayer.",
      unknown:
        "L’un des deux réseaux bloque sans doute les appels vidéo. Désactivez votre VPN ou essayez un autre réseau.",
    },
    chatMeanwhile: "En attendant, vous pouvez utiliser les messages.",
    websocketsBlocked:
      "Votre réseau laisse passer les pages mais bloque les connexions en direct. Désactivez votre VPN ou votre proxy, ou essayez un autre réseau.",
    platformUnreachable:
      "Le service est injoignable. Vérifiez votre connexion Internet. Nous continuons d’essayer.",
    ownPicturePaused:
      "Votre vidéo est en pause pour que le son reste clair. Elle reviendra quand la connexion sera meilleure.",
    peerPicturePaused: (name) =>
      `La vidéo${name === null ? "" : ` de ${name}`} est en pause pour que le son reste clair.`,
  },

  chat: {
    title: "Messages",
    empty: "Les messages ne sont pas conservés après l’appel.",
    write: "Écrire un message",
    send: "Envoyer",
    notDelivered: "Pas encore remis",
    nobodyReads: (name) =>
      name === null
        ? "Il n’y a encore personne pour vous lire. Vos messages seront remis dès que quelqu’un sera là."
        : `${name} n’est pas là pour le moment. Vos messages lui seront remis dès son arrivée.`,
    full: "Vous pourrez continuer à écrire dès que ces messages seront remis.",
    undelivered: "Certains de vos messages n’ont pas été remis.",
    close: "Fermer les messages",
  },

  ended: {
    byYou: "Vous avez mis fin à l’appel",
    byOther: (name) =>
      name === null ? "Votre interlocuteur a mis fin à l’appel" : `${name} a mis fin à l’appel`,
    lost: "La connexion a été perdue",
    lostText: "L’un des participants a été déconnecté plus de 30 secondes, l’appel a donc pris fin.",
    timeout: "Personne n’était disponible",
    visitorLeft: "Votre visiteur est parti avant le début de l’appel",
    abandoned: "Personne n’a ouvert le lien",
    plain: "L’appel est terminé",
    took: (duration) => `L’appel a duré ${duration}.`,
    notConnected: "Vous n’avez pas été mis en relation.",
    visitorNext: "Vous pouvez fermer cette page.",
    agentNext: "Vous pouvez fermer cette fenêtre ou commencer l’appel suivant.",
    takenOver: "L’appel continue dans une autre fenêtre",
    takenOverText: "Vous l’y avez ouvert. Ici, votre caméra et votre micro sont éteints.",
    continueHere: "Continuer ici",
    refused: "Cette page a perdu sa place dans l’appel",
    refusedText: "Vous pouvez essayer de revenir.",
    timeoutText: "Réessayez dans quelques minutes.",
    askAgain: "Redemander un appel",
    askFailed: "Cela n’a pas fonctionné. Vérifiez votre connexion et réessayez.",
  },

  gone: {
    notFound: "Ce lien ne mène à aucun appel",
    notFoundText: "Vérifiez que l’adresse est complète, ou demandez un nouveau lien.",
    ended: "Cet appel est terminé",
    endedText: "Un lien vaut pour un appel. Demandez-en un nouveau pour vous reparler.",
    full: "Cet appel est ouvert dans une autre fenêtre",
    fullText:
      "Quelqu’un a déjà rejoint l’appel avec ce lien. Si c’est vous, vous pouvez déplacer l’appel ici.",
    fullElsewhereText:
      "Quelqu’un a déjà rejoint l’appel avec ce lien. Si c’est vous, revenez à la fenêtre où vous l’avez rejoint.",
    takeOver: "Reprendre l’appel ici",
    unreachable: "Impossible d’ouvrir l’appel",
    unreachableText: "Le service est injoignable. Vérifiez votre connexion, puis réessayez.",
    rateLimited: "Trop d’essais",
    rateLimitedText: "Attendez une minute, puis réessayez.",
    unsupported: "Ce navigateur ne permet pas les appels vidéo",
    unsupportedText:
      "Ouvrez le lien dans Chrome, Edge, Firefox ou Safari. Sur un iPhone en mode Isolement, autorisez d’abord ce site.",
  },

  widget: {
    notAuthenticated: "Impossible de vous connecter",
    notAuthenticatedText:
      "La clé ou le jeton de cette page n’est plus valable. Adressez-vous à la personne qui gère l’application.",
    claimedElsewhere: "Un agent a déjà répondu à cet appel",
    claimedElsewhereText: "Un autre agent, ou vous-même dans une autre fenêtre.",
    failed: "Impossible d’ouvrir l’appel",
    failedText: "Fermez cette fenêtre et recommencez l’appel.",
    unsupportedText: "Utilisez une version récente de Chrome, Edge, Firefox ou Safari.",
    signIn: "Connectez-vous pour répondre à cet appel",
    signInText: "Avec la clé API de votre organisation et votre propre adresse.",
    apiKey: "Clé API",
    email: "Adresse e-mail",
    signInButton: "Se connecter",
    signInRefused: "Clé ou adresse inconnue. Vérifiez les deux et réessayez.",
    goneText: "Le visiteur n’est plus là. Vous pouvez fermer cette fenêtre.",
  },

  genesys: {
    title: "Connectez-vous pour commencer l’appel",
    text: "Utilisez votre compte Genesys Cloud. La connexion s’ouvre dans une nouvelle fenêtre.",
    button: "Se connecter avec Genesys Cloud",
    waiting: "Connectez-vous dans la nouvelle fenêtre. L’appel continue ensuite ici.",
    problems: {
      "popup-blocked":
        "Votre navigateur a bloqué la fenêtre de connexion. Autorisez les fenêtres pop-up pour cette page, puis réessayez.",
      "popup-closed": "Si la fenêtre de connexion est encore ouverte, continuez-y. Sinon, réessayez.",
      refused: "La connexion a été annulée ou refusée. Réessayez.",
      expired: "La connexion a pris trop de temps. Réessayez.",
      failed: "Genesys Cloud n’a pas répondu comme prévu. Réessayez.",
      "session-ended": "Votre dernière connexion n’est plus valable. Connectez-vous à nouveau.",
    },
    refusals: {
      "not-allowed":
        "Ce service vidéo n’est pas configuré pour votre région Genesys Cloud. Adressez-vous à votre administrateur.",
      "unknown-organization":
        "Votre organisation Genesys Cloud n’est pas autorisée à utiliser ce service vidéo. Adressez-vous à votre administrateur.",
      "agent-disabled": "Votre accès à ce service vidéo est désactivé. Adressez-vous à votre administrateur.",
    },
  },
};
