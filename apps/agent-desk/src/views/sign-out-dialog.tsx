import type { JSX } from "preact";
import { Dialog } from "./dialog.tsx";

export interface SignOutDialogProps {
  readonly onSignOut: () => void;
  readonly onClose: () => void;
}

/** Asked only while a call runs. */
export function SignOutDialog({ onSignOut, onClose }: SignOutDialogProps): JSX.Element {
  return (
    <Dialog title="End the call and sign out?" onClose={onClose}>
      <p class="dialog__text">You are in a call. Signing out ends it for both of you.</p>
      <div class="dialog__actions">
        <button class="button" type="button" onClick={onClose}>
          Stay in the call
        </button>
        <button class="button button--danger" type="button" onClick={onSignOut}>
          End and sign out
        </button>
      </div>
    </Dialog>
  );
}
