import type { JSX } from "preact";
import { Dialog } from "./dialog.tsx";
import { useText } from "./text-context.ts";

export interface SignOutDialogProps {
  readonly onSignOut: () => void;
  readonly onClose: () => void;
}

/** Asked only while a call runs. */
export function SignOutDialog({ onSignOut, onClose }: SignOutDialogProps): JSX.Element {
  const { you } = useText();
  return (
    <Dialog title={you.signOutTitle} onClose={onClose}>
      <p class="dialog__text">{you.signOutText}</p>
      <div class="dialog__actions">
        <button class="button" type="button" onClick={onClose}>
          {you.stay}
        </button>
        <button class="button button--danger" type="button" onClick={onSignOut}>
          {you.endAndSignOut}
        </button>
      </div>
    </Dialog>
  );
}
