import { Icon } from "@videoengager/ui-kit/icon";
import { TriangleAlert, X } from "lucide";
import type { JSX } from "preact";
import { useText } from "./text-context.ts";

export interface NoticeProps {
  readonly message: string | undefined;
  readonly onDismiss: () => void;
}

/** A message next to its cause; screen readers announce it when it appears. */
export function Notice({ message, onDismiss }: NoticeProps): JSX.Element {
  const { dismiss } = useText();
  return (
    <div class="notice-slot" role="alert">
      {message && (
        <div class="notice">
          <Icon node={TriangleAlert} />
          <p class="notice__text">{message}</p>
          <button class="icon-button" type="button" aria-label={dismiss} onClick={onDismiss}>
            <Icon node={X} size={16} />
          </button>
        </div>
      )}
    </div>
  );
}
