import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";

import { createLocator } from "../../src/load/locate.ts";
import { parseManifest } from "../../src/load/parse-manifest.ts";

const seed = `apiVersion: charter/v1
kind: Member
metadata:
  name: ada
spec:
  email: ada@acme.test
  roles: [Admin, "Product Owner"]
  note: |
    two
    lines
  when:
    - { attribute: country, equals: CA }
---
kind: 'Project'
`;

// What turns a manifest into something else: indicators, markers, and what a careless editor leaves behind.
const disturbance = fc.constantFrom(
  ..."\n|  |- |: |\"|'|[|]|{|}|,|#|&a |*a|!t |%YAML 1.1\n|---\n|...\n|\t|? |<<: |\r|\r\n|\0|~|null|0123|1e3|${x}|{{|@|`|\\|__proto__: 1\n".split(
    "|",
  ),
  "|",
  "|\n",
  ">-",
  "\u200B",
  "\uFEFF",
  "\u202E",
  "\u00A0",
  "\x02",
  "\x18",
  "\x1F",
  "\uD800",
  "👩‍💻",
);

const mutated = fc
  .array(
    fc.record({ at: fc.nat(seed.length), drop: fc.nat(6), put: fc.oneof(disturbance, fc.string({ maxLength: 3 })) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((edits) => edits.reduce((text, { at, drop, put }) => text.slice(0, at) + put + text.slice(at + drop), seed));

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.array(disturbance, { maxLength: 40 }).map((parts) => parts.join("")),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString("utf8")),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
  mutated,
);

describe("whatever a text is", () => {
  test("it gives documents or problems, and never throws", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { documents, diagnostics } = parseManifest("a.yaml", text);
        expect(documents.length + diagnostics.length).toBeGreaterThan(0);
      }),
      { numRuns: 5_000 },
    );
  });

  test("every problem has a place in it that can be shown", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const locate = createLocator(new Map([["a.yaml", text]]));
        const lines = text.split(/\r\n?|\n/).length;
        for (const { place } of parseManifest("a.yaml", text).diagnostics) {
          const { line, column, width } = locate(place ?? { file: "nowhere", start: 0, end: 0 });
          expect(place?.file).toBe("a.yaml");
          expect(line).toBeLessThanOrEqual(lines);
          expect(Math.min(line, column, width)).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("it reads the same with other line ends", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        fc.pre(!text.includes("\r"));
        const values = parseManifest("a.yaml", text).documents.map(({ value }) => value);
        const dos = parseManifest("a.yaml", text.replaceAll("\n", "\r\n")).documents.map(({ value }) => value);
        expect(dos).toEqual(values);
      }),
      { numRuns: 1_000 },
    );
  });

  test("places of nodes can be worked out in it", () => {
    const path = fc.array(fc.oneof(fc.constantFrom("spec", "roles", "kind", "when"), fc.nat(3)), { maxLength: 4 });
    fc.assert(
      fc.property(anyText, fc.nat(2), path, (text, document, way) => {
        const span = createLocator(new Map([["a.yaml", text]]))({ file: "a.yaml", document, path: way, part: "value" });
        expect(span.line).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("whatever a manifest holds", () => {
  const text = fc
    .string({ unit: fc.constantFrom(...Array.from("aZé字😀 09-_:#'\"[]{},&*!|>%@`~?.\\\n")) })
    .map((found) => found.trim());
  const key = fc
    .string({ unit: fc.constantFrom(..."abcXYZ-_. ".split("")), minLength: 1 })
    .filter((found) => found.trim() !== "");
  const number = fc.oneof(
    fc.integer(),
    fc.integer({ max: 9_999 }).map((hundredths) => hundredths / 100),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, text, number, fc.boolean(), tie("list"), tie("map")),
    list: fc.array(tie("value"), { maxLength: 4 }),
    map: fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  }));
  const manifest = fc.dictionary(key, value, { minKeys: 1, maxKeys: 5, noNullPrototype: true });

  test("it comes back from its text", () => {
    fc.assert(
      fc.property(manifest, (declared) => {
        // With quotes around what readers of YAML 1.1 take for a number.
        const written = stringify(declared, { aliasDuplicateObjects: false, compat: "yaml-1.1" });
        expect(parseManifest("a.yaml", written)).toMatchObject({ diagnostics: [], documents: [{ value: declared }] });
      }),
      { numRuns: 1_000 },
    );
  });

  test("it comes back from JSON", () => {
    fc.assert(
      fc.property(manifest, (declared) => {
        const written = JSON.stringify(declared, undefined, 2);
        expect(parseManifest("a.yaml", written)).toMatchObject({ diagnostics: [], documents: [{ value: declared }] });
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("half a mebibyte of one thing", () => {
  const length = 524_288;

  // A step that grows faster than its input takes minutes, and the time for a test is up long before.
  test.each(["[", "- ", ",", "*a ", "--- &a\n", "role b\na: 1\n"])("is refused in linear time: %j", (thing) => {
    const { diagnostics } = parseManifest("a.yaml", thing.repeat(Math.floor(length / thing.length)));
    expect(diagnostics.length).toBeGreaterThan(0);
  });
});
