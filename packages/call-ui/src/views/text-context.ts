import { type Context, createContext } from "preact";
import { useContext } from "preact/hooks";
import { en } from "../text/en.ts";
import type { Messages } from "../text/messages.ts";

export const TextContext: Context<Messages> = createContext<Messages>(en);

/** The words of the page's language. */
export function useText(): Messages {
  return useContext(TextContext);
}
