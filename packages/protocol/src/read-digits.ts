const DIGIT = /\p{Nd}/u;

/**
 * The digits of a text as `0` to `9`, whatever script they are written in. Other characters are removed. Unicode keeps the ten
 * digits of a script together, in order, so a digit's value is its distance from the start of its block.
 */
export function readDigits(text: string): string {
  let digits = "";
  for (const character of text)
    if (DIGIT.test(character)) digits += String(valueOf(character.codePointAt(0) ?? 0));
  return digits;
}

function valueOf(codePoint: number): number {
  let first = codePoint;
  while (first > 0 && DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return (codePoint - first) % 10;
}
