import { plural } from "@videoengager/ui-kit/text/plural";
import type { DeviceProblems, Messages } from "./messages.ts";

const problemsOf = (device: string, none: string): DeviceProblems => ({
  denied: `استخدام ${device} محظور لهذه الصفحة. انقر الرمز المجاور للعنوان، واسمح بالاستخدام، ثم حاول مرة أخرى.`,
  "denied-by-system": `لا تسمح إعدادات جهازك للمتصفح باستخدام ${device}. اسمح بذلك هناك ثم حاول مرة أخرى.`,
  missing: `لم يُعثر على ${none}. صِل جهازًا ثم حاول مرة أخرى.`,
  busy: `يستخدم برنامج آخر ${device}. أغلقه ثم حاول مرة أخرى.`,
  failed: `تعذر تشغيل ${device}. حاول مرة أخرى أو اختر جهازًا آخر.`,
  insecure: `هذه الصفحة غير آمنة، لذلك يحظر المتصفح ${device}. افتح المكتب عبر https أو على الجهاز الذي يعمل عليه.`,
});

/** Names and addresses keep their own direction within Arabic text. */
const isolate = (text: string): string => `\u2068${text}\u2069`;

const othersOf = (count: number): string =>
  plural("ar", count, {
    one: () => "وشخص آخر",
    two: () => "وآخران",
    other: (many) => `و${many} آخرون`,
  });

export const ar: Messages = {
  language: "ar",
  direction: "rtl",
  deskName: "مكتب الموظف",
  optional: "اختياري",
  dismiss: "إغلاق هذه الرسالة",
  cancel: "إلغاء",
  done: "تم",
  tryAgain: "حاول مرة أخرى",

  signIn: {
    lead: "استقبل مكالمات الفيديو من موقعك وادعُ عملاءك إليها.",
    lookingForDemo: "جارٍ البحث عن عرض تجريبي على هذا الجهاز.",
    asDemo: "الدخول كموظف تجريبي",
    demoHint: (email) => `يوجد حساب تجريبي على هذا الجهاز. ستدخل باسم ${isolate(email)}.`,
    asSomebodyElse: "الدخول بحساب آخر",
    signIn: "تسجيل الدخول",
    signingIn: "جارٍ تسجيل الدخول",
    email: "بريدك الإلكتروني",
    firstName: "الاسم الأول",
    lastName: "اسم العائلة",
    apiKey: "مفتاح API",
    externalId: "المعرّف الخارجي",
    externalIdHint: "مطلوب لاستقبال مكالمات الطابور. اتركه فارغًا لبدء المكالمات فقط.",
    keptHint: (host) =>
      `الخادم: ${isolate(host)}. تبقى بياناتك في هذا اللسان وتُحذف عند إغلاقه أو تسجيل الخروج.`,
  },

  you: {
    region: "أنت",
    signOut: "تسجيل الخروج",
    startsCallsOnly: "يمكنك بدء المكالمات. لاستقبال مكالمات الطابور سجّل الدخول بمعرّفك الخارجي.",
    signOutTitle: "إنهاء المكالمة وتسجيل الخروج؟",
    signOutText: "أنت في مكالمة. تسجيل الخروج ينهيها لكليكما.",
    stay: "البقاء في المكالمة",
    endAndSignOut: "إنهاء وتسجيل الخروج",
  },

  queue: {
    switch: "استقبال مكالمات الطابور",
    lost: "انقطع الاتصال",
    lostOnQueue: "لا ترن المكالمات دون اتصال. ستعود إلى الطابور تلقائيًا.",
    lostOffQueue: "تجري إعادة الاتصال تلقائيًا. المكالمة الجارية تستمر.",
    joining: "جارٍ الدخول إلى الطابور",
    leaving: "جارٍ الخروج من الطابور",
    oneMoment: "لحظة من فضلك.",
    off: "خارج الطابور",
    offDetail: "لا ترن المكالمات هنا.",
    on: "في الطابور",
    onDetail: "ترن مكالمات الزوار هنا.",
    onInCall: "لا ترن مكالمات أخرى أثناء المكالمة.",
    onInWrapUp: "لا ترن مكالمات حتى تنتهي مهلة المتابعة.",
    readyFailed: "لم يؤكد الخادم ذلك. حاول مرة أخرى.",
  },

  settings: {
    title: "الإعدادات",
    sound: "نغمة الرنين",
    soundHint: "تُسمع ما دامت مكالمة ترن.",
    volume: "مستوى الصوت",
    ringOn: "جهاز الرنين",
    testRing: "اختبار النغمة",
    shortcuts: "اختصارات لوحة المفاتيح",
    shortcutsHint: "A للقبول، R للرفض، U للتراجع عن الرفض، S للإسكات. أثناء المكالمة: M لكتم الميكروفون.",
    notifications: "إشعارات سطح المكتب",
    allowNotifications: "السماح بالإشعارات",
    notificationsAre: {
      granted: "مفعّلة. يصلك إشعار عندما ترن مكالمة ويكون هذا اللسان في الخلفية.",
      denied: "محظورة. اسمح بها لهذه الصفحة في إعدادات الموقع في المتصفح.",
      unsupported: "لا يدعم هذا المتصفح الإشعارات.",
    },
    language: "اللغة",
    languageOfBrowser: "لغة المتصفح",
    checkDevices: "فحص الكاميرا والميكروفون",
  },

  devices: {
    camera: "الكاميرا",
    microphone: "الميكروفون",
    speaker: "مكبر الصوت",
    standard: "الافتراضي",
    numbered: (kind, number) => `${kind} ${number}`,
    level: "مستوى الميكروفون",
    testSpeaker: "اختبار مكبر الصوت",
    testing: "جارٍ تشغيل صوت",
    choiceFailed: "تعذر استخدام هذا الجهاز، وما زال الجهاز السابق مستخدمًا.",
    speakerRefused: "تعذر استخدام مكبر الصوت هذا، وما زال السابق مستخدمًا.",
  },

  check: {
    title: "افحص الكاميرا والميكروفون",
    asking: "يطلب متصفحك الإذن باستخدام الكاميرا والميكروفون. اختر «سماح».",
    noPicture: "لا صورة",
    ownPicture: "صورتك",
    saySomething: "قل شيئًا: تتحرك الأشرطة عندما يسمعك الميكروفون.",
    goOn: "الدخول إلى الطابور",
    goOnWithout: {
      camera: "المتابعة دون كاميرا",
      microphone: "المتابعة دون ميكروفون",
      both: "المتابعة دون كاميرا وميكروفون",
    },
    problems: {
      camera: problemsOf("الكاميرا", "كاميرا"),
      microphone: problemsOf("الميكروفون", "ميكروفون"),
      both: problemsOf("الكاميرا والميكروفون", "كاميرا ولا ميكروفون"),
    },
  },

  waiting: {
    title: "المنتظرون",
    silence: "إسكات",
    nobody: "لا أحد ينتظر. عند طلب مكالمة ترن هنا، مع ما يعرفه موقعك عن صاحبها.",
    keys: { accepts: "للقبول", rejects: "للرفض", silences: "للإسكات" },
    onlyOnQueue: "ترن المكالمات لدى الموظفين الموجودين في الطابور فقط.",
    withoutConnection: "لا ترن المكالمات دون اتصال. ترن المكالمات المنتظرة حالما يعود الاتصال.",
    goOnQueue: "ادخل إلى الطابور لاستقبال مكالمات موقعك.",
    notDuringCall: "لا ترن مكالمات أخرى أثناء المكالمة. ترن المكالمات المنتظرة بعد انتهائها.",
    soundHeldBack: "يمنع متصفحك نغمة الرنين إلى أن تنقر في هذه الصفحة.",
    soundMissing: "لا يخرج صوت من هذا المتصفح، فالمكالمات ترن بصمت. تحقق من مخرج الصوت.",
    turnSoundOn: "تشغيل الصوت",
    offerNotifications: "هل تريد إشعارًا عندما ترن مكالمة ويكون هذا اللسان في الخلفية؟",
    notNow: "ليس الآن",
    accept: "قبول",
    reject: "رفض",
    rejected: (name) => (name === null ? "تم رفض المكالمة" : `تم رفض المكالمة من ${isolate(name)}`),
    undo: "تراجع",
    inQueue: (count) => `في الطابور: ${count}`,
    longestWait: (clock) => `أطول انتظار: ${clock}`,
    waitedFor: (duration) => `مدة الانتظار: ${duration}`,
    more: (count) =>
      plural("ar", count, {
        one: () => "معلومة أخرى",
        two: () => "معلومتان أخريان",
        few: (several) => `${several} معلومات أخرى`,
        other: (many) => `${many} معلومة أخرى`,
      }),
    yes: "نعم",
    no: "لا",
    recording: "التسجيل",
    consentGiven: "تمت الموافقة",
    noConsent: "لم تتم الموافقة",
  },

  ringing: {
    isCalling: (name) => (name === null ? "مكالمة من زائر" : `مكالمة من ${isolate(name)}`),
    severalRing: (count) => `المكالمات التي ترن: ${count}`,
    announce: (name, others, hasKeys) =>
      `مكالمة من ${name === null ? "زائر" : isolate(name)}${others > 0 ? `، ${othersOf(others)}` : ""}.${
        hasKeys ? " اضغط A للقبول وR للرفض." : ""
      }`,
    notification: "افتح مكتب الموظف لقبول المكالمة أو رفضها.",
    hasJoined: (name) => (name === null ? "وصل زائرك" : `مكالمة من ${isolate(name)}`),
  },

  call: {
    region: "المكالمة",
    visitor: "الزائر",
    customer: "زائرك",
    phases: {
      opening: "جارٍ فتح المكالمة",
      inviting: "أرسل الدعوة أدناه. تبدأ المكالمة عندما يفتحها زائرك.",
      connecting: "جارٍ الاتصال. قد يطلب متصفحك الكاميرا.",
      live: "في المكالمة",
      over: "انتهت المكالمة",
    },
    ending: "جارٍ إنهاء المكالمة",
    inCallWith: (name) => (name === null ? "في مكالمة" : `في مكالمة مع ${isolate(name)}`),
    end: "إنهاء المكالمة",
    cancel: "إلغاء",
    endedByReload: (name) =>
      `${name === null ? "انتهت المكالمة" : `انتهت المكالمة مع ${isolate(name)}`} عند إعادة تحميل هذه الصفحة.`,
  },

  start: {
    title: "بدء مكالمة",
    lead: "تحصل على رابط لإرساله. تبدأ المكالمة عندما يفتحه زائرك.",
    reference: "مرجع العميل",
    referenceHint: "من نظام CRM لديك. يُحفظ مع المكالمة.",
    start: "بدء مكالمة",
  },

  wrapUp: {
    title: "المتابعة",
    talked: (name, duration) =>
      name === null ? `مدة المكالمة: ${duration}.` : `مدة المكالمة مع ${isolate(name)}: ${duration}.`,
    nobodyRings: "لا ترن مكالمات حتى تنتهي المهلة.",
    canRingAgain: "يمكن أن ترن المكالمات من جديد.",
    readyNow: "استئناف المكالمات",
  },

  notes: {
    outcome: "النتيجة",
    noOutcome: "غير محددة",
    outcomes: {
      resolved: "تم الحل",
      "follow-up": "تحتاج إلى متابعة",
      unresolved: "لم يتم الحل",
      "wrong-contact": "جهة غير معنية",
    },
    note: "ملاحظة",
    hint: "تُحفظ مع المكالمة، وتجدها ضمن المكالمات السابقة على كل أجهزتك.",
    hintInTab: "تُحفظ في هذا اللسان فقط.",
    progress: { saving: "جارٍ الحفظ", saved: "تم الحفظ", failed: "لم يتم الحفظ. تحقق من الاتصال." },
  },

  past: {
    title: "المكالمات السابقة",
    none: "تظهر هنا المكالمات التي تستقبلها أو تبدؤها أو تفوتك.",
    incoming: "واردة",
    outgoing: "صادرة",
    talkedFor: (duration) => `مدة ${duration}`,
    outcomes: {
      talked: "تمت المكالمة",
      "nobody-joined": "لم ينضم أحد",
      failed: "تعذر الاتصال",
      rejected: "رفضتها",
      taken: "أخذها موظف آخر",
      "taken-by-you": "أخذتها من مكان آخر",
      left: "انتهت قبل الرد",
    },
    addNote: "إضافة ملاحظة",
    editNote: "تعديل الملاحظة",
    older: "عرض المكالمات الأقدم",
    loading: "جارٍ التحميل",
    failed: "تعذر تحميل المكالمات السابقة.",
  },

  errors: {
    unforeseen: "حدث أمر غير متوقع. أعد تحميل الصفحة ثم حاول مرة أخرى.",
    byCause: {
      "no-relay": "لا تسمح الشبكات بينكما باتصال مباشر. جرّب شبكة أخرى، مثل بيانات الجوال.",
      "udp-blocked": "يُرجّح أن جدار حماية أو شبكة VPN تحجب مكالمات الفيديو. أوقف VPN أو جرّب شبكة أخرى.",
      "relay-unreachable": "خدمة مكالمات الفيديو لا تستجيب.",
      unknown: "يُرجّح أن إحدى الشبكتين تحجب مكالمات الفيديو. أوقف VPN أو جرّب شبكة أخرى.",
      "websockets-blocked":
        "شبكتك تسمح بالصفحات لكنها تحجب الاتصالات المباشرة. أوقف VPN أو الوكيل، أو جرّب شبكة أخرى.",
      "platform-unreachable": "لا يمكن الوصول إلى الخدمة. تحقق من اتصالك بالإنترنت.",
    },
    byCode: {
      "sign-in": {
        AGENT_NOT_AUTHENTICATED: "مفتاح API أو المعرّف الخارجي غير صحيح. تحقق منهما ثم سجّل الدخول مرة أخرى.",
        OPERATION_TIMEOUT: "لم يُجب الخادم. تحقق من الاتصال ثم سجّل الدخول مرة أخرى.",
        VE_UNHANDLED_ERROR: "تعذر الوصول إلى الخادم. تحقق من الاتصال ثم سجّل الدخول مرة أخرى.",
      },
      queue: {
        OPERATION_TIMEOUT: "لم يؤكد الخادم ذلك. لم يتغير شيء. حاول مرة أخرى.",
        AGENT_NOT_AUTHENTICATED: "انتهت صلاحية دخولك. سجّل الخروج ثم الدخول مرة أخرى.",
      },
      accept: {
        SESSION_ACCEPTED_BY_ANOTHER_AGENT: "سبقك موظف آخر إلى قبول هذه المكالمة.",
        SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE: "أخذت هذه المكالمة في لسان آخر أو على جهاز آخر.",
        VISITOR_HAS_LEFT_SESSION: "غادر الزائر قبل اتصال المكالمة.",
        CALL_ALREADY_FINISHED: "انتهت هذه المكالمة بالفعل.",
        SESSION_ALREADY_ACTIVE: "أنهِ المكالمة الجارية أولًا.",
        SESSION_FAILED_TO_START: "لم تبدأ المكالمة. إن كانت لا تزال ترن فاقبلها مرة أخرى.",
        OPERATION_TIMEOUT: "لم تصل الصورة خلال دقيقتين. إن كانت المكالمة لا تزال ترن فاقبلها مرة أخرى.",
      },
      call: {
        AGENT_NOT_AUTHENTICATED: "رفض الخادم تسجيل دخولك. سجّل الخروج ثم الدخول مرة أخرى.",
        CALL_ALREADY_FINISHED: "هذه المكالمة لم تعد موجودة. ابدأ مكالمة جديدة.",
        SESSION_FAILED_TO_START: "لم تبدأ المكالمة. حاول مرة أخرى.",
        WIDGET_IFRAME_LOAD_FAILED: "تعذر تحميل صفحة المكالمة. تحقق من الاتصال ثم حاول مرة أخرى.",
        OPERATION_TIMEOUT: "لم تبدأ المكالمة في الوقت المناسب. حاول مرة أخرى.",
      },
    },
  },
};
