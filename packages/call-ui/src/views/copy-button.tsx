import { Icon } from "@videoengager/ui-kit/icon";
import { Check, type IconNode } from "lucide";
import type { ComponentChild } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useText } from "./text-context.ts";

const SAYS_SO_FOR_MS = 2_500;

interface CopyButtonProps {
  readonly value: string;
  readonly label: string;
  readonly icon: IconNode;
  readonly primary?: boolean;
}

/** Copies, and says whether that worked. */
export function CopyButton({ value, label, icon, primary = false }: CopyButtonProps): ComponentChild {
  const { invite } = useText();
  const [state, setState] = useState<"ready" | "copied" | "failed">("ready");
  useEffect(() => {
    if (state === "ready") return undefined;
    const timer = setTimeout(() => setState("ready"), SAYS_SO_FOR_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => setState((await copyText(value)) ? "copied" : "failed");
  const words = { ready: label, copied: invite.copied, failed: invite.copyFailed }[state];
  return (
    <button
      type="button"
      class="button"
      data-kind={primary ? "primary" : "plain"}
      data-state={state}
      onClick={() => void copy()}
    >
      <Icon node={state === "copied" ? Check : icon} size={18} />
      <span aria-live="polite">{words}</span>
    </button>
  );
}

async function copyText(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return copyBySelection(value);
  }
}

/** For a frame whose host doesn't pass `clipboard-write` on, and pages over plain http. */
function copyBySelection(value: string): boolean {
  const field = document.createElement("textarea");
  field.value = value;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}
