import { en } from "./en.ts";
import type { Messages } from "./messages.ts";

export const es: Messages = { ...en, language: "es" };
