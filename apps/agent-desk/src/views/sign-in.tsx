import { Icon } from "@videoengager/design-tokens/icon";
import { LogIn, Video } from "lucide";
import type { JSX } from "preact";
import type { Credentials } from "../storage/keep-credentials.ts";
import { CredentialsForm } from "./credentials-form.tsx";
import { Notice } from "./notice.tsx";

export interface SignInProps {
  /** The demo tenant's credentials, where there is a demo; undefined until that is known. */
  readonly demo: Credentials | null | undefined;
  readonly isBusy: boolean;
  readonly message: string | undefined;
  readonly onSignIn: (credentials: Credentials) => void;
  readonly onDismiss: () => void;
}

export function SignIn(props: SignInProps): JSX.Element {
  const { demo, message, onDismiss } = props;
  return (
    <main class="sign-in">
      <div class="sign-in__card">
        <div class="brand-mark">
          <Icon node={Video} size={24} />
        </div>
        <h1 class="sign-in__title">Agent desk</h1>
        <p class="sign-in__lead">Take video calls from your web site, and invite customers to one.</p>
        <Notice message={message} onDismiss={onDismiss} />
        {demo === undefined && <p class="muted">Looking for a demo on this machine.</p>}
        {demo === null && <CredentialsForm {...props} known={null} />}
        {demo && <DemoSignIn {...props} demo={demo} />}
      </div>
    </main>
  );
}

function DemoSignIn(props: SignInProps & { readonly demo: Credentials }): JSX.Element {
  const { demo, isBusy, onSignIn } = props;
  return (
    <>
      <button
        class="button button--accent button--large"
        type="button"
        disabled={isBusy}
        onClick={() => onSignIn(demo)}
      >
        <Icon node={LogIn} />
        {isBusy ? "Signing in" : "Sign in as the demo agent"}
      </button>
      <p class="sign-in__hint">
        The demo tenant was made on this machine at the first start. You sign in as {demo.agentEmail}.
      </p>
      <details class="disclosure">
        <summary>Sign in as somebody else</summary>
        <CredentialsForm {...props} known={demo} />
      </details>
    </>
  );
}
