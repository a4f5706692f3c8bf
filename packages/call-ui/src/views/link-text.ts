export interface TextPart {
  readonly text: string;
  /** Where the part is a link: the address, http or https. */
  readonly href: string | null;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/gi;
/** Ends a sentence, not an address. */
const TRAILING = /[.,;:!?)\]}'"»”]+$/;

/** Finds the web addresses in what somebody wrote. Only http and https become links, and what is shown is where it leads. */
export function splitLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, "");
    if (!URL.canParse(address)) continue;
    const { href, username, password } = new URL(address);
    // A name before the host dresses one address up as another.
    if (username !== "" || password !== "") continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}
