import { expect, test } from "vitest";

import { declare } from "../src/declare.ts";
import { parseManifest } from "../src/load/parse-manifest.ts";

function codesOf(text: string): readonly string[] {
  const { documents, diagnostics } = parseManifest("all.yaml", text);
  return declare(documents, diagnostics)
    .diagnostics.map(({ code }) => code)
    .toSorted();
}

const organization = `apiVersion: charter/v1
kind: Organization
metadata: { name: acme }
spec: { title: Acme, owner: ada }
`;

const ada = `---
apiVersion: charter/v1
kind: Member
metadata: { name: ada }
spec: { email: ada@acme.test }
`;

test("an organization with its Owner is sound", () => {
  expect(codesOf(organization + ada)).toEqual([]);
});

test("a document with a key without a value still tells its other problems", () => {
  const member = ada.replace("{ email: ada@acme.test }", "{ email: ada@acme.test, fullName: , rolse: [] }");
  expect(codesOf(organization + member)).toEqual(["null-not-allowed", "unknown-key"]);
});

test("what a broken document is called does exist", () => {
  expect(codesOf(organization + ada.replace("ada@acme.test", "7"))).toEqual(["type"]);
});

test("what nothing declares is missing, whatever else is broken", () => {
  const ben = ada.replace("{ name: ada }", "{ name: ben }").replace("ada@acme.test", "7");
  expect(codesOf(organization + ben)).toEqual(["type", "unknown-reference"]);
});

test("where text could not be read, nothing is called missing", () => {
  expect(codesOf(`${organization}${ada.replace("ada@acme.test", "[")}`)).not.toContain("unknown-reference");
});
