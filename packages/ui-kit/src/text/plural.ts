/** One sentence per plural category of a language; `other` covers the categories that are left out. */
export type PluralForms = { readonly other: (count: number) => string } & Readonly<
  Partial<Record<Exclude<Intl.LDMLPluralRule, "other">, (count: number) => string>>
>;

/** Picks the form that a language uses for a count: in Arabic there are six, in English two. */
export function plural(language: string, count: number, forms: PluralForms): string {
  const category = new Intl.PluralRules(language).select(count);
  return (forms[category] ?? forms.other)(count);
}
