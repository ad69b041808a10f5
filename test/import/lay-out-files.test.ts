import { expect, test } from "vitest";

import { layOutFiles } from "../../src/import/lay-out-files.ts";
import { parseManifest } from "../../src/load/parse-manifest.ts";

test("a file that would grow too large goes on in another one, and nothing is lost between them", () => {
  const documents = Array.from({ length: 1500 }, (_, at) => ({
    file: "projects/shop/audiences.yaml",
    value: { kind: "Audience", metadata: { name: `a${at}` }, spec: { description: "word ".repeat(100).trim() } },
  }));
  const files = layOutFiles(documents, "./schemas/manifest.json");
  expect(files.map(({ file }) => file)).toEqual([
    "projects/shop/audiences.yaml",
    ...[2, 3, 4, 5].map((number) => `projects/shop/audiences-${number}.yaml`),
  ]);
  const read = files.flatMap(({ file, text }) => parseManifest(file, text).documents.map(({ value }) => value));
  expect(read).toEqual(documents.map(({ value }) => value));
});

test("a document that is too large by itself stands alone", () => {
  const large = { file: "a.yaml", value: { text: "word ".repeat(60_000) } };
  const files = layOutFiles([large, { file: "a.yaml", value: { b: 1 } }], "x.json");
  expect(files.map(({ file }) => file)).toEqual(["a.yaml", "a-2.yaml"]);
});
