import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import type { ComponentChild } from "preact";
import { type Chat, isUndelivered } from "../call/chat.ts";
import { useText } from "./text-context.ts";

/** For the end of a call: whether nobody has some of what was written here. */
export function UndeliveredNote({ chat }: { readonly chat: Chat }): ComponentChild {
  const words = useText().chat;
  return useStore(chat.messages).some(isUndelivered) ? <p>{words.undelivered}</p> : null;
}
