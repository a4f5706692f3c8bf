import { parseUrl } from "@videoengager/protocol/parse-url";

export interface TextPart {
  readonly text: string;
  /** Where the part is a link: the address, http or https. */
  readonly href: string | null;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/gi;
/** Ends a sentence, not an address. */
const TRAILING = /[.,;:!?)\]}'"»”]+$/;
/** Invisible characters that change the direction of text: they can make an address look like another one. */
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Splits text into plain parts and web addresses. Only http and https become links, and a link shows its real host. */
export function splitLinks(written: string): readonly TextPart[] {
  const text = written.replace(BIDI_CONTROLS, "");
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, "");
    const url = parseUrl(address);
    if (url === null) continue;
    const { href, username, password } = url;
    // A user name before the host makes one address look like another.
    if (username !== "" || password !== "") continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: showHost(address), href });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

/** The address as typed, with the host in the form that the browser uses: look-alike letters become visible. */
function showHost(address: string): string {
  const { protocol, host } = new URL(address);
  const rest = address.replace(/^https?:\/\/[^/?#]*/i, "");
  return `${protocol}//${host}${rest}`;
}
