import type { Messages, Problems } from "./messages.ts";

/** @param device with its article: "la cámara" · @param none "ninguna cámara" */
const problemsOf = (device: string, none: string): Problems => ({
  denied: `El acceso a ${device} está bloqueado para esta página.`,
  "denied-by-system": `Los ajustes de su equipo no dejan que el navegador use ${device}. Permítalo allí y vuelva a intentarlo.`,
  dismissed: `Se cerró la solicitud de permiso para ${device}. Vuelva a pedirla y elija «Permitir».`,
  missing: `No se encontró ${none}. Conecte un dispositivo y se usará enseguida.`,
  busy: `Otro programa está usando ${device}. Ciérrelo y vuelva a intentarlo.`,
  unplugged: `Se desconectó ${device}. Vuelva a conectar el dispositivo y se usará enseguida.`,
  insecure: `Esta página no se abrió por https, así que el navegador bloquea ${device}. Pida un enlace que empiece por https.`,
  "in-app": `El navegador de esta aplicación no permite usar ${device}. Abra el enlace en Safari o Chrome.`,
  "not-allowed-here": `La página que contiene a esta no permite usar ${device}.`,
  failed: `No se pudo iniciar ${device}. Vuelva a intentarlo o elija otro dispositivo.`,
});

export const es: Messages = {
  language: "es",
  direction: "ltr",
  pageTitle: "Videollamada",
  visitor: "Visitante",
  agent: "Su agente",
  you: "Usted",

  starting: {
    signingIn: "Iniciando sesión",
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
    askAgain: "Volver a pedirlo",
    flip: "Cambiar de cámara",
    testSpeaker: "Probar el altavoz",
    testing: "Reproduciendo un sonido",
    choiceFailed: "No se pudo usar ese dispositivo. El anterior sigue activo.",
    speakerRefused: "No se pudo usar ese altavoz. El anterior sigue activo.",
  },

  lobby: {
    invites: (agent) => `${agent} le invita a una videollamada`,
    withCompany: (company) => `Videollamada con ${company}`,
    plain: "Su videollamada",
    check: "Compruebe su imagen y su sonido y únase.",
    yourName: "Su nombre",
    optional: "opcional",
    connectionReady: "Su conexión está lista.",
    connectionChecking: "Comprobando su conexión.",
    pin: "PIN",
    pinHint: "Introduzca las seis cifras que recibió.",
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
    consentRequired: "Para unirse a esta llamada, acepte la grabación.",
    join: "Unirse a la llamada",
    joining: "Uniéndose",
    allowAbove: "Su navegador pide permiso para la cámara y el micrófono. Elija «Permitir».",
    failed: "No se pudo unir. Compruebe su conexión y vuelva a intentarlo.",
    privacy: "Nadie le ve ni le oye antes de que se una.",
    tooOften: "Demasiados intentos. Espere un minuto y vuelva a intentarlo.",
  },

  ownPicture: {
    label: "Su imagen",
    moveHint: "Arrástrela, o use las flechas, para llevarla a otra esquina.",
    cameraIsOff: "Su cámara está apagada",
    opening: "Abriendo su cámara",
    muted: "Silenciado",
  },

  problems: {
    camera: problemsOf("la cámara", "ninguna cámara"),
    microphone: problemsOf("el micrófono", "ningún micrófono"),
    both: problemsOf("la cámara y el micrófono", "ninguna cámara ni ningún micrófono"),
    allowIn: {
      ios: "Abra los Ajustes de su dispositivo, elija este navegador, active la cámara y el micrófono y vuelva a cargar la página.",
      iosSafari:
        "Toque el menú de la página en la barra de direcciones, elija «Configuración del sitio web», permita ambos y vuelva a cargar la página.",
      chromium:
        "Haga clic en el icono a la izquierda de la dirección, permita ambos y vuelva a cargar la página.",
      firefox:
        "Haga clic en el símbolo tachado junto a la dirección para quitar el bloqueo y vuelva a intentarlo.",
      safari:
        "Elija Ajustes para este sitio web en el menú de la barra de direcciones, permita ambos y vuelva a cargar la página.",
    },
    goOn: "También puede unirse solo con sonido.",
    goOnWithoutMicrophone: "También puede unirse sin micrófono y solo mirar y escuchar.",
    goOnMuted: "También puede unirse sin ellos y solo escuchar y mirar.",
    copyAddress: "Copiar la dirección",
  },

  waiting: {
    title: "Esperando a un agente",
    since: "Lleva esperando",
    ifNobody: (minutes) =>
      `Si nadie puede atenderla en ${minutes === 1 ? "un minuto" : `${minutes} minutos`}, se lo diremos aquí.`,
    keepOpen:
      "Deje esta página abierta. Mientras tanto puede hacer otra cosa: sonará cuando empiece su llamada.",
    agentAway: (name) => (name === null ? "Esperando a su agente" : `Esperando a ${name}`),
    connecting: (name) => (name === null ? "Conectando" : `Conectando con ${name}`),
    reconnecting: "Reconectando para que conserve su lugar.",
    leave: "Salir",
    calling: "Su llamada suena en los puestos libres y empezará en cuanto alguien la atienda.",
    keepInFront:
      "Mantenga esta página a la vista. La pantalla seguirá encendida. Si cambia de aplicación, vuelva en menos de un minuto para conservar su lugar.",
    agentAwayText: "La llamada empezará automáticamente cuando vuelva. No tiene que hacer nada.",
    notify: "Avisarme cuando empiece la llamada",
    willNotify: "Recibirá una notificación cuando empiece la llamada.",
  },

  attention: {
    agentIsHere: (name) => (name === null ? "Su llamada empieza" : `${name} ya está aquí`),
    visitorIsHere: (name) => (name === null ? "Su visitante ya está aquí" : `${name} ya está aquí`),
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
    qrText: "O escanéelo con un teléfono",
    pin: "PIN",
    pinAsked: "Su visitante tendrá que escribirlo. Díctelo.",
    pinPlain: "Pídaselo a su visitante para comprobar quién llama.",
    localhost: "Este enlace contiene localhost: solo se abre en este equipo, no en el de su visitante.",
    nobodyYet: "Nadie ha abierto el enlace todavía",
    opened: (name) =>
      name === null
        ? "Su visitante ha abierto el enlace y comprueba su cámara"
        : `${name} ha abierto el enlace y comprueba su cámara`,
    connecting: (name) => (name === null ? "Conectando" : `Conectando con ${name}`),
    left: "Su visitante ha cerrado la página. El enlace sigue funcionando.",
  },

  call: {
    with: (name) => (name === null ? "Videollamada" : `Llamada con ${name}`),
    duration: "Duración",
    cameraIsOff: (name) => (name === null ? "La cámara está apagada" : `La cámara de ${name} está apagada`),
    isMuted: (name) =>
      name === null
        ? "La otra persona tiene el micrófono silenciado"
        : `${name} tiene el micrófono silenciado`,
    isSharing: (name) =>
      name === null
        ? "La otra persona está compartiendo una pantalla"
        : `${name} está compartiendo una pantalla`,
    youAreSharing: "Está compartiendo su pantalla",
    connecting: (name) => (name === null ? "Conectando" : `Conectando con ${name}`),
    reconnecting: "Reconectando. Puede que falten imagen y sonido un momento.",
    reconnectingMedia: "Se interrumpieron la imagen y el sonido. Reconectando.",
    offline: "Reconectando. La otra persona sigue viéndole y oyéndole.",
    away: (name) => (name === null ? "La otra persona perdió la conexión." : `${name} perdió la conexión.`),
    awayText: "Quédese aquí. La llamada continuará cuando vuelva.",
    soundBlocked: "Su navegador bloquea el sonido.",
    peerScreen: (name) => (name === null ? "Pantalla compartida" : `Pantalla de ${name}`),
    peerPicture: (name) => (name === null ? "Vídeo de la otra persona" : `Vídeo de ${name}`),
    quality: {
      good: "La conexión es buena",
      ownWeak: "Su conexión es débil",
      peerWeak: (name) =>
        name === null ? "La conexión de la otra persona es débil" : `La conexión de ${name} es débil`,
      bothWeak: "La conexión es débil",
      slow: "La conexión es lenta. Haga una pequeña pausa después de hablar.",
    },
    waitingMore: (seconds) => `Esperamos ${seconds} ${seconds === 1 ? "segundo" : "segundos"} más.`,
    speaksMuted: "Tiene el micrófono silenciado.",
    microphoneSilenced: "Su dispositivo o sus auriculares han silenciado el micrófono.",
    cameraBlocked: "Su cámara no da imagen. Compruebe la tapa, el interruptor y otras aplicaciones.",
    zoomIn: "Ampliar",
    zoomOut: "Ver todo",
    screenProblems: {
      "denied-by-system":
        "Su sistema no deja que el navegador comparta la pantalla. Permita la grabación de pantalla en los ajustes del sistema.",
      "not-allowed-here": "La página que contiene a esta no permite compartir la pantalla.",
      "needs-gesture": "Para compartir su pantalla, pulse el botón en la llamada.",
      failed: "No se pudo compartir la pantalla. Vuelva a intentarlo o elija otra ventana.",
    },
  },

  trouble: {
    unreachable: "Sus dos dispositivos todavía no consiguen conectarse.",
    causes: {
      "no-relay":
        "Las redes intermedias no permiten una conexión directa. Pruebe otra red, por ejemplo los datos móviles.",
      "udp-blocked":
        "Es probable que un cortafuegos o una VPN bloquee las videollamadas. Desactive la VPN o pruebe otra red.",
      "relay-unreachable": "El servicio de videollamadas no responde. Seguimos intentándolo.",
      unknown:
        "Es probable que una de las dos redes bloquee las videollamadas. Desactive la VPN o pruebe otra red.",
    },
    chatMeanwhile: "Mientras tanto puede usar el chat.",
    websocketsBlocked:
      "Su red deja pasar las páginas pero bloquea las conexiones en directo. Desactive la VPN o el proxy, o pruebe otra red.",
    platformUnreachable:
      "No se puede acceder al servicio. Compruebe su conexión a Internet. Seguimos intentándolo.",
    ownPicturePaused:
      "Su vídeo está en pausa para que el sonido se oiga bien. Volverá cuando mejore la conexión.",
    peerPicturePaused: (name) =>
      `El vídeo${name === null ? "" : ` de ${name}`} está en pausa para que el sonido se oiga bien.`,
  },

  chat: {
    title: "Chat",
    empty: "Los mensajes no se conservan después de la llamada.",
    write: "Escribir un mensaje",
    send: "Enviar",
    notDelivered: "Sin entregar todavía",
    nobodyReads: (name) =>
      name === null
        ? "Todavía no hay nadie para leerle. Sus mensajes se entregarán en cuanto alguien se conecte."
        : `${name} no está en este momento. Sus mensajes se entregarán en cuanto se conecte.`,
    full: "Podrá seguir escribiendo en cuanto se entreguen estos mensajes.",
    undelivered: "Algunos de sus mensajes no se entregaron.",
    close: "Cerrar el chat",
  },

  ended: {
    byYou: "Usted terminó la llamada",
    byOther: (name) => (name === null ? "La otra persona terminó la llamada" : `${name} terminó la llamada`),
    lost: "Se perdió la conexión",
    lostText: "Una de las partes estuvo desconectada más de 30 segundos, así que la llamada terminó.",
    timeout: "No había nadie disponible",
    timeoutText: "Vuelva a intentarlo en unos minutos.",
    visitorLeft: "Su visitante se fue antes de que empezara la llamada",
    abandoned: "Nadie abrió el enlace",
    plain: "La llamada ha terminado",
    took: (duration) => `La llamada duró ${duration}.`,
    notConnected: "No llegó a conectarse.",
    visitorNext: "Puede cerrar esta página.",
    agentNext: "Puede cerrar esta ventana o empezar la siguiente llamada.",
    takenOver: "La llamada sigue en otra ventana",
    takenOverText: "La abrió allí. Aquí su cámara y su micrófono están apagados.",
    continueHere: "Seguir aquí",
    refused: "Esta página perdió su lugar en la llamada",
    refusedText: "Puede intentar volver.",
    askAgain: "Pedir otra llamada",
    askFailed: "No se pudo. Compruebe su conexión y vuelva a intentarlo.",
  },

  gone: {
    notFound: "Este enlace no lleva a ninguna llamada",
    notFoundText: "Compruebe que la dirección está completa o pida un enlace nuevo.",
    ended: "Esta llamada ha terminado",
    endedText: "Un enlace sirve para una llamada. Pida uno nuevo si quiere volver a hablar.",
    full: "Esta llamada está abierta en otra ventana",
    fullText: "Alguien ya se ha unido con este enlace. Si es usted, puede traer la llamada aquí.",
    fullElsewhereText:
      "Alguien ya se ha unido con este enlace. Si es usted, vuelva a la ventana en la que se unió.",
    takeOver: "Traer la llamada aquí",
    unreachable: "No se pudo abrir la llamada",
    unreachableText: "No se puede acceder al servicio. Compruebe su conexión y vuelva a intentarlo.",
    rateLimited: "Demasiados intentos",
    rateLimitedText: "Espere un minuto y vuelva a intentarlo.",
    unsupported: "Este navegador no permite videollamadas",
    unsupportedText:
      "Abra el enlace en Chrome, Edge, Firefox o Safari. En un iPhone en modo de aislamiento, permita antes este sitio web.",
  },

  widget: {
    notAuthenticated: "No se pudo iniciar su sesión",
    claimedElsewhere: "Otra persona ya atendió esta llamada",
    claimedElsewhereText: "La atendió otro agente, o usted en otra ventana.",
    failed: "No se pudo abrir la llamada",
    failedText: "Cierre esta ventana y empiece la llamada de nuevo.",
    unsupportedText: "Use una versión actual de Chrome, Edge, Firefox o Safari.",
    signIn: "Inicie sesión para atender esta llamada",
    signInText: "Con la clave de API de su organización y su propia dirección.",
    apiKey: "Clave de API",
    email: "Correo electrónico",
    signInButton: "Iniciar sesión",
    signInRefused: "No se conoce la clave o la dirección. Compruebe ambas y vuelva a intentarlo.",
    notAuthenticatedText:
      "La clave o el token de esta página ya no es válido. Consulte a quien administra la aplicación.",
    goneText: "El visitante ya no está. Puede cerrar esta ventana.",
  },

  genesys: {
    title: "Inicie sesión para empezar la llamada",
    text: "Use su cuenta de Genesys Cloud. El inicio de sesión se abre en una ventana nueva.",
    button: "Iniciar sesión con Genesys Cloud",
    waiting: "Inicie sesión en la ventana nueva. Después, la llamada continúa aquí.",
    problems: {
      "popup-blocked":
        "Su navegador bloqueó la ventana de inicio de sesión. Permita las ventanas emergentes en esta página y vuelva a intentarlo.",
      "popup-closed":
        "Si la ventana de inicio de sesión sigue abierta, continúe allí. Si no, vuelva a intentarlo.",
      refused: "El inicio de sesión se canceló o se rechazó. Vuelva a intentarlo.",
      expired: "El inicio de sesión tardó demasiado. Vuelva a intentarlo.",
      failed: "Genesys Cloud no respondió como se esperaba. Vuelva a intentarlo.",
      "session-ended": "Su último inicio de sesión ya no es válido. Inicie sesión de nuevo.",
    },
    refusals: {
      "not-allowed":
        "Este servicio de vídeo no está configurado para su región de Genesys Cloud. Consulte a su administrador.",
      "unknown-organization":
        "Su organización de Genesys Cloud no está autorizada a usar este servicio de vídeo. Consulte a su administrador.",
      "agent-disabled": "Su acceso a este servicio de vídeo está desactivado. Consulte a su administrador.",
    },
  },
};
