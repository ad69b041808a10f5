import fc from "fast-check";
import { expect, test } from "vitest";

import { parseManifest } from "../../src/load/parse-manifest.ts";
import { printManifests } from "../../src/load/print-manifest.ts";

const schema = "../schemas/manifest.json";

function print(...documents: readonly object[]): string {
  return printManifests(documents, { schema });
}

function read(text: string): unknown {
  const { documents, diagnostics } = parseManifest("printed.yaml", text);
  return diagnostics.length > 0 ? diagnostics : documents.map(({ value }) => value);
}

test("a manifest looks as a person would write it", () => {
  const audience = {
    apiVersion: "charter/v1",
    kind: "Audience",
    metadata: { name: "gold", project: "shop" },
    spec: {
      title: "Gold members",
      when: {
        all: [
          { attribute: "COUNTRY", equals: "CA" },
          { any: [{ attribute: "tier", equals: "gold, silver" }, { not: { attribute: "points", lessThan: 900 } }] },
        ],
      },
    },
  };
  const experience = {
    kind: "Experience",
    spec: {
      tags: ["a", "b"],
      version: { variants: [{ name: "One", audiences: ["gold"], match: "all" }], targeting: { audiences: [] } },
    },
  };
  expect(print(audience, experience)).toBe(`# yaml-language-server: $schema=../schemas/manifest.json
apiVersion: charter/v1
kind: Audience
metadata:
  name: gold
  project: shop
spec:
  title: Gold members
  when:
    all:
      - { attribute: COUNTRY, equals: CA }
      - any:
          - { attribute: tier, equals: "gold, silver" }
          - not: { attribute: points, lessThan: 900 }
---
kind: Experience
spec:
  tags: [a, b]
  version:
    variants:
      - { name: One, audiences: [gold], match: all }
    targeting: { audiences: [] }
`);
});

test("what does not fit on a line of a hundred columns becomes a block", () => {
  const audiences = Array.from({ length: 9 }, (_, at) => `audience-number-${at}`);
  const text = print({
    spec: { version: { variants: [{ name: "One", audiences, match: "all" }] }, description: "word ".repeat(60).trim() },
  });
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(text).toContain("      - name: One\n        audiences:\n          - audience-number-0\n");
});

test.each([
  ["a YAML 1.1 boolean", "yes"],
  ["a YAML 1.1 boolean in another case", "Off"],
  ["a boolean", "true"],
  ["a number", "42"],
  ["an octal number", "0o17"],
  ["a binary number", "0b1"],
  ["a time that reads as a number", "12:30"],
  ["a date", "2024-10-01"],
  ["null", "~"],
  ["a merge key", "<<"],
  ["nothing", ""],
])("text that reads as %s is quoted, as a key and as a value", (_, text) => {
  const quoted = JSON.stringify(text);
  expect(print({ [text]: text })).toContain(`${quoted}: ${quoted}\n`);
  expect(read(print({ [text]: text }))).toEqual([{ [text]: text }]);
});

test("text that reads as nothing else is not quoted", () => {
  expect(print({ title: "A/B test: no. 1's" })).not.toContain("title: A/B test: no.");
  expect(print({ title: "A/B test, 2nd (Ümlaut) & more's" })).toContain("title: A/B test, 2nd (Ümlaut) & more's\n");
});

test.each([
  ["a space that is none of the usual ones", "\u00a0"],
  ["a tab", "\t"],
])("long text is not broken before %s", (_, character) => {
  const value = { text: `${"word ".repeat(18)}${character}and${"more".repeat(20)} words` };
  expect(read(print(value))).toEqual([value]);
});

test("a negative zero is a zero, as in JSON", () => {
  expect(read(print({ lessThan: -0 }))).toEqual([{ lessThan: 0 }]);
});

test("no object becomes an anchor because it appears twice", () => {
  const shared = { read: true };
  expect(read(print({ one: shared, two: [shared, shared] }))).toEqual([{ one: shared, two: [shared, shared] }]);
});

test("a comment stands above its key, one line for each of its lines", () => {
  const comments = [{ document: 1, path: ["spec", "minAdmins"], text: "Raise this\nlater." }];
  const text = printManifests([{ a: 1 }, { spec: { title: "x", minAdmins: 1 } }], { schema, comments });
  expect(text).toContain("---\nspec:\n  title: x\n  # Raise this\n  # later.\n  minAdmins: 1\n");
});

test("a comment about a key that is not there is a mistake of the caller", () => {
  expect(() => printManifests([{}], { schema, comments: [{ document: 0, path: ["spec"], text: "x" }] })).toThrow(
    "spec",
  );
});

// JSON is YAML: whatever the strict reader takes as JSON text can be held by a manifest, and so has to survive printing.
const words = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...Array.from(" \n\t\"'#:-?,[]{}&*!|>%@`\\ab1.~=<_éß日\u00a0")), maxLength: 160 }),
  fc.constantFrom(
    "yes",
    "null",
    "1e3",
    "-0",
    "0x1f",
    "1_000",
    "::",
    "- a",
    "a: b",
    "# c",
    "--- a",
    "...",
    "%TAG",
    "\n",
    " ",
  ),
  fc.lorem({ maxCount: 60 }),
);
const leaf = fc.oneof(words, fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    leaf,
    fc.array(tie("tree"), { maxLength: 5 }),
    fc.dictionary(words, tie("tree"), { maxKeys: 5 }),
  ),
}));
const documents = fc.array(fc.dictionary(words, tree, { minKeys: 1, maxKeys: 5 }), { minLength: 1, maxLength: 3 });

test("what is printed reads back as what was given", () => {
  fc.assert(
    fc.property(documents, (values) => {
      const asJson = values.map((value) => parseManifest("given.json", `${JSON.stringify(value)}\n`));
      fc.pre(asJson.every(({ diagnostics }) => diagnostics.length === 0));
      expect(read(print(...values))).toEqual(asJson.flatMap(({ documents: [document] }) => [document?.value]));
    }),
    { numRuns: 200 },
  );
});
