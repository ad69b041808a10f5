import fc from "fast-check";
import { expect, test } from "vitest";

import { canonicalJson, type Json, sameJson } from "../../src/model/json.ts";

/** Values of few words, so that two of them are often the same; keys that every object inherits are among them. */
const { value: anyValue } = fc.letrec<{ value: Json | undefined }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, undefined, true, false, 0, -0, 1.5, "", "a"),
    fc.array(tie("value") as fc.Arbitrary<Json>, { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "__proto__", "constructor"), tie("value"), { maxKeys: 3 }),
  ),
}));

test("two values mean the same when their canonical texts are equal, and only then", () => {
  fc.assert(
    fc.property(anyValue, anyValue, (one, other) => {
      expect(sameJson(one, other)).toBe(canonicalJson(one) === canonicalJson(other));
    }),
    { numRuns: 5000 },
  );
});

test("a value means the same after it was written and read", () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      expect(sameJson(value, JSON.parse(canonicalJson(value)) as Json)).toBe(true);
    }),
  );
});
