import * as fc from "fast-check";
import type { JsonSchema } from "../helpers/open-api.ts";

/** What no program expects, and JSON can carry. */
const ODDITIES: readonly unknown[] = [
  null,
  "",
  0,
  -1,
  1e308,
  true,
  [],
  {},
  "\u0000",
  "\uD800",
  "‮admin",
  "a".repeat(5_000),
  "' or 1=1 --",
  "<script>alert(1)</script>",
  "../../etc/passwd",
  { __proto__x: 1 },
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'),
  Array.from({ length: 200 }, (_, n) => n),
  JSON.parse(`${"[".repeat(200)}${"]".repeat(200)}`),
];

const oddity: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...ODDITIES),
  fc.string({ unit: "binary", maxLength: 50 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Values of a schema, each of whose parts may be bent: of another type, too long, missing, or joined by another. */
export function bentValue(schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: fittingValue(schema) }, { weight: 1, arbitrary: oddity });
}

function fittingValue(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(bentValue));
  switch ([schema.type].flat()[0]) {
    case "object":
      return bentObject(schema);
    case "array":
      return fc.array(schema.items ? bentValue(schema.items) : oddity, { maxLength: 5 });
    case "string":
      return fc.string({ unit: "grapheme", maxLength: Math.min(schema.maxLength ?? 40, 400) });
    case "integer":
    case "number":
      return fc.integer();
    case "boolean":
      return fc.boolean();
    case undefined:
    default:
      return oddity;
  }
}

function bentObject({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      // Even what is required is left out now and then.
      required.includes(name)
        ? fc.option(bentValue(schema), { nil: undefined, freq: 15 })
        : fc.option(bentValue(schema), { nil: undefined }),
    ]),
  );
  return fc
    .tuple(
      fc.record(fields),
      fc.option(fc.dictionary(fc.string({ maxLength: 20 }), oddity, { maxKeys: 3 }), { freq: 4 }),
    )
    .map(([known, more]) => ({ ...more, ...known }));
}
