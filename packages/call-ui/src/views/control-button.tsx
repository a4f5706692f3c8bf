import { Icon } from "@videoengager/ui-kit/icon";
import type { IconNode } from "lucide";
import type { ComponentChild } from "preact";

interface ControlButtonProps {
  readonly icon: IconNode;
  /** The accessible name; stays the same, `pressed` tells the state. */
  readonly label: string;
  /** What a click does now, for those who point at it. */
  readonly hint?: string;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly tone?: "plain" | "danger";
  readonly badge?: string;
  readonly onClick: () => void;
}

/** A round button over the video. */
export function ControlButton(props: ControlButtonProps): ComponentChild {
  const { icon, label, hint = label, pressed, expanded, tone = "plain", badge, onClick } = props;
  return (
    <button
      type="button"
      class="control"
      data-tone={tone}
      aria-label={label}
      title={hint}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
      {...(expanded === undefined ? {} : { "aria-expanded": expanded })}
      onClick={onClick}
    >
      <Icon node={icon} size={22} />
      {badge === undefined ? null : (
        <span class="badge" aria-hidden="true">
          {badge}
        </span>
      )}
    </button>
  );
}
