import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import type { MessageArguments } from "../../../src/model/diagnostic.ts";
import { plainSentence, sentencesByCode } from "../../../src/render/sentences/sentence-for.ts";

interface Entry {
  readonly title: string;
  readonly code: string;
  readonly args: MessageArguments;
  /** The sentence, and below it the advice if there is one. */
  readonly says: readonly string[];
}

/** Every sentence as it reads: a code and its arguments, and below them the sentence and the advice. */
const catalogue: readonly Entry[] = readFileSync(join(import.meta.dirname, "catalogue.txt"), "utf8")
  .trim()
  .split("\n\n")
  .map((block) => {
    const [title = "", ...says] = block.split("\n");
    const [code = "", ...json] = title.split(" ");
    const args = JSON.parse(json.join(" ")) as MessageArguments;
    return { title, code, args, says: says.map((row) => row.trim()) };
  });

const sourceFolder = join(import.meta.dirname, "../../../src");

/** Codes as the stages write them: `code: "…"`, or the first argument of what makes a problem, a finding or a failure. */
function emittedCodes(): readonly string[] {
  const files = readdirSync(sourceFolder, { recursive: true, encoding: "utf8" });
  const stages = files.filter((file) => file.endsWith(".ts") && !/^(?:render|serve)\b/.test(file));
  return stages.flatMap((file) => {
    const text = readFileSync(join(sourceFolder, file), "utf8");
    const codes = text.matchAll(/(?:\bcode: |\b(?:problem|warning|refusal|Failure|no)\(\s*)"([a-z]+(?:-[a-z]+)*)"/g);
    return Array.from(codes, ([, code = ""]) => code);
  });
}

test.each(catalogue)("$title reads as in the catalogue", ({ code, args, says }) => {
  const { message, help } = plainSentence({ code, args });
  expect(help === undefined ? [message] : [message, help]).toEqual(says);
});

test("the catalogue has every code, and no other", () => {
  expect([...new Set(catalogue.map(({ code }) => code))].toSorted()).toEqual([...sentencesByCode.keys()].toSorted());
});

test("every code that a stage writes has a sentence", () => {
  const codes = emittedCodes();
  expect(codes).toContain("duplicate-key");
  expect(codes.filter((code) => !sentencesByCode.has(code))).toEqual([]);
});

describe("the style of errors", () => {
  test.each([...sentencesByCode.keys()])("is kept by %s, with arguments and without", (code) => {
    const sample = catalogue.find((entry) => entry.code === code)?.args ?? {};
    for (const args of [sample, {}]) {
      const { message, help = "x" } = plainSentence({ code, args });
      for (const text of [message, help]) {
        expect(text).toMatch(/^(?:[a-z0-9`?]|Charter |GitHub |GitHub's |Owner |CHARTER_)/);
        expect(text).not.toMatch(/[.!]$|undefined|\[object| {2}|you (?:must|should|failed)/);
      }
    }
  });
});

describe("a code without a sentence", () => {
  test("is written out with its arguments", () => {
    const args = { name: "ada", roles: ["Admin", "Member"], count: 1200, absent: undefined };
    expect(plainSentence({ code: "brand-new-code", args })).toEqual({
      message: "brand new code: name `ada`, roles `Admin` and `Member`, count 1,200",
    });
  });

  test("is written out alone when it has none", () => {
    expect(plainSentence({ code: "brand-new-code", args: {} })).toEqual({ message: "brand new code" });
  });

  test("cannot reach into the machinery of objects", () => {
    expect(plainSentence({ code: "__proto__", args: {} }).message).toBe("__proto__");
    expect(plainSentence({ code: "constructor", args: {} }).message).toBe("constructor");
  });
});

test("a long list is cut and counted", () => {
  const known = Array.from({ length: 23 }, (_item, at) => `k${at}`);
  const { help } = plainSentence({ code: "unknown-key", args: { key: "x", known } });
  expect(help).toMatch(/^known keys: k0, .*, k19 and 3 more$/);
});
