import type { DeviceProblems, Messages } from "./messages.ts";

/** @param device with its article: "la cámara" · @param none "ninguna cámara" */
const problemsOf = (device: string, none: string): DeviceProblems => ({
  denied: `El acceso a ${device} está bloqueado para esta página. Haga clic en el icono junto a la dirección, permita el acceso y vuelva a intentarlo.`,
  "denied-by-system": `Los ajustes de su equipo no dejan que el navegador use ${device}. Permítalo allí y vuelva a intentarlo.`,
  missing: `No se encontró ${none}. Conecte un dispositivo y vuelva a intentarlo.`,
  busy: `Otro programa está usando ${device}. Ciérrelo y vuelva a intentarlo.`,
  failed: `No se pudo iniciar ${device}. Vuelva a intentarlo o elija otro dispositivo.`,
  insecure: `Esta página no es segura, así que el navegador bloquea ${device}. Abra el puesto por https o en el equipo en el que funciona.`,
});

export const es: Messages = {
  language: "es",
  direction: "ltr",
  deskName: "Puesto de agente",
  optional: "opcional",
  dismiss: "Cerrar este mensaje",
  cancel: "Cancelar",
  done: "Listo",
  tryAgain: "Reintentar",

  signIn: {
    lead: "Atienda las videollamadas de su sitio web e invite a visitantes a una.",
    lookingForDemo: "Buscando una demo en este equipo.",
    asDemo: "Iniciar sesión como agente de demo",
    demoHint: (email) => `Este equipo tiene una cuenta de demo. Inicia sesión como ${email}.`,
    asSomebodyElse: "Iniciar sesión con otra cuenta",
    signIn: "Iniciar sesión",
    signingIn: "Iniciando sesión",
    email: "Su correo electrónico",
    firstName: "Nombre",
    lastName: "Apellidos",
    apiKey: "Clave de API",
    externalId: "ID externo",
    externalIdHint: "Necesario para atender llamadas de la cola. Déjelo vacío para solo iniciar llamadas.",
    keptHint: (host) =>
      `Servidor: ${host}. Sus datos quedan en esta pestaña y se borran al cerrarla o al cerrar la sesión.`,
  },

  you: {
    region: "Usted",
    signOut: "Cerrar sesión",
    startsCallsOnly: "Puede iniciar llamadas. Para atender las de la cola, inicie sesión con su ID externo.",
    signOutTitle: "¿Terminar la llamada y cerrar la sesión?",
    signOutText: "Está en una llamada. Al cerrar la sesión termina para los dos.",
    stay: "Seguir en la llamada",
    endAndSignOut: "Terminar y cerrar la sesión",
  },

  queue: {
    switch: "Atender llamadas de la cola",
    lost: "Conexión perdida",
    lostOnQueue: "Sin conexión no suenan llamadas. Volverá a la cola automáticamente.",
    lostOffQueue: "Se vuelve a conectar automáticamente. Una llamada en curso continúa.",
    joining: "Entrando en la cola",
    leaving: "Saliendo de la cola",
    oneMoment: "Un momento.",
    off: "Fuera de la cola",
    offDetail: "Aquí no suenan llamadas.",
    on: "En la cola",
    onDetail: "Las llamadas de los visitantes suenan aquí.",
    onInCall: "Durante una llamada no suenan otras.",
    onInWrapUp: "No suenan llamadas hasta que termine el cierre.",
    readyFailed: "El servidor no lo ha confirmado. Inténtelo de nuevo.",
  },

  settings: {
    title: "Ajustes",
    sound: "Tono de llamada",
    soundHint: "Suena mientras hay una llamada.",
    volume: "Volumen",
    ringOn: "Suena en",
    testRing: "Probar el tono",
    shortcuts: "Atajos de teclado",
    shortcutsHint:
      "A acepta, R rechaza, U deshace un rechazo, S silencia. Durante la llamada, M apaga su micrófono.",
    notifications: "Notificaciones",
    allowNotifications: "Permitir notificaciones",
    notificationsAre: {
      granted:
        "Activadas. Recibe una notificación cuando suena una llamada y esta pestaña está en segundo plano.",
      denied: "Bloqueadas. Permítalas para esta página en los ajustes del sitio del navegador.",
      unsupported: "Este navegador no admite notificaciones.",
    },
    language: "Idioma",
    languageOfBrowser: "Idioma del navegador",
    checkDevices: "Comprobar cámara y micrófono",
  },

  devices: {
    camera: "Cámara",
    microphone: "Micrófono",
    speaker: "Altavoz",
    standard: "Predeterminado",
    numbered: (kind, number) => `${kind} ${number}`,
    level: "Nivel del micrófono",
    testSpeaker: "Probar el altavoz",
    testing: "Reproduciendo un sonido",
    choiceFailed: "No se pudo usar ese dispositivo. El anterior sigue activo.",
    speakerRefused: "No se pudo usar ese altavoz. El anterior sigue activo.",
  },

  check: {
    title: "Compruebe su cámara y su micrófono",
    asking: "Su navegador pide permiso para la cámara y el micrófono. Elija «Permitir».",
    noPicture: "Sin imagen",
    ownPicture: "Su imagen",
    saySomething: "Diga algo: las barras se mueven cuando el micrófono capta su voz.",
    goOn: "Entrar en la cola",
    goOnWithout: {
      camera: "Continuar sin cámara",
      microphone: "Continuar sin micrófono",
      both: "Continuar sin cámara ni micrófono",
    },
    problems: {
      camera: problemsOf("la cámara", "ninguna cámara"),
      microphone: problemsOf("el micrófono", "ningún micrófono"),
      both: problemsOf("la cámara y el micrófono", "ni cámara ni micrófono"),
    },
  },

  waiting: {
    title: "En espera",
    silence: "Silenciar",
    nobody:
      "Nadie espera. Cuando alguien pide una llamada, suena aquí con lo que su sitio web sabe de esa persona.",
    keys: { accepts: "acepta", rejects: "rechaza", silences: "silencia" },
    onlyOnQueue: "Las llamadas solo suenan para los agentes que están en la cola.",
    withoutConnection: "Sin conexión no suenan llamadas. Las que esperan sonarán cuando vuelva la conexión.",
    goOnQueue: "Entre en la cola para recibir llamadas de su sitio web.",
    notDuringCall: "Durante una llamada no suenan otras. Las que esperan sonarán después.",
    soundHeldBack: "Su navegador bloquea el tono hasta que haga clic en esta página.",
    soundMissing:
      "Este navegador no reproduce sonido, así que las llamadas no se oyen. Compruebe la salida de audio.",
    turnSoundOn: "Activar el sonido",
    offerNotifications:
      "¿Quiere una notificación cuando suene una llamada y esta pestaña esté en segundo plano?",
    notNow: "Ahora no",
    accept: "Aceptar",
    reject: "Rechazar",
    rejected: (name) => (name === null ? "Llamada rechazada" : `Llamada rechazada: ${name}`),
    undo: "Deshacer",
    inQueue: (count) => `En cola: ${count}`,
    longestWait: (clock) => `Espera más larga: ${clock}`,
    waitedFor: (duration) => `espera desde hace ${duration}`,
    more: (count) => `${count} más`,
    yes: "Sí",
    no: "No",
    recording: "Grabación",
    consentGiven: "Con consentimiento",
    noConsent: "Sin consentimiento",
  },

  ringing: {
    isCalling: (name) => `${name ?? "Un visitante"} llama`,
    severalRing: (count) => `Suenan ${count} llamadas`,
    announce: (name, others, hasKeys) =>
      `${name ?? "Un visitante"} llama${others > 0 ? `, y ${others} más` : ""}.${
        hasKeys ? " A para aceptar, R para rechazar." : ""
      }`,
    notification: "Abra el puesto de agente para aceptar o rechazar la llamada.",
    hasJoined: (name) => `${name ?? "Su visitante"} ya está aquí`,
  },

  call: {
    region: "La llamada",
    visitor: "Visitante",
    customer: "Su visitante",
    phases: {
      opening: "Abriendo la llamada",
      inviting: "Envíe la invitación de abajo. La llamada empieza cuando su visitante la abra.",
      connecting: "Conectando. Su navegador puede pedir la cámara.",
      live: "En la llamada",
      over: "La llamada ha terminado",
    },
    ending: "Terminando la llamada",
    inCallWith: (name) => (name === null ? "En llamada" : `En llamada con ${name}`),
    end: "Colgar",
    cancel: "Cancelar",
    endedByReload: (name) =>
      `${name === null ? "La llamada" : `La llamada con ${name}`} terminó al recargar esta página.`,
  },

  start: {
    title: "Iniciar una llamada",
    lead: "Recibe un enlace para enviar. La llamada empieza cuando su visitante lo abre.",
    reference: "Referencia del cliente",
    referenceHint: "De su CRM. Se guarda con la llamada.",
    start: "Iniciar una llamada",
  },

  wrapUp: {
    title: "Cierre",
    talked: (name, duration) =>
      name === null ? `Habló durante ${duration}.` : `Habló con ${name} durante ${duration}.`,
    nobodyRings: "No suenan llamadas hasta que se acabe el tiempo.",
    canRingAgain: "Las llamadas pueden sonar de nuevo.",
    readyNow: "Ya puedo atender",
  },

  notes: {
    outcome: "Resultado",
    noOutcome: "Sin indicar",
    outcomes: {
      resolved: "Resuelto",
      "follow-up": "Requiere seguimiento",
      unresolved: "Sin resolver",
      "wrong-contact": "Contacto equivocado",
    },
    note: "Nota",
    hint: "Se guarda con la llamada. La encontrará en las llamadas anteriores en cualquier dispositivo.",
    hintInTab: "Solo se guarda en esta pestaña.",
    progress: { saving: "Guardando", saved: "Guardado", failed: "No se ha guardado. Compruebe la conexión." },
  },

  past: {
    title: "Llamadas anteriores",
    none: "Aquí aparecen las llamadas que atiende, inicia o pierde.",
    incoming: "Entrante",
    outgoing: "Saliente",
    talkedFor: (duration) => `durante ${duration}`,
    outcomes: {
      talked: "Conversación",
      "nobody-joined": "Nadie se unió a la llamada",
      failed: "No se pudo conectar",
      rejected: "Rechazada por usted",
      taken: "Atendida por otro agente",
      "taken-by-you": "Atendida por usted en otro lugar",
      left: "Colgó antes de la respuesta",
    },
    addNote: "Añadir una nota",
    editNote: "Editar la nota",
    older: "Mostrar llamadas más antiguas",
    loading: "Cargando",
    failed: "No se pudieron cargar las llamadas anteriores.",
  },

  errors: {
    unforeseen: "Ocurrió un error inesperado. Vuelva a cargar la página e inténtelo de nuevo.",
    byCause: {
      "no-relay":
        "Las redes intermedias no permiten una conexión directa. Pruebe otra red, por ejemplo los datos móviles.",
      "udp-blocked":
        "Es probable que un cortafuegos o una VPN bloquee las videollamadas. Desactive la VPN o pruebe otra red.",
      "relay-unreachable": "El servicio de videollamadas no responde.",
      unknown:
        "Es probable que una de las dos redes bloquee las videollamadas. Desactive la VPN o pruebe otra red.",
      "websockets-blocked":
        "Su red deja pasar las páginas pero bloquea las conexiones en directo. Desactive la VPN o el proxy, o pruebe otra red.",
      "platform-unreachable": "No se puede acceder al servicio. Compruebe su conexión a Internet.",
    },
    byCode: {
      "sign-in": {
        AGENT_NOT_AUTHENTICATED:
          "La clave de API o el ID externo no son correctos. Compruébelos e inicie sesión de nuevo.",
        OPERATION_TIMEOUT: "El servidor no respondió. Compruebe la conexión e inicie sesión de nuevo.",
        VE_UNHANDLED_ERROR:
          "No se pudo conectar con el servidor. Compruebe la conexión e inicie sesión de nuevo.",
      },
      queue: {
        OPERATION_TIMEOUT: "El servidor no lo confirmó. Nada ha cambiado. Inténtelo de nuevo.",
        AGENT_NOT_AUTHENTICATED: "Su sesión ha caducado. Ciérrela e inicie otra.",
      },
      accept: {
        SESSION_ACCEPTED_BY_ANOTHER_AGENT: "Otro agente atendió antes esta llamada.",
        SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE:
          "Atendió esta llamada en otra pestaña o en otro dispositivo.",
        VISITOR_HAS_LEFT_SESSION: "El visitante se fue antes de conectarse la llamada.",
        CALL_ALREADY_FINISHED: "Esta llamada ya terminó.",
        SESSION_ALREADY_ACTIVE: "Termine primero la llamada en curso.",
        SESSION_FAILED_TO_START: "La llamada no se estableció. Si sigue sonando, vuelva a aceptarla.",
        OPERATION_TIMEOUT:
          "La imagen no llegó en dos minutos. Si la llamada sigue sonando, vuelva a aceptarla.",
      },
      call: {
        AGENT_NOT_AUTHENTICATED: "El servidor rechazó su sesión. Ciérrela e inicie otra.",
        CALL_ALREADY_FINISHED: "Esta llamada ya no existe. Inicie una llamada nueva.",
        SESSION_FAILED_TO_START: "La llamada no se estableció. Inténtelo de nuevo.",
        WIDGET_IFRAME_LOAD_FAILED:
          "No se pudo cargar la página de la llamada. Compruebe la conexión e inténtelo de nuevo.",
        OPERATION_TIMEOUT: "La llamada no se estableció a tiempo. Inténtelo de nuevo.",
      },
    },
  },
};
