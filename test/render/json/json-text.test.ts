import * as fc from "fast-check";
import { expect, test } from "vitest";

import type { Json } from "../../../src/model/json.ts";
import { jsonText, streamObject } from "../../../src/render/json/json-text.ts";
import { hostileText } from "../hostile-text.ts";

const anyJson = fc.jsonValue({ stringUnit: "binary" }) as fc.Arbitrary<Json>;

test("text is indented by two spaces and unseen characters are escaped", () => {
  expect(jsonText({ a: ["\u202e\u{e0041}\u007f\u2028##[x"], b: {} })).toBe(
    '{\n  "a": [\n    "\\u202e\\udb40\\udc41\\u007f\\u2028#\\u0023[x"\n  ],\n  "b": {}\n}',
  );
});

test("escaping changes no value, and leaves nothing that steers a terminal", () => {
  fc.assert(
    fc.property(fc.oneof(anyJson, hostileText), (value) => {
      const text = jsonText(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(text).not.toMatch(/##\[|(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
  );
});

test("an object written in pieces is the same as in one", () => {
  fc.assert(
    fc.property(anyJson, fc.array(anyJson), (value, items) => {
      const pieces = [
        ...streamObject([
          { key: "items", items },
          { key: "value", value },
        ]),
      ];
      expect(pieces.join("")).toBe(`${jsonText({ items, value })}\n`);
    }),
  );
});

test("an object without members is empty", () => {
  expect([...streamObject([])].join("")).toBe("{}\n");
});
