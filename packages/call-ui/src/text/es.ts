import type { Messages, Problems } from "./messages.ts";

const problemsOf = (device: string): Problems => ({
  denied: `El navegador no tiene permiso para dar acceso a ${device} a esta página.`,
  "denied-by-system": `Los ajustes de su equipo no dejan que el navegador use ${device}. Permítalo allí y vuelva a intentarlo.`,
  dismissed: `Se cerró la pregunta del navegador sobre ${device}. Pregunte de nuevo y elija Permitir.`,
  missing: `No se encontró ningún dispositivo para ${device}. Conecte uno y se usará enseguida.`,
  busy: `Otro programa está usando ${device}. Ciérrelo y vuelva a intentarlo.`,
  unplugged: `Se desconectó ${device}. Vuelva a conectar el dispositivo y se usará enseguida.`,
  insecure: `Esta página no se abrió por https, así que el navegador no le da ${device}. Pida un enlace que empiece por https.`,
  "in-app": `El navegador integrado de esta aplicación no da acceso a ${device}. Copie la dirección y ábrala en su navegador.`,
  "not-allowed-here": `La página que contiene a esta no transmite el permiso para ${device}.`,
  failed: `No se pudo iniciar ${device}. Vuelva a intentarlo o elija otro dispositivo.`,
});

export const es: Messages = {
  language: "es",
  direction: "ltr",
  pageTitle: "Videollamada",
  visitor: "Visitante",
  agent: "su asesor",
  you: "Usted",

  starting: {
    signingIn: "Iniciando sesión",
    opening: "Abriendo su llamada",
    loading: "Abriendo su llamada",
  },
  tryAgain: "Reintentar",
  close: "Cerrar",

  controls: {
    bar: "Controles de la llamada",
    mute: "Silenciar",
    muteNow: "Silenciar su micrófono",
    unmuteNow: "Volver a activar su micrófono",
    cameraOff: "Apagar la cámara",
    cameraOffNow: "Apagar su cámara",
    cameraOnNow: "Encender su cámara",
    share: "Compartir pantalla",
    stopSharing: "Dejar de compartir",
    chat: "Chat",
    chatUnread: (count) => (count === 1 ? "Chat, 1 nuevo" : `Chat, ${count} nuevos`),
    more: "Más",
    hangUp: "Colgar",
    pictureInPicture: "Imagen en imagen",
    fullScreen: "Pantalla completa",
    leaveFullScreen: "Salir de pantalla completa",
    soundOn: "Activar el sonido",
  },

  devices: {
    title: "Dispositivos",
    microphone: "Micrófono",
    camera: "Cámara",
    speaker: "Altavoz",
    standard: "Predeterminado",
    numbered: (kind, number) => `${kind} ${number}`,
    level: "Nivel del micrófono",
    tryAgain: "Reintentar",
    askAgain: "Preguntar de nuevo",
  },

  lobby: {
    invites: (agent) => `${agent} le invita a una videollamada`,
    withCompany: (company) => `Videollamada con ${company}`,
    plain: "Su videollamada",
    check: "Compruebe su imagen y su sonido y únase.",
    yourName: "Su nombre",
    optional: "opcional",
    pin: "PIN",
    pinHint: "Las seis cifras que le dijeron.",
    pinMissing: "Escriba las seis cifras del PIN.",
    pinWrong: (left) =>
      left === null
        ? "Ese no es el PIN. Compruebe las cifras y vuelva a intentarlo."
        : left === 1
          ? "Ese no es el PIN. Le queda un intento."
          : `Ese no es el PIN. Le quedan ${left} intentos.`,
    pinLocked: (minutes) =>
      `Demasiados intentos. Podrá volver a intentarlo en ${minutes === 1 ? "un minuto" : `${minutes} minutos`}.`,
    consent: "Acepto que esta llamada se grabe.",
    consentRequired: "Solo puede unirse a esta llamada si acepta la grabación.",
    join: "Unirse a la llamada",
    joining: "Uniéndose",
    allowAbove: "Su navegador pide permiso para la cámara y el micrófono. Elija Permitir.",
    failed: "No se pudo unir. Compruebe su conexión y vuelva a intentarlo.",
    privacy: "Nadie le ve ni le oye antes de que se una.",
  },

  ownPicture: {
    label: "Su imagen",
    moveHint: "Arrástrela, o use las flechas, para llevarla a otra esquina.",
    cameraIsOff: "Su cámara está apagada",
    opening: "Abriendo su cámara",
    muted: "Silenciado",
  },

  problems: {
    camera: problemsOf("su cámara"),
    microphone: problemsOf("su micrófono"),
    both: problemsOf("su cámara y su micrófono"),
    allowIn: {
      chromium:
        "Haga clic en el icono a la izquierda de la dirección, permita ambos y vuelva a cargar la página.",
      firefox:
        "Haga clic en el símbolo tachado junto a la dirección para quitar el bloqueo y vuelva a intentarlo.",
      safari:
        "Elija Ajustes para este sitio web en el menú de la barra de direcciones, permita ambos y vuelva a cargar la página.",
    },
    goOn: "También puede participar solo con sonido.",
    goOnMuted: "También puede participar sin ellos y solo escuchar y mirar.",
    copyAddress: "Copiar la dirección",
  },

  waiting: {
    title: "Esperando a un asesor",
    calling:
      "Su llamada suena a todos los que están libres. Empieza por sí sola en cuanto uno de ellos la toma.",
    since: "Lleva esperando",
    ifNobody: (minutes) =>
      `Si nadie puede tomarla en ${minutes === 1 ? "un minuto" : `${minutes} minutos`}, se lo diremos aquí.`,
    keepOpen: "Deje esta página abierta. Mientras tanto puede hacer otra cosa.",
    agentAway: (agent) => `Esperando a ${agent}`,
    agentAwayText:
      "La llamada empieza por sí sola en cuanto vuelva la otra persona. No tiene que hacer nada.",
    connecting: (agent) => `Conectándole con ${agent}`,
    reconnecting: "Reconectando para que conserve su lugar.",
    leave: "Salir",
  },

  invite: {
    title: "Invite a su visitante",
    titleFor: (visitor) => `Invitar a ${visitor}`,
    text: "Envíe este enlace. La llamada empieza en cuanto alguien lo abra y se una.",
    link: "Enlace para su visitante",
    copy: "Copiar enlace",
    copied: "Copiado",
    copyFailed: "Seleccione el enlace y cópielo",
    share: "Compartir",
    shareText: "Únase a mi videollamada:",
    qr: "Código QR del enlace",
    qrText: "O léalo con la cámara de un teléfono",
    pin: "PIN",
    pinAsked: "Se le pedirá a su visitante. Díctelo.",
    pinPlain: "Para pedirlo por teléfono",
    localhost: "Este enlace nombra localhost: solo se abre en este equipo, no en el de su visitante.",
    nobodyYet: "Nadie ha abierto el enlace todavía",
    opened: (visitor) => `${visitor} ha abierto el enlace y comprueba su cámara`,
    connecting: (visitor) => `Conectándole con ${visitor}`,
    left: "Su visitante ha cerrado la página. El enlace sigue funcionando.",
  },

  call: {
    with: (name) => `Llamada con ${name}`,
    duration: "Duración",
    cameraIsOff: (name) => `La cámara de ${name} está apagada`,
    isMuted: (name) => `${name} está en silencio`,
    isSharing: (name) => `${name} comparte una pantalla`,
    youAreSharing: "Está compartiendo su pantalla",
    connecting: (name) => `Conectándole con ${name}`,
    reconnecting: "Reconectando. Puede que falten imagen y sonido un momento.",
    reconnectingMedia: "Se cortaron la imagen y el sonido. Buscando otro camino.",
    offline: "Reconectando, la otra persona sigue viéndole y oyéndole.",
    away: (name, seconds) =>
      `${name} perdió la conexión. Esperamos ${seconds} ${seconds === 1 ? "segundo" : "segundos"} más.`,
    awayText: "Quédese aquí, la llamada seguirá por sí sola cuando vuelva.",
    soundBlocked: "Su navegador retiene el sonido.",
    peerScreen: (name) => `Pantalla de ${name}`,
    peerPicture: (name) => `Imagen de ${name}`,
    quality: {
      good: "La conexión es buena",
      ownWeak: "Su conexión es débil",
      peerWeak: (name) => `La conexión de ${name} es débil`,
      bothWeak: "La conexión es débil",
      slow: "La conexión es lenta, haga una pequeña pausa después de hablar",
    },
  },

  chat: {
    title: "Chat",
    empty: "Lo que escribe va directamente a la otra persona y desaparece tras la llamada.",
    write: "Escribir un mensaje",
    send: "Enviar",
    notSentYet: "Saldrá cuando vuelva la conexión",
    close: "Cerrar el chat",
  },

  ended: {
    byYou: "Usted terminó la llamada",
    byOther: (name) => `${name} terminó la llamada`,
    lost: "Se perdió la conexión",
    lostText: "Una de las partes faltó más de 30 segundos, así que la llamada terminó.",
    timeout: "Nadie pudo tomar su llamada",
    timeoutText: "Todos estaban ocupados. Vuelva a donde estaba y pregunte de nuevo, o inténtelo más tarde.",
    visitorLeft: "Su visitante se fue antes de que empezara la llamada",
    abandoned: "Nadie abrió el enlace",
    plain: "La llamada ha terminado",
    took: (duration) => `Duró ${duration}.`,
    notConnected: "No llegó a conectarse.",
    visitorNext: "Puede cerrar esta página.",
    agentNext: "Puede cerrar esta ventana o empezar la siguiente llamada.",
    takenOver: "La llamada sigue en otra ventana",
    takenOverText: "Se abrió allí con el mismo enlace. Aquí su cámara y su micrófono están apagados.",
    continueHere: "Seguir aquí",
    refused: "Esta página perdió su lugar en la llamada",
    refusedText: "Abra el enlace de nuevo para volver.",
  },

  gone: {
    notFound: "Este enlace no lleva a ninguna llamada",
    notFoundText: "Compruebe que la dirección está completa o pida un enlace nuevo.",
    ended: "Esta llamada ha terminado",
    endedText: "Un enlace sirve para una llamada. Pida uno nuevo si quiere volver a hablar.",
    full: "Esta llamada está abierta en otra ventana",
    fullText: "Alguien ya participa con este enlace. Si es usted, puede traer la llamada aquí.",
    takeOver: "Traer la llamada aquí",
    unreachable: "No se pudo abrir la llamada",
    unreachableText: "No se puede acceder al servicio. Compruebe su conexión y vuelva a intentarlo.",
    rateLimited: "Demasiados intentos",
    rateLimitedText: "Espere un minuto y vuelva a intentarlo.",
  },

  widget: {
    notAuthenticated: "No se pudo iniciar su sesión",
    notAuthenticatedText:
      "La clave o el token de esta página ya no vale. Pregunte a quien lleve la aplicación.",
    claimedElsewhere: "Esta llamada ya la tomó alguien",
    claimedElsewhereText: "Otro asesor, u otra ventana suya, fue más rápido.",
    failed: "No se pudo abrir la llamada",
    failedText: "Cierre esta ventana y empiece la llamada de nuevo.",
    signIn: "Inicie sesión para tomar esta llamada",
    signInText: "Con la clave de API de su organización y su propia dirección.",
    apiKey: "Clave de API",
    email: "Correo electrónico",
    signInButton: "Iniciar sesión",
    signInRefused: "No se conoce la clave o la dirección. Compruebe ambas y vuelva a intentarlo.",
  },
};
