import type { JSX } from "preact";
import type { DeskState } from "../model/desk-state.ts";
import type { Credentials } from "../storage/keep-credentials.ts";
import type { Commands } from "./commands.ts";
import { Desk } from "./desk.tsx";
import { SignIn } from "./sign-in.tsx";
import { TextContext } from "./text-context.ts";

export interface AppProps {
  readonly state: DeskState;
  readonly demo: Credentials | null | undefined;
  readonly commands: Commands;
}

/** Renders the sign-in or the desk. */
export function App({ state, demo, commands }: AppProps): JSX.Element {
  const { session } = state;
  return (
    <TextContext.Provider value={state.text}>
      {session.kind === "in" ? (
        <Desk state={state} agent={session.agent} commands={commands} />
      ) : (
        <SignIn
          demo={demo}
          isBusy={session.kind === "signing-in"}
          message={state.notices["sign-in"]}
          onSignIn={commands.signIn}
          onDismiss={() => commands.dismiss("sign-in")}
        />
      )}
    </TextContext.Provider>
  );
}
