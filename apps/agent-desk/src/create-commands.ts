import type { DeskAgent } from "./agent/desk-agent.ts";
import type { DeskStore } from "./model/desk-store.ts";
import type { RingTone } from "./ringing/ring-tone.ts";
import type { Commands } from "./views/commands.ts";

/** Joins what a person does in the page to the parts that do it. */
export function createCommands(store: DeskStore, agent: DeskAgent, tone: RingTone): Commands {
  const { dispatch } = store;
  return {
    signIn: (credentials) => {
      void agent.signIn(credentials);
    },
    signOut: () => {
      void agent.signOut();
    },
    setOnQueue: (onQueue) => {
      void agent.setOnQueue(onQueue);
    },
    accept: (visitorId) => {
      void agent.accept(visitorId);
    },
    reject: (visitorId) => {
      void agent.reject(visitorId);
    },
    silence: () => dispatch({ type: "silenced" }),
    startCall: (reference) => {
      void agent.startCall(reference);
    },
    endCall: () => {
      void agent.endCall();
    },
    loadHistory: () => {
      void agent.loadHistory();
    },
    closeWrapUp: () => dispatch({ type: "wrapUpOver" }),
    writeNote: (pastCallId, note) => dispatch({ type: "noteWritten", pastCallId, note }),
    dismiss: (place) => dispatch({ type: "noticeDismissed", place }),
    choose: (preferences) => dispatch({ type: "preferencesChanged", preferences }),
    unblockSound: () => tone.unblock(),
    askForNotifications: () => {
      void Notification.requestPermission().then((notifications) =>
        dispatch({ type: "browserChanged", browser: { notifications } }),
      );
    },
  };
}
