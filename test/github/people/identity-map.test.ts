import { expect, test } from "vitest";

import { identityMap } from "../../../src/github/people/identity-map.ts";
import type { Declaration } from "../../../src/model/declaration.ts";

/** A Member manifest; its file is named for it. */
function newMember(
  name: string,
  github?: { readonly id: number; readonly login?: string },
  email?: string,
): Declaration {
  return {
    kind: "Member",
    name,
    previously: [],
    spec: { email: email ?? `${name}@acme.test`, ...(github !== undefined && { github: { ...github } }) },
    source: { file: `members/${name}.yaml`, document: 0, line: 1, column: 1 },
  };
}

test("an account is known by its number", () => {
  const { emailById, problems } = identityMap([newMember("ada", { id: 1, login: "ada" }, "Ada@Acme.test")]);
  expect([...emailById]).toEqual([[1, "ada@acme.test"]]);
  expect(problems).toEqual([]);
});

test("a login alone maps nobody, and a project is no member (T18)", () => {
  const withoutId = { ...newMember("ada"), spec: { email: "ada@acme.test", github: { login: "ada" } } };
  const project = { ...newMember("shop", { id: 4 }), kind: "Project" };
  const map = identityMap([withoutId, project]);
  expect(map.emailById.size).toBe(0);
  expect(map.withoutAccount).toEqual(["members/ada.yaml"]);
});

test("an account that two members claim is nobody's, and both places are told (T15)", () => {
  const map = identityMap([newMember("ada", { id: 1 }), newMember("ben", { id: 1 }), newMember("lin", { id: 3 })]);
  expect([...map.emailById.keys()]).toEqual([3]);
  expect([...map.ambiguous]).toEqual([1]);
  expect(map.problems).toEqual([
    {
      code: "identity-map",
      severity: "error",
      args: { id: 1, email: "ben@acme.test", other: "ada" },
      place: { file: "members/ben.yaml", document: 0, path: ["spec", "github", "id"], part: "value" },
      related: [{ file: "members/ada.yaml", document: 0, path: ["spec", "github", "id"], part: "value" }],
    },
  ]);
});

test("two accounts of one member are nobody's, for one person could approve twice (T15)", () => {
  const map = identityMap([newMember("ada", { id: 1 }), newMember("ada-2", { id: 2 }, "ADA@acme.test")]);
  expect(map.emailById.size).toBe(0);
  expect([...map.ambiguous]).toEqual([1, 2]);
  expect(map.problems.map(({ code, args }) => [code, args["id"], args["other"]])).toEqual([
    ["identity-map-member", 2, "ada"],
  ]);
});

test.each([0, -1, 1.5, 2 ** 53, "1", null])("a number such as %j maps nobody", (id) => {
  const member = { ...newMember("ada"), spec: { email: "ada@acme.test", github: { id } } };
  expect(identityMap([member]).emailById.size).toBe(0);
});

test("manifests without an account are listed in order", () => {
  expect(identityMap([newMember("lin"), newMember("ben"), newMember("ada", { id: 1 })]).withoutAccount).toEqual([
    "members/ben.yaml",
    "members/lin.yaml",
  ]);
});
