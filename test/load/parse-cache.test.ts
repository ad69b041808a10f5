import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { decodeDocuments, encodeDocuments, readParseCache, writeParseCache } from "../../src/load/parse-cache.ts";
import type { ManifestDocument } from "../../src/model/declaration.ts";
import { manifestFolder } from "./manifest-folder.ts";

const documents: readonly ManifestDocument[] = [
  { file: "a.yaml", document: 0, value: { a: "tab\tline\nend", b: ["é", 1.5, true] }, line: 1, column: 1 },
  { file: "a.yaml", document: 2, value: { c: {} }, line: 9, column: 3 },
];
const hash = "ab".repeat(32);
const cache = new Map([[hash, encodeDocuments(documents)]]);

describe("documents", () => {
  test("come back as they were, for any file with the same content", () => {
    const moved = documents.map((document) => ({ ...document, file: "b.yaml" }));
    expect(decodeDocuments("b.yaml", encodeDocuments(documents))).toEqual(moved);
  });

  test("keep their value when they are copied", () => {
    const [copy] = decodeDocuments("a.yaml", encodeDocuments(documents)).map((document) => ({ ...document }));
    expect(copy).toEqual(documents[0]);
  });

  test("give the same value each time", () => {
    const [first] = decodeDocuments("a.yaml", encodeDocuments(documents));
    expect(first?.value).toBe(first?.value);
  });
});

describe("the cache file", () => {
  test("gives back what was written, and is for its owner alone", () => {
    using folder = manifestFolder();
    writeParseCache(folder.at("deep/cache"), "1.0.0", cache);
    expect(readParseCache(folder.at("deep/cache"), "1.0.0")).toEqual(cache);
    expect(statSync(folder.at("deep/cache")).mode & 0o077).toBe(0);
    expect(readdirSync(folder.at("deep"))).toEqual(["cache"]);
  });

  test("of another version is not used", () => {
    using folder = manifestFolder();
    writeParseCache(folder.at("cache"), "1.0.0", cache);
    expect(readParseCache(folder.at("cache"), "1.0.1").size).toBe(0);
  });

  test("that is missing, empty or no cache at all is not used", () => {
    using folder = manifestFolder({ empty: "", text: "hello\nworld\n" });
    for (const file of ["missing", "empty", "text"]) expect(readParseCache(folder.at(file), "1").size).toBe(0);
  });

  test("is not used when any byte of it is missing or another", () => {
    using folder = manifestFolder();
    writeParseCache(folder.at("cache"), "1", cache);
    const good = readFileSync(folder.at("cache"));
    for (let at = 0; at < good.length; at += 1) {
      const damaged = Buffer.from(good);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      writeFileSync(folder.at("cache"), damaged);
      expect(readParseCache(folder.at("cache"), "1").size, `byte ${at}`).toBe(0);
      writeFileSync(folder.at("cache"), good.subarray(0, at));
      expect(readParseCache(folder.at("cache"), "1").size, `length ${at}`).toBe(0);
    }
  });

  test("that cannot be written is left out in silence, and leaves nothing behind", () => {
    using folder = manifestFolder({ file: "", "folder/x": "" });
    writeParseCache(folder.at("file/cache"), "1", cache);
    writeParseCache(folder.at("folder"), "1", cache);
    expect(readdirSync(folder.path).toSorted()).toEqual(["file", "folder"]);
  });

  test("that is a folder is not used", () => {
    using folder = manifestFolder({ "cache/x": "" });
    expect(readParseCache(folder.at("cache"), "1").size).toBe(0);
  });
});
