import { plural } from "@videoengager/ui-kit/text/plural";
import { countMinutes, countNewMessages } from "./ar-counts.ts";
import type { Messages, Problems } from "./messages.ts";

/** The name and what follows it are of different scripts: each keeps its own direction. */
const isolate = (name: string): string => `\u2068${name}\u2069`;

const problemsOf = (device: string): Problems => ({
  denied: `استخدام ${device} محظور لهذه الصفحة.`,
  "denied-by-system": `لا تسمح إعدادات جهازك للمتصفح باستخدام ${device}. اسمح بذلك هناك ثم حاول مرة أخرى.`,
  dismissed: `أُغلق طلب الإذن باستخدام ${device}. اطلبه مرة أخرى واختر «سماح».`,
  missing: `لم يُعثر على ${device}. صِل جهازًا وسيُستخدم فورًا.`,
  busy: `يستخدم برنامج آخر ${device}. أغلقه ثم حاول مرة أخرى.`,
  unplugged: `فُصل الجهاز: ${device}. أعد توصيله وسيُستخدم فورًا.`,
  insecure: `لم تُفتح هذه الصفحة عبر https، لذلك يحظر المتصفح ${device}. اطلب رابطًا يبدأ بـ https.`,
  "in-app": `لا يستطيع متصفح هذا التطبيق استخدام ${device}. افتح الرابط في Safari أو Chrome.`,
  "not-allowed-here": `لا تسمح الصفحة المحيطة باستخدام ${device}.`,
  failed: `تعذر تشغيل ${device}. حاول مرة أخرى أو اختر جهازًا آخر.`,
});

export const ar: Messages = {
  language: "ar",
  direction: "rtl",
  pageTitle: "مكالمة فيديو",
  visitor: "الزائر",
  agent: "الموظف",
  you: "أنت",

  starting: {
    signingIn: "جارٍ تسجيل دخولك",
    loading: "جارٍ فتح مكالمتك",
  },
  tryAgain: "حاول مرة أخرى",
  close: "إغلاق",

  controls: {
    bar: "أدوات المكالمة",
    mute: "كتم الميكروفون",
    muteNow: "اكتم ميكروفونك",
    unmuteNow: "أعد تشغيل ميكروفونك",
    cameraOff: "إيقاف الكاميرا",
    cameraOffNow: "أوقف كاميرتك",
    cameraOnNow: "شغّل كاميرتك",
    share: "مشاركة الشاشة",
    stopSharing: "إيقاف المشاركة",
    chat: "المحادثة",
    chatUnread: (count) => `المحادثة، ${countNewMessages(count)}`,
    more: "المزيد",
    hangUp: "إنهاء المكالمة",
    pictureInPicture: "صورة داخل صورة",
    fullScreen: "ملء الشاشة",
    leaveFullScreen: "الخروج من ملء الشاشة",
    soundOn: "تشغيل الصوت",
  },

  devices: {
    title: "الأجهزة",
    microphone: "الميكروفون",
    camera: "الكاميرا",
    speaker: "مكبر الصوت",
    standard: "الافتراضي",
    numbered: (kind, number) => `${kind} ${number}`,
    level: "مستوى الميكروفون",
    tryAgain: "حاول مرة أخرى",
    askAgain: "طلب الإذن مرة أخرى",
    flip: "تبديل الكاميرا",
    testSpeaker: "اختبار مكبر الصوت",
    testing: "جارٍ تشغيل صوت",
    choiceFailed: "تعذر استخدام هذا الجهاز، وما زال الجهاز السابق مستخدمًا.",
    speakerRefused: "تعذر استخدام مكبر الصوت هذا، وما زال السابق مستخدمًا.",
  },

  lobby: {
    invites: (agent) => `يدعوك ${isolate(agent)} إلى مكالمة فيديو`,
    withCompany: (company) => `مكالمة فيديو مع ${isolate(company)}`,
    plain: "مكالمة الفيديو الخاصة بك",
    check: "تحقق من صورتك وصوتك ثم انضم.",
    yourName: "اسمك",
    optional: "اختياري",
    connectionReady: "اتصالك جاهز.",
    connectionChecking: "جارٍ التحقق من اتصالك.",
    pin: "الرقم السري",
    pinHint: "أدخل الأرقام الستة التي أُعطيت لك.",
    pinMissing: "أدخل الأرقام الستة.",
    pinWrong: (left) =>
      left === null
        ? "هذا ليس الرقم الصحيح. تحقق من الأرقام وحاول مرة أخرى."
        : `هذا ليس الرقم الصحيح. ${plural("ar", left, {
            one: () => "بقيت لك محاولة واحدة",
            two: () => "بقيت لك محاولتان",
            few: (count) => `بقيت لك ${count} محاولات`,
            other: (count) => `بقيت لك ${count} محاولة`,
          })}.`,
    pinLocked: (minutes) => `محاولات خاطئة كثيرة. يمكنك المحاولة بعد ${countMinutes(minutes)}.`,
    consent: "أوافق على تسجيل هذه المكالمة.",
    consentRequired: "للانضمام إلى هذه المكالمة، وافق على التسجيل.",
    join: "انضم إلى المكالمة",
    joining: "جارٍ الانضمام",
    allowAbove: "يطلب متصفحك الإذن باستخدام الكاميرا والميكروفون. اختر «سماح».",
    failed: "لم ينجح الانضمام. تحقق من اتصالك وحاول مرة أخرى.",
    privacy: "لا يراك أحد ولا يسمعك قبل أن تنضم.",
    tooOften: "محاولات كثيرة. انتظر دقيقة ثم حاول مرة أخرى.",
  },

  ownPicture: {
    label: "صورتك",
    moveHint: "اسحبها أو استخدم مفاتيح الأسهم لنقلها إلى زاوية أخرى.",
    cameraIsOff: "كاميرتك متوقفة",
    opening: "جارٍ تشغيل كاميرتك",
    muted: "مكتوم",
  },

  problems: {
    camera: problemsOf("الكاميرا"),
    microphone: problemsOf("الميكروفون"),
    both: problemsOf("الكاميرا والميكروفون"),
    allowIn: {
      ios: "افتح إعدادات جهازك، واختر هذا المتصفح، وفعّل الكاميرا والميكروفون، ثم أعد تحميل الصفحة.",
      iosSafari:
        "اضغط قائمة الصفحة في شريط العنوان، واختر إعدادات موقع الويب، واسمح بالاثنين، ثم أعد تحميل الصفحة.",
      chromium: "انقر الرمز المجاور لعنوان الصفحة، واسمح بالاثنين، ثم أعد تحميل الصفحة.",
      firefox: "انقر الرمز المشطوب المجاور لعنوان الصفحة لرفع الحظر، ثم حاول مرة أخرى.",
      safari: "اختر إعدادات هذا الموقع من قائمة شريط العنوان، واسمح بالاثنين، ثم أعد تحميل الصفحة.",
    },
    goOn: "يمكنك أيضًا الانضمام بالصوت وحده.",
    goOnWithoutMicrophone: "يمكنك أيضًا الانضمام من دون ميكروفون والاكتفاء بالمشاهدة والاستماع.",
    goOnMuted: "يمكنك أيضًا الانضمام من دونهما والاكتفاء بالاستماع والمشاهدة.",
    copyAddress: "انسخ العنوان",
  },

  waiting: {
    title: "في انتظار أحد الموظفين",
    calling: "نتصل بكل موظف متاح، وتبدأ مكالمتك حالما يرد أحدهم.",
    since: "مدة انتظارك",
    ifNobody: (minutes) => `إذا لم يتمكن أحد من الرد خلال ${countMinutes(minutes)} فسنخبرك هنا.`,
    keepOpen: "أبقِ هذه الصفحة مفتوحة. يمكنك فعل شيء آخر في هذه الأثناء: ترن الصفحة عندما تبدأ مكالمتك.",
    agentAway: (name) => (name === null ? "في انتظار الموظف" : `في انتظار ${isolate(name)}`),
    agentAwayText: "تبدأ المكالمة تلقائيًا عند عودة الطرف الآخر. ليس عليك فعل شيء.",
    connecting: (name) => (name === null ? "جارٍ توصيلك" : `جارٍ توصيلك بـ ${isolate(name)}`),
    reconnecting: "جارٍ إعادة الاتصال كي تحتفظ بدورك.",
    leave: "مغادرة",
    keepInFront:
      "أبقِ هذه الصفحة أمامك، وستبقى الشاشة مضاءة. إذا انتقلت إلى تطبيق آخر فعُد خلال دقيقة كي تحتفظ بدورك.",
    notify: "أعلمني عندما تبدأ المكالمة",
    willNotify: "ستتلقى إشعارًا عندما تبدأ المكالمة.",
  },

  attention: {
    agentIsHere: (name) => (name === null ? "مكالمتك تبدأ الآن" : `مكالمة مع ${isolate(name)} تبدأ الآن`),
    visitorIsHere: (name) => (name === null ? "وصل زائرك" : `مكالمة من ${isolate(name)}`),
  },

  invite: {
    title: "ادعُ زائرك",
    titleFor: (visitor) => `دعوة ${isolate(visitor)}`,
    text: "أرسل هذا الرابط. تبدأ المكالمة حالما يُفتح وينضم أحد.",
    link: "رابط لزائرك",
    copy: "نسخ الرابط",
    copied: "تم النسخ",
    copyFailed: "حدد الرابط وانسخه",
    share: "مشاركة",
    shareText: "انضم إليّ في مكالمة فيديو:",
    qr: "رمز QR للرابط",
    qrText: "أو امسحه بكاميرا هاتف",
    pin: "الرقم السري",
    pinAsked: "على زائرك إدخاله. اقرأه عليه.",
    pinPlain: "اطلبه من زائرك للتحقق من هوية المتصل.",
    localhost: "يحتوي هذا الرابط على localhost: يُفتح على هذا الحاسوب فقط، لا على جهاز زائرك.",
    nobodyYet: "لم يفتح أحد الرابط بعد",
    opened: (name) =>
      name === null
        ? "فتح زائرك الرابط ويتحقق من الكاميرا"
        : `تم فتح الرابط، والتحقق من الكاميرا جارٍ: ${isolate(name)}`,
    connecting: (name) => (name === null ? "جارٍ توصيلك" : `جارٍ توصيلك بـ ${isolate(name)}`),
    left: "أغلق زائرك الصفحة. ما زال الرابط يعمل.",
  },

  call: {
    with: (name) => (name === null ? "مكالمة فيديو" : `مكالمة مع ${isolate(name)}`),
    duration: "المدة",
    cameraIsOff: (name) => (name === null ? "الكاميرا متوقفة" : `كاميرا ${isolate(name)} متوقفة`),
    isMuted: (name) => (name === null ? "ميكروفون الطرف الآخر مكتوم" : `ميكروفون ${isolate(name)} مكتوم`),
    isSharing: (name) => (name === null ? "يشارك الطرف الآخر شاشة" : `مشاركة شاشة من ${isolate(name)}`),
    youAreSharing: "أنت تشارك شاشتك",
    connecting: (name) => (name === null ? "جارٍ توصيلك" : `جارٍ توصيلك بـ ${isolate(name)}`),
    reconnecting: "جارٍ إعادة الاتصال. قد تنقطع الصورة والصوت لحظة.",
    reconnectingMedia: "انقطعت الصورة والصوت. جارٍ إعادة الاتصال.",
    offline: "جارٍ إعادة الاتصال. ما زال الطرف الآخر يراك ويسمعك.",
    away: (name) => (name === null ? "انقطع اتصال الطرف الآخر." : `انقطع اتصال ${isolate(name)}.`),
    awayText: "ابقَ هنا. تستمر المكالمة عند عودة الاتصال.",
    soundBlocked: "متصفحك يحجب الصوت.",
    peerScreen: (name) => (name === null ? "الشاشة المشارَكة" : `شاشة ${isolate(name)}`),
    peerPicture: (name) => (name === null ? "فيديو الطرف الآخر" : `فيديو ${isolate(name)}`),
    quality: {
      good: "الاتصال جيد",
      ownWeak: "اتصالك ضعيف",
      peerWeak: (name) => (name === null ? "اتصال الطرف الآخر ضعيف" : `اتصال ${isolate(name)} ضعيف`),
      bothWeak: "الاتصال ضعيف",
      slow: "الاتصال بطيء. توقف قليلًا بعد أن تتكلم.",
    },
    waitingMore: (seconds) =>
      `ننتظر ${plural("ar", seconds, {
        zero: () => "لحظة",
        one: () => "ثانية واحدة أخرى",
        two: () => "ثانيتين أخريين",
        few: (count) => `${count} ثوانٍ أخرى`,
        other: (count) => `${count} ثانية أخرى`,
      })}.`,
    speaksMuted: "ميكروفونك مكتوم.",
    microphoneSilenced: "كتم جهازك أو سماعة رأسك الميكروفون.",
    cameraBlocked: "لا تعطي كاميرتك صورة. تحقق من غطائها ومفتاحها ومن التطبيقات الأخرى.",
    zoomIn: "تكبير",
    zoomOut: "عرض الكل",
    screenProblems: {
      "denied-by-system": "لا يسمح نظامك للمتصفح بمشاركة الشاشة. اسمح له بتسجيل الشاشة في إعدادات النظام.",
      "not-allowed-here": "لا تسمح الصفحة المحيطة بمشاركة الشاشة.",
      "needs-gesture": "لمشاركة شاشتك، اضغط على الزر داخل المكالمة.",
      failed: "تعذرت مشاركة الشاشة. حاول مرة أخرى أو اختر نافذة أخرى.",
    },
  },

  trouble: {
    unreachable: "لا يستطيع الجهازان الاتصال ببعضهما حتى الآن.",
    causes: {
      "no-relay": "لا تسمح الشبكات بينكما باتصال مباشر. جرّب شبكة أخرى، مثل بيانات الجوال.",
      "udp-blocked": "يُرجّح أن جدار حماية أو شبكة VPN تحجب مكالمات الفيديو. أوقف VPN أو جرّب شبكة أخرى.",
      "relay-unreachable": "خدمة مكالمات الفيديو لا تستجيب. نواصل المحاولة.",
      unknown: "يُرجّح أن إحدى الشبكتين تحجب مكالمات الفيديو. أوقف VPN أو جرّب شبكة أخرى.",
    },
    chatMeanwhile: "يمكنك استخدام المحادثة في هذه الأثناء.",
    websocketsBlocked:
      "شبكتك تسمح بالصفحات لكنها تحجب الاتصالات المباشرة. أوقف VPN أو الوكيل، أو جرّب شبكة أخرى.",
    platformUnreachable: "لا يمكن الوصول إلى الخدمة. تحقق من اتصالك بالإنترنت. نواصل المحاولة.",
    ownPicturePaused: "الفيديو لديك متوقف مؤقتًا ليبقى الصوت واضحًا. سيعود عندما يتحسن الاتصال.",
    peerPicturePaused: (name) =>
      `الفيديو ${name === null ? "" : `من ${isolate(name)} `}متوقف مؤقتًا ليبقى الصوت واضحًا.`,
  },

  chat: {
    title: "المحادثة",
    empty: "لا تُحفظ الرسائل بعد المكالمة.",
    write: "اكتب رسالة",
    send: "إرسال",
    notDelivered: "لم تصل بعد",
    nobodyReads: (name) =>
      name === null
        ? "لا يوجد من يقرأ رسائلك بعد. ستصل حالما ينضم أحد."
        : `في انتظار ${isolate(name)}. ستصل رسائلك عند الاتصال.`,
    full: "يمكنك كتابة المزيد حالما تصل هذه الرسائل.",
    undelivered: "لم تصل بعض رسائلك.",
    close: "إغلاق المحادثة",
  },

  ended: {
    byYou: "أنهيت المكالمة",
    byOther: (name) =>
      name === null ? "أنهى الطرف الآخر المكالمة" : `انتهت المكالمة من طرف ${isolate(name)}`,
    lost: "فُقد الاتصال",
    lostText: "انقطع اتصال أحد الطرفين أكثر من 30 ثانية، فانتهت المكالمة.",
    timeout: "لم يكن أحد متاحًا",
    timeoutText: "حاول مرة أخرى بعد بضع دقائق.",
    visitorLeft: "غادر زائرك قبل أن تبدأ المكالمة",
    abandoned: "لم يفتح أحد الرابط",
    plain: "انتهت المكالمة",
    took: (duration) => `استغرقت المكالمة ${duration}.`,
    notConnected: "لم يكتمل الاتصال.",
    visitorNext: "يمكنك إغلاق هذه الصفحة.",
    agentNext: "يمكنك إغلاق هذه النافذة أو بدء المكالمة التالية.",
    takenOver: "تستمر المكالمة في نافذة أخرى",
    takenOverText: "لقد فتحتها هناك. كاميرتك وميكروفونك متوقفان هنا.",
    continueHere: "المتابعة هنا",
    refused: "فقدت هذه الصفحة مكانها في المكالمة",
    refusedText: "يمكنك محاولة العودة.",
    askAgain: "طلب مكالمة أخرى",
    askFailed: "لم ينجح ذلك. تحقق من اتصالك وحاول مرة أخرى.",
  },

  gone: {
    notFound: "لا يؤدي هذا الرابط إلى مكالمة",
    notFoundText: "تحقق من اكتمال العنوان أو اطلب رابطًا جديدًا.",
    ended: "انتهت هذه المكالمة",
    endedText: "كل رابط صالح لمكالمة واحدة. اطلب رابطًا جديدًا إن أردت التحدث مرة أخرى.",
    full: "هذه المكالمة مفتوحة في نافذة أخرى",
    fullText: "هناك من يشارك فيها بهذا الرابط بالفعل. إن كنت أنت، فيمكنك نقل المكالمة إلى هنا.",
    fullElsewhereText:
      "هناك من يشارك فيها بهذا الرابط بالفعل. إن كنت أنت، فارجع إلى النافذة التي تشارك منها.",
    takeOver: "نقل المكالمة إلى هنا",
    unreachable: "تعذر فتح المكالمة",
    unreachableText: "لا يمكن الوصول إلى الخدمة. تحقق من اتصالك ثم حاول مرة أخرى.",
    rateLimited: "محاولات كثيرة",
    rateLimitedText: "انتظر دقيقة ثم حاول مرة أخرى.",
    unsupported: "هذا المتصفح لا يدعم مكالمات الفيديو",
    unsupportedText:
      "افتح الرابط في Chrome أو Edge أو Firefox أو Safari. على iPhone في نمط المنع، اسمح بهذا الموقع أولًا.",
  },

  widget: {
    notAuthenticated: "تعذر تسجيل دخولك",
    notAuthenticatedText: "لم يعد مفتاح هذه الصفحة أو رمزها صالحًا. اسأل المسؤول عن التطبيق.",
    claimedElsewhere: "تم الرد على هذه المكالمة",
    claimedElsewhereText: "رد عليها موظف آخر، أو أنت في نافذة أخرى.",
    failed: "تعذر فتح المكالمة",
    failedText: "أغلق هذه النافذة وابدأ المكالمة من جديد.",
    unsupportedText: "استخدم إصدارًا حديثًا من Chrome أو Edge أو Firefox أو Safari.",
    signIn: "سجّل الدخول للرد على هذه المكالمة",
    signInText: "بمفتاح مؤسستك وعنوانك أنت.",
    apiKey: "مفتاح API",
    email: "البريد الإلكتروني",
    signInButton: "تسجيل الدخول",
    signInRefused: "المفتاح أو العنوان غير معروف. تحقق منهما وحاول مرة أخرى.",
    goneText: "لم يعد الزائر موجودًا. يمكنك إغلاق هذه النافذة.",
  },
};
