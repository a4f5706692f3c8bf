import { useEffect, useState } from "preact/hooks";
import { en } from "../text/en.ts";
import { loadMessages } from "../text/load-messages.ts";
import type { Messages } from "../text/messages.ts";

/** A language's words, English until its file is there; the document says which it is in, and which way that is written. */
export function useMessages(language: string): Messages {
  const [text, setText] = useState(en);
  useEffect(() => {
    const load = async (): Promise<void> => setText(await loadMessages(language));
    void load();
  }, [language]);
  useEffect(() => {
    document.documentElement.lang = text.language;
    document.documentElement.dir = text.direction;
    document.title = text.pageTitle;
  }, [text]);
  return text;
}
