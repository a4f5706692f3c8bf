import { type Context, createContext } from "preact";
import { type Appearance, DEFAULT_APPEARANCE } from "../host/appearance.ts";

/** How the embedding page wants the call to look. */
export const AppearanceContext: Context<Appearance> = createContext(DEFAULT_APPEARANCE);
