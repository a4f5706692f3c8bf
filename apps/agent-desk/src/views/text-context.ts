import { type Context, createContext } from "preact";
import { useContext } from "preact/hooks";
import { en } from "../text/en.ts";
import type { Messages } from "../text/messages.ts";

export const TextContext: Context<Messages> = createContext<Messages>(en);

/** The texts in the current language. */
export const useText = (): Messages => useContext(TextContext);
