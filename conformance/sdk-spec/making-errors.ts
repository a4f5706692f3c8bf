import { callMessage, helloOnly } from "../platform-peer/widget-scripts.ts";
import { generic, standalone } from "./init-options.ts";
import { type ErrorMaker, failsToInit, initialization } from "./making-init-errors.ts";
import { beginAccept, haveRinging, haveSession, signIn, widgetOpened } from "./standalone-steps.ts";

const VISITOR = { visitorId: "visitor-1" };
const VIDEO_CALL = "visitor-1-video";

const widgetAndSession: Readonly<Record<string, ErrorMaker>> = {
  UI_HANDLERS_BAD_CONFIG: {
    story: "uiHandlers that are a string",
    make: (host, peer) => failsToInit(host, generic(peer, { options: { uiHandlers: "mine" } })),
  },
  UI_HANDLERS_METHOD_REQUIRED: {
    story: "uiHandlers without closeIframe",
    make: (host, peer) =>
      failsToInit(host, generic(peer, { options: { uiHandlers: { openIframe: "no function" } } })),
  },
  UI_HANDLERS_NOT_INITIALIZED: {
    story: "setUiHandler() before init()",
    make: (host) =>
      host.throws(() =>
        window.sdk.setUiHandler({ openIframe: () => {}, closeIframe: () => {}, getIframe: () => null }),
      ),
  },
  PARAM_CUSTOMER_ID_INVALID_TYPE: {
    story: "call() with a number as customerId",
    make: async (host, peer) => {
      await host.init(generic(peer));
      return host.fails(() => window.sdk.call({ customerId: 7 }));
    },
  },
  SESSION_ALREADY_ACTIVE: {
    story: "call() during a call",
    make: async (host, peer) => {
      await haveSession(host, peer);
      return host.fails(() => window.sdk.call());
    },
  },
  SESSION_NOT_FOUND: {
    story: "accepting a visitor that never rang",
    make: async (host, peer) => {
      await signIn(host, peer);
      return host.fails(() => window.sdk.acceptCall("nobody"));
    },
  },
  SESSION_FAILED_TO_START: {
    story: "a widget that sends hello and never starts a session",
    make: async (host, peer) => {
      peer.widgets.script = helloOnly();
      await host.init(generic(peer));
      const call = await host.begin(() => window.sdk.call());
      await (await widgetOpened(peer)).hello();
      await host.passTime(31_000);
      return call.fails();
    },
  },
  CALL_NOT_STARTED: {
    story: "endCall() without a call",
    make: async (host, peer) => {
      await host.init(generic(peer));
      return host.fails(() => window.sdk.endCall());
    },
  },
  CALL_ALREADY_FINISHED: {
    story: "calling into an interaction that is over",
    make: async (host, peer) => {
      peer.widgets.script = (widget) => {
        void widget.hello();
        void widget.post(callMessage(peer, "FINISHED", "visitor-1"));
      };
      await host.init(generic(peer));
      return host.fails(() => window.sdk.call({ customerId: "visitor-1" }));
    },
  },
  WIDGET_IFRAME_LOAD_FAILED: {
    story: "a widget that doesn't load",
    make: async (host, peer) => {
      peer.answers.set("widgetPage", "hang");
      await host.init(generic(peer));
      const call = await host.begin(() => window.sdk.call());
      await host.passTime(31_000);
      return call.fails();
    },
  },
  WIDGET_IFRAME_NOT_FOUND: {
    story: "uiHandlers that open an iframe and never return it",
    make: async (host, peer) => {
      const call = await host.begin(async (options) => {
        const uiHandlers = { openIframe: () => {}, closeIframe: () => {}, getIframe: () => null };
        await window.sdk.init({ ...(options as object), options: { uiHandlers } });
        await window.sdk.call();
      }, generic(peer));
      await host.passUntilSettled(call, 60_000);
      return call.fails();
    },
  },
  WIDGET_CONTAINER_NOT_FOUND: {
    story: "a containerId that isn't in the document",
    make: (host, peer) =>
      host.fails(
        async (options) => {
          await window.sdk.init(options);
          await window.sdk.call();
        },
        generic(peer, { options: { containerId: "nowhere" } }),
      ),
  },
};

const operations: Readonly<Record<string, ErrorMaker>> = {
  OPERATION_ALREADY_RUNNING: {
    story: "init() with other values while init() runs",
    make: async (host, peer) => {
      peer.answers.next("impersonateCreate", "hang");
      await host.begin((given) => window.sdk.init(given), standalone(peer));
      return failsToInit(host, standalone(peer, { agentEmail: "somebody.else@example.com" }));
    },
  },
  OPERATION_TIMEOUT: {
    story: "a server that never answers",
    make: async (host, peer) => {
      peer.answers.next("impersonateCreate", "hang");
      const init = await host.begin((given) => window.sdk.init(given), standalone(peer));
      await host.passTime(31_000);
      return init.fails();
    },
  },
  OPERATION_CONFLICT: {
    story: "call() while the call is being ended",
    make: async (host, peer) => {
      const { widget } = await haveSession(host, peer);
      widget.onHangup = undefined;
      await host.begin(() => window.sdk.endCall());
      return host.fails(() => window.sdk.call());
    },
  },
  OPERATION_ABORTED: {
    story: "destroy() during init()",
    make: async (host, peer) => {
      peer.answers.next("impersonateCreate", "hang");
      const init = await host.begin((given) => window.sdk.init(given), standalone(peer));
      await host.run(() => window.sdk.destroy());
      return init.fails();
    },
  },
  VE_UNHANDLED_ERROR: {
    story: "a server that fails",
    make: async (host, peer) => {
      peer.answers.set("settings", { status: 500 });
      return failsToInit(host, standalone(peer));
    },
  },
  INVALID_ARGUMENT: {
    story: "accepting a visitor by a number",
    make: async (host, peer) => {
      await signIn(host, peer);
      return host.fails(() => window.sdk.acceptCall(7));
    },
  },
  REQUIRED_FIELD_MISSING: {
    story: "accepting without a visitorId",
    make: async (host, peer) => {
      await signIn(host, peer);
      return host.fails(() => window.sdk.acceptCall());
    },
  },
};

const standaloneMode: Readonly<Record<string, ErrorMaker>> = {
  AGENT_NOT_IN_STANDALONE_MODE: {
    story: "accepting outside standalone mode",
    make: async (host, peer) => {
      await host.init(generic(peer));
      return host.fails(() => window.sdk.acceptCall("visitor-1"));
    },
  },
  VISITOR_HAS_LEFT_SESSION: {
    story: "accepting a visitor that has left",
    make: async (host, peer) => {
      const session = await haveRinging(host, peer, VISITOR);
      await session.callEvent(VIDEO_CALL, "CallEnded");
      await host.event("callRemoved");
      return host.fails(() => window.sdk.acceptCall("visitor-1"));
    },
  },
  SESSION_ACCEPTED_BY_ANOTHER_AGENT: {
    story: "accepting a call that another agent takes first",
    make: async (host, peer) => {
      peer.widgets.script = helloOnly();
      const session = await haveRinging(host, peer, VISITOR);
      const { accept } = await beginAccept(host, peer, "visitor-1");
      await session.callEvent(VIDEO_CALL, "AcceptedElsewhere", { userId: "another@example.com" });
      return accept.fails();
    },
  },
  SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE: {
    story: "accepting a call that the same agent takes on another device first",
    make: async (host, peer) => {
      peer.widgets.script = helloOnly();
      const session = await haveRinging(host, peer, VISITOR);
      const { accept, widget } = await beginAccept(host, peer, "visitor-1");
      const by = { userId: peer.settings._account.email, deviceId: "telephone" };
      await session.callEvent(VIDEO_CALL, "AcceptedElsewhere", by);
      await widget.post(callMessage(peer, "FINISHED", "visitor-1"));
      return accept.fails();
    },
  },
};

/** For each code of the reference's table, a way to cause it. */
export const ERROR_MAKERS: Readonly<Record<string, ErrorMaker>> = {
  ...initialization,
  ...widgetAndSession,
  ...operations,
  ...standaloneMode,
};
