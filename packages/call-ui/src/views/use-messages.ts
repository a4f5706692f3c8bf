import { useEffect, useState } from "preact/hooks";
import { en } from "../text/en.ts";
import { loadMessages } from "../text/load-messages.ts";
import type { Messages } from "../text/messages.ts";

/**
 * The texts of a language; null until its file is loaded, so that a page never shows English first. Sets the document's
 * language, direction and title.
 */
export function useMessages(language: string): Messages | null {
  const [text, setText] = useState<Messages | null>(language === "en" ? en : null);
  useEffect(() => {
    const load = async (): Promise<void> => setText(await loadMessages(language));
    void load();
  }, [language]);
  useEffect(() => {
    if (text === null) return;
    document.documentElement.lang = text.language;
    document.documentElement.dir = text.direction;
    document.title = text.pageTitle;
  }, [text]);
  return text;
}
