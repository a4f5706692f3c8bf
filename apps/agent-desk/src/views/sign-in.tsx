import { Icon } from "@videoengager/ui-kit/icon";
import { LogIn, Video } from "lucide";
import type { JSX } from "preact";
import type { Credentials } from "../storage/keep-credentials.ts";
import { CredentialsForm } from "./credentials-form.tsx";
import { Notice } from "./notice.tsx";
import { useText } from "./text-context.ts";

export interface SignInProps {
  /** The demo tenant's credentials; null without a demo, undefined while loading. */
  readonly demo: Credentials | null | undefined;
  readonly isBusy: boolean;
  readonly message: string | undefined;
  readonly onSignIn: (credentials: Credentials) => void;
  readonly onDismiss: () => void;
}

/** Sign-in: one click for the demo agent, a form for everyone else. */
export function SignIn(props: SignInProps): JSX.Element {
  const { demo, message, onDismiss } = props;
  const text = useText();
  return (
    <main class="sign-in">
      <div class="sign-in__card">
        <div class="brand-mark">
          <Icon node={Video} size={24} />
        </div>
        <h1 class="sign-in__title">{text.deskName}</h1>
        <p class="sign-in__lead">{text.signIn.lead}</p>
        <Notice message={message} onDismiss={onDismiss} />
        {demo === undefined && <p class="muted">{text.signIn.lookingForDemo}</p>}
        {demo === null && <CredentialsForm {...props} known={null} />}
        {demo && <DemoSignIn {...props} demo={demo} />}
      </div>
    </main>
  );
}

function DemoSignIn(props: SignInProps & { readonly demo: Credentials }): JSX.Element {
  const { demo, isBusy, onSignIn } = props;
  const { signIn } = useText();
  return (
    <>
      <button
        class="button"
        data-kind="primary"
        data-size="large"
        type="button"
        disabled={isBusy}
        onClick={() => onSignIn(demo)}
      >
        <Icon node={LogIn} />
        {isBusy ? signIn.signingIn : signIn.asDemo}
      </button>
      <p class="sign-in__hint">{signIn.demoHint(demo.agentEmail)}</p>
      <details class="disclosure">
        <summary>{signIn.asSomebodyElse}</summary>
        <CredentialsForm {...props} known={demo} />
      </details>
    </>
  );
}
