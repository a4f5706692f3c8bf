import { Dialog } from "@videoengager/ui-kit/dialog";
import type { JSX } from "preact";
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
        <button class="button" data-kind="danger" type="button" onClick={onSignOut}>
          {you.endAndSignOut}
        </button>
      </div>
    </Dialog>
  );
}
