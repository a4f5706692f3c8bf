import type { Messages, Problems } from "./messages.ts";

const problemsOf = (device: string): Problems => ({
  denied: `Le navigateur n'a pas le droit de donner accès à ${device} à cette page.`,
  "denied-by-system": `Les réglages de votre appareil ne laissent pas le navigateur utiliser ${device}. Autorisez-le, puis réessayez.`,
  dismissed: `La question du navigateur sur ${device} a été fermée. Redemandez et choisissez Autoriser.`,
  missing: `Aucun appareil trouvé pour ${device}. Branchez-en un, il sera utilisé aussitôt.`,
  busy: `Un autre programme utilise ${device}. Fermez-le, puis réessayez.`,
  unplugged: `L'appareil a été débranché : ${device}. Rebranchez-le, il sera utilisé aussitôt.`,
  insecure: `Cette page n'a pas été ouverte par https, le navigateur lui refuse donc ${device}. Demandez un lien qui commence par https.`,
  "in-app": `Le navigateur intégré à cette application ne donne pas accès à ${device}. Copiez l'adresse et ouvrez-la dans votre navigateur.`,
  "not-allowed-here": `La page qui entoure celle-ci ne transmet pas l'autorisation pour ${device}.`,
  failed: `Impossible de démarrer ${device}. Réessayez, ou choisissez un autre appareil.`,
});

export const fr: Messages = {
  language: "fr",
  direction: "ltr",
  pageTitle: "Appel vidéo",
  visitor: "Visiteur",
  agent: "votre conseiller",
  you: "Vous",

  starting: {
    signingIn: "Connexion en cours",
    opening: "Ouverture de votre appel",
    loading: "Ouverture de votre appel",
  },
  tryAgain: "Réessayer",
  close: "Fermer",

  controls: {
    bar: "Commandes de l'appel",
    mute: "Couper le micro",
    muteNow: "Couper votre micro",
    unmuteNow: "Réactiver votre micro",
    cameraOff: "Éteindre la caméra",
    cameraOffNow: "Éteindre votre caméra",
    cameraOnNow: "Allumer votre caméra",
    share: "Partager l'écran",
    stopSharing: "Arrêter le partage",
    chat: "Messages",
    chatUnread: (count) => (count === 1 ? "Messages, 1 nouveau" : `Messages, ${count} nouveaux`),
    more: "Plus",
    hangUp: "Raccrocher",
    pictureInPicture: "Image dans l'image",
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
    askAgain: "Redemander",
  },

  lobby: {
    invites: (agent) => `${agent} vous invite à un appel vidéo`,
    withCompany: (company) => `Appel vidéo avec ${company}`,
    plain: "Votre appel vidéo",
    check: "Vérifiez votre image et votre son, puis rejoignez l'appel.",
    yourName: "Votre nom",
    optional: "facultatif",
    pin: "Code PIN",
    pinHint: "Les six chiffres que l'on vous a donnés.",
    pinMissing: "Saisissez les six chiffres du code PIN.",
    pinWrong: (left) =>
      left === null
        ? "Ce n'est pas le bon code. Vérifiez les chiffres et réessayez."
        : left === 1
          ? "Ce n'est pas le bon code. Il vous reste un essai."
          : `Ce n'est pas le bon code. Il vous reste ${left} essais.`,
    pinLocked: (minutes) =>
      `Trop d'essais. Vous pourrez réessayer dans ${minutes === 1 ? "une minute" : `${minutes} minutes`}.`,
    consent: "J'accepte que cet appel soit enregistré.",
    consentRequired: "Cet appel ne peut être rejoint qu'avec votre accord à l'enregistrement.",
    join: "Rejoindre l'appel",
    joining: "Connexion",
    allowAbove: "Votre navigateur demande l'accès à la caméra et au micro. Choisissez Autoriser.",
    failed: "Impossible de rejoindre l'appel. Vérifiez votre connexion et réessayez.",
    privacy: "Personne ne vous voit ni ne vous entend avant que vous rejoigniez l'appel.",
  },

  ownPicture: {
    label: "Votre image",
    moveHint: "Faites-la glisser, ou utilisez les flèches, pour la placer dans un autre coin.",
    cameraIsOff: "Votre caméra est éteinte",
    opening: "Ouverture de votre caméra",
    muted: "Micro coupé",
  },

  problems: {
    camera: problemsOf("votre caméra"),
    microphone: problemsOf("votre micro"),
    both: problemsOf("votre caméra et votre micro"),
    allowIn: {
      chromium: "Cliquez sur l'icône à gauche de l'adresse, autorisez les deux et rechargez la page.",
      firefox: "Cliquez sur le symbole barré près de l'adresse pour lever le blocage, puis réessayez.",
      safari:
        "Choisissez Réglages pour ce site web dans le menu de la barre d'adresse, autorisez les deux et rechargez la page.",
    },
    goOn: "Vous pouvez aussi participer avec le son seul.",
    goOnMuted: "Vous pouvez aussi participer sans, pour seulement écouter et regarder.",
    copyAddress: "Copier l'adresse",
  },

  waiting: {
    title: "En attente d'un conseiller",
    calling:
      "Votre appel sonne chez tous ceux qui sont libres. Il commence tout seul dès que l'un d'eux le prend.",
    since: "Vous attendez depuis",
    ifNobody: (minutes) =>
      `Si personne ne peut le prendre d'ici ${minutes === 1 ? "une minute" : `${minutes} minutes`}, nous vous le dirons ici.`,
    keepOpen: "Laissez cette page ouverte. Vous pouvez faire autre chose en attendant.",
    agentAway: (agent) => `En attente de ${agent}`,
    agentAwayText: "L'appel commence tout seul dès le retour de l'autre personne. Vous n'avez rien à faire.",
    connecting: (agent) => `Mise en relation avec ${agent}`,
    reconnecting: "Reconnexion, pour que vous gardiez votre place.",
    leave: "Quitter",
  },

  invite: {
    title: "Invitez votre visiteur",
    titleFor: (visitor) => `Inviter ${visitor}`,
    text: "Envoyez ce lien. L'appel commence dès qu'il est ouvert et rejoint.",
    link: "Lien pour votre visiteur",
    copy: "Copier le lien",
    copied: "Copié",
    copyFailed: "Sélectionnez le lien et copiez-le",
    share: "Partager",
    shareText: "Rejoignez-moi en appel vidéo :",
    qr: "Code QR du lien",
    qrText: "Ou à lire avec un téléphone",
    pin: "Code PIN",
    pinAsked: "Il sera demandé à votre visiteur. Dictez-le.",
    pinPlain: "À demander au téléphone",
    localhost:
      "Ce lien nomme localhost : il ne s'ouvre que sur cet ordinateur, pas sur celui de votre visiteur.",
    nobodyYet: "Personne n'a encore ouvert le lien",
    opened: (visitor) => `${visitor} a ouvert le lien et vérifie sa caméra`,
    connecting: (visitor) => `Mise en relation avec ${visitor}`,
    left: "Votre visiteur a fermé la page. Le lien fonctionne toujours.",
  },

  call: {
    with: (name) => `Appel avec ${name}`,
    duration: "Durée",
    cameraIsOff: (name) => `La caméra de ${name} est éteinte`,
    isMuted: (name) => `Le micro de ${name} est coupé`,
    isSharing: (name) => `${name} partage un écran`,
    youAreSharing: "Vous partagez votre écran",
    connecting: (name) => `Mise en relation avec ${name}`,
    reconnecting: "Reconnexion. L'image et le son peuvent manquer un instant.",
    reconnectingMedia: "L'image et le son se sont interrompus. Recherche d'un autre chemin.",
    offline: "Reconnexion, l'autre personne vous voit et vous entend toujours.",
    away: (name, seconds) =>
      `${name} a perdu la connexion. Nous attendons encore ${seconds} ${seconds === 1 ? "seconde" : "secondes"}.`,
    awayText: "Restez ici, l'appel reprendra tout seul à son retour.",
    soundBlocked: "Votre navigateur retient le son.",
    peerScreen: (name) => `Écran de ${name}`,
    peerPicture: (name) => `Image de ${name}`,
    quality: {
      good: "La connexion est bonne",
      ownWeak: "Votre connexion est faible",
      peerWeak: (name) => `La connexion de ${name} est faible`,
      bothWeak: "La connexion est faible",
      slow: "La connexion est lente, faites une petite pause après avoir parlé",
    },
  },

  chat: {
    title: "Messages",
    empty: "Ce que vous écrivez va directement à l'autre personne et disparaît après l'appel.",
    write: "Écrire un message",
    send: "Envoyer",
    notSentYet: "Partira au retour de la connexion",
    close: "Fermer les messages",
  },

  ended: {
    byYou: "Vous avez mis fin à l'appel",
    byOther: (name) => `${name} a mis fin à l'appel`,
    lost: "La connexion a été perdue",
    lostText: "L'un des deux était absent depuis plus de 30 secondes, l'appel a donc pris fin.",
    timeout: "Personne n'a pu prendre votre appel",
    timeoutText:
      "Tout le monde était occupé. Retournez d'où vous venez et redemandez, ou réessayez plus tard.",
    visitorLeft: "Votre visiteur est parti avant le début de l'appel",
    abandoned: "Personne n'a ouvert le lien",
    plain: "L'appel est terminé",
    took: (duration) => `Il a duré ${duration}.`,
    notConnected: "Vous n'avez pas été mis en relation.",
    visitorNext: "Vous pouvez fermer cette page.",
    agentNext: "Vous pouvez fermer cette fenêtre ou commencer l'appel suivant.",
    takenOver: "L'appel continue dans une autre fenêtre",
    takenOverText: "Il y a été ouvert avec le même lien. Ici, votre caméra et votre micro sont éteints.",
    continueHere: "Continuer ici",
    refused: "Cette page a perdu sa place dans l'appel",
    refusedText: "Ouvrez à nouveau le lien pour revenir.",
  },

  gone: {
    notFound: "Ce lien ne mène à aucun appel",
    notFoundText: "Vérifiez que l'adresse est complète, ou demandez un nouveau lien.",
    ended: "Cet appel est terminé",
    endedText: "Un lien vaut pour un appel. Demandez-en un nouveau pour vous reparler.",
    full: "Cet appel est ouvert dans une autre fenêtre",
    fullText: "Quelqu'un y participe déjà avec ce lien. Si c'est vous, vous pouvez déplacer l'appel ici.",
    takeOver: "Reprendre l'appel ici",
    unreachable: "Impossible d'ouvrir l'appel",
    unreachableText: "Le service est injoignable. Vérifiez votre connexion, puis réessayez.",
    rateLimited: "Trop d'essais",
    rateLimitedText: "Attendez une minute, puis réessayez.",
  },

  widget: {
    notAuthenticated: "Impossible de vous connecter",
    notAuthenticatedText:
      "La clé ou le jeton de cette page n'est plus valable. Adressez-vous à la personne qui gère l'application.",
    claimedElsewhere: "Cet appel a déjà été pris",
    claimedElsewhereText: "Un autre conseiller, ou une autre de vos fenêtres, a été plus rapide.",
    failed: "Impossible d'ouvrir l'appel",
    failedText: "Fermez cette fenêtre et recommencez l'appel.",
    signIn: "Connectez-vous pour prendre cet appel",
    signInText: "Avec la clé API de votre organisation et votre propre adresse.",
    apiKey: "Clé API",
    email: "Adresse e-mail",
    signInButton: "Se connecter",
    signInRefused: "Clé ou adresse inconnue. Vérifiez les deux et réessayez.",
  },
};
