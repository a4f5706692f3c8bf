import type { DeskAgent } from "./agent/desk-agent.ts";
import { NotesKeeper } from "./agent/notes-keeper.ts";
import type { DeskStore } from "./model/desk-store.ts";
import type { RingTone } from "./ringing/ring-tone.ts";
import type { Commands } from "./views/commands.ts";

/** Connects the user interface to the parts that execute its commands. */
export function createCommands(store: DeskStore, agent: DeskAgent, tone: RingTone): Commands {
  const { dispatch } = store;
  const notes = new NotesKeeper(store);
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
    reject: (visitorId) => agent.reject(visitorId),
    undoReject: (visitorId) => agent.undoReject(visitorId),
    silence: () => dispatch({ type: "silenced" }),
    startCall: (reference) => {
      void agent.startCall(reference);
    },
    toggleMicrophone: () => {
      void agent.toggleMicrophone();
    },
    endCall: () => {
      void agent.endCall();
    },
    loadHistory: () => {
      void agent.loadHistory();
    },
    endWrapUp: () => {
      void agent.endWrapUp();
    },
    closeWrapUp: () => dispatch({ type: "wrapUpClosed" }),
    writeNotes: (call, written) => notes.write(call, written),
    dismiss: (place) => dispatch({ type: "noticeDismissed", place }),
    choose: (preferences) => dispatch({ type: "preferencesChanged", preferences }),
    testRing: () => tone.test(),
    unblockSound: () => tone.unblock(),
    askForNotifications: () => {
      void Notification.requestPermission().then((notifications) =>
        dispatch({ type: "browserChanged", browser: { notifications } }),
      );
    },
  };
}
