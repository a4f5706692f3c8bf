import { PhoneOff } from "lucide";
import type { ComponentChild } from "preact";
import type { CallController } from "../call/call-controller.ts";
import { ControlButton } from "./control-button.tsx";
import { useText } from "./text-context.ts";

export function HangUpButton({ controller }: { readonly controller: CallController }): ComponentChild {
  const { controls } = useText();
  return (
    <ControlButton
      icon={PhoneOff}
      label={controls.hangUp}
      tone="danger"
      onClick={() => controller.hangUp()}
    />
  );
}
