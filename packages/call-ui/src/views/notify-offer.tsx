import { Icon } from "@videoengager/ui-kit/icon";
import { Bell } from "lucide";
import type { ComponentChild } from "preact";
import { useState } from "preact/hooks";
import { canAskToNotify } from "./call-attention.ts";
import { useText } from "./text-context.ts";

/** Asks for a notification when the call starts, where the browser allows the question. */
export function NotifyOffer(): ComponentChild {
  const { waiting } = useText();
  const [answer, setAnswer] = useState<"open" | "granted" | "none">(canAskToNotify() ? "open" : "none");
  const ask = async (): Promise<void> =>
    setAnswer((await Notification.requestPermission()) === "granted" ? "granted" : "none");
  if (answer === "none") return null;
  if (answer === "granted")
    return (
      <p class="muted small" role="status">
        {waiting.willNotify}
      </p>
    );
  return (
    <button type="button" class="button" onClick={() => void ask()}>
      <Icon node={Bell} size={18} />
      {waiting.notify}
    </button>
  );
}
