/** What a form or an address holds, as the platform takes it: control characters (a tab from a spreadsheet) are spaces. */
export function cleanText(text: string, maxLength: number): string {
  return text
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, maxLength)
    .trim();
}

export const MAX_NAME_LENGTH = 200;
export const MAX_EMAIL_LENGTH = 320;
export const MAX_PHONE_LENGTH = 64;

/** The digits of a text, of whatever script, as 0 to 9; everything else is dropped. */
export function readDigits(text: string): string {
  return Array.from(text, (char) => (/\p{Nd}/u.test(char) ? String(digitValue(char)) : "")).join("");
}

/** Unicode lists each script's digits in order, in runs of ten. */
function digitValue(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}
