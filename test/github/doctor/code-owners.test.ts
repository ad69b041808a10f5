import { expect, test } from "vitest";

import { ownersOf, parseCodeOwners } from "../../../src/github/doctor/code-owners.ts";

test("a file is read line by line, without comments", () => {
  const text = "# owners\r\n\n*.yaml @ada @acme/owners # all\n/members/\n";
  expect(parseCodeOwners(text)).toEqual([
    { pattern: "*.yaml", owners: ["@ada", "@acme/owners"] },
    { pattern: "/members/", owners: [] },
  ]);
});

test.each([
  ["*", "a/b.yaml", true],
  ["*.yaml", "a/b.yaml", true],
  ["*.yaml", "a/b.yml", false],
  ["/*.yaml", "a/b.yaml", false],
  ["/a", "a/b.yaml", true],
  ["/a/", "a/b/c.yaml", true],
  ["a/", "x/a/b.yaml", true],
  ["/a/", "x/a/b.yaml", false],
  ["a/", "x/a", false],
  ["a/b", "x/a/b", false],
  ["/a/*", "a/b.yaml", true],
  ["/a/*", "a/b/c.yaml", false],
  ["**/a", "x/y/a/b.yaml", true],
  ["/a/**/c.yaml", "a/b/d/c.yaml", true],
  ["/a/**/c.yaml", "a/c.yaml", true],
  ["/a/**", "a/b/c.yaml", true],
  ["/members", "members.yaml", false],
  ["/m*s/a*a.yaml", "members/ada.yaml", true],
  ["a*a", "a", false],
  ["/Members/", "members/ada.yaml", false],
])("pattern %s and file %s: %s", (pattern, file, fits) => {
  expect(ownersOf([{ pattern, owners: ["@ada"] }], file)).toEqual(fits ? ["@ada"] : []);
});

test("the last pattern that fits decides, and one without owners means nobody", () => {
  const rules = parseCodeOwners("* @ada\n/members/ @ben\n/members/cleo.yaml\n");
  expect(["a.yaml", "members/b.yaml", "members/cleo.yaml"].map((file) => ownersOf(rules, file))).toEqual([
    ["@ada"],
    ["@ben"],
    [],
  ]);
});
