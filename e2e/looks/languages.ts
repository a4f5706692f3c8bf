/** The languages that pictures are taken in: English; German, whose words are the longest; Arabic, which is written from right to left. */
export type Language = "en" | "de" | "ar";

export const EVERY_LANGUAGE: readonly Language[] = ["en", "de", "ar"];

/** For states whose layout isn't mirrored in Arabic. */
export const LEFT_TO_RIGHT: readonly Language[] = ["en", "de"];
