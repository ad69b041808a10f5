import { describe, expect, test } from "vitest";

import { problemsOf, shortProblemsOf } from "../support/diagnosing.ts";
import { audience, type Manifest, member, organization, project } from "../support/manifests.ts";

const base: readonly Manifest[] = [organization(), member("ada")];

/** One more document than a valid organization, written as it is. */
function problemsWith(document: unknown): readonly string[] {
  return shortProblemsOf([...base, document]);
}

function memberWith(spec: unknown): unknown {
  return { apiVersion: "charter/v1", kind: "Member", metadata: { name: "zoe" }, spec };
}

describe("the envelope", () => {
  test.each([
    ["a text", "hello", ["root-not-mapping 2.yaml#"]],
    ["nothing", null, ["root-not-mapping 2.yaml#"]],
    ["a list", [], ["root-not-mapping 2.yaml#"]],
    ["an empty mapping", {}, ["missing-key 2.yaml#", "missing-key 2.yaml#"]],
    ["another version", { ...member("zoe"), apiVersion: "v9" }, ["unsupported-version Member/zoe.yaml#/apiVersion"]],
    [
      "another version as a number",
      { ...member("zoe"), apiVersion: 1 },
      ["unsupported-version Member/zoe.yaml#/apiVersion"],
    ],
    ["a misspelt kind", { ...member("zoe"), kind: "Membr" }, ["unknown-kind Membr/zoe.yaml#/kind"]],
    ["a kind that is a list", { ...member("zoe"), kind: ["Member"] }, ["unknown-kind 2.yaml#/kind"]],
    [
      "a kind by a name every object has",
      { ...member("zoe"), kind: "constructor" },
      ["unknown-kind constructor/zoe.yaml#/kind"],
    ],
    [
      "both wrong",
      { apiVersion: "v9", kind: "Membr" },
      ["unsupported-version 2.yaml#/apiVersion", "unknown-kind 2.yaml#/kind"],
    ],
    [
      "no metadata",
      { apiVersion: "charter/v1", kind: "Member", spec: { email: "zoe@acme.test" } },
      ["missing-key 2.yaml#"],
    ],
    [
      "no spec",
      { apiVersion: "charter/v1", kind: "Member", metadata: { name: "zoe" } },
      ["missing-key Member/zoe.yaml#"],
    ],
    ["one key too many", { ...member("zoe"), status: {} }, ["unknown-key Member/zoe.yaml#/status (key)"]],
  ])("%s", (_, document, problems) => {
    expect(problemsWith(document)).toEqual(problems);
  });

  test.each(["Zoe", "zoe-", "-zoe", "zo_e", "zoe.m", "zoë", "z oe"])("the handle `%s` is malformed", (name) => {
    const document = { ...member("zoe"), metadata: { name } };
    expect(problemsWith(document)).toEqual([`handle-malformed Member/${name}.yaml#/metadata/name`]);
  });

  test.each(["z", "0", "zoe-2", "a".repeat(63)])("the handle `%s` is fine", (name) => {
    expect(problemsWith({ ...member("zoe"), metadata: { name } })).toEqual([]);
  });

  test("a resource says which project it is in", () => {
    const { project: _, ...metadata } = audience("shop", "gold").metadata;
    expect(problemsWith({ ...audience("shop", "gold"), metadata })).toEqual([
      "missing-key Audience/gold.yaml#/metadata",
    ]);
  });

  test("an object of the organization does not", () => {
    expect(problemsWith({ ...member("zoe"), metadata: { name: "zoe", project: "shop" } })).toEqual([
      "unknown-key Member/shop/zoe.yaml#/metadata/project (key)",
    ]);
  });
});

describe("the spec", () => {
  test.each([
    [
      "a misspelt key",
      { email: "zoe@acme.test", administrationRole: ["Admin"] },
      ["unknown-key Member/zoe.yaml#/spec/administrationRole (key)"],
    ],
    [
      "a text where a list belongs",
      { email: "zoe@acme.test", administrationRoles: "Admin" },
      ["type Member/zoe.yaml#/spec/administrationRoles"],
    ],
    ["a number where a text belongs", { email: 7 }, ["type Member/zoe.yaml#/spec/email"]],
    [
      "an empty list where one belongs",
      { email: "zoe@acme.test", administrationRoles: [] },
      ["min-items Member/zoe.yaml#/spec/administrationRoles"],
    ],
    [
      "the same twice",
      { email: "zoe@acme.test", administrationRoles: ["Admin", "Member", "Admin"] },
      ["duplicate-item Member/zoe.yaml#/spec/administrationRoles/2"],
    ],
    ["a key missing", {}, ["missing-key Member/zoe.yaml#/spec"]],
    ["a null", { email: "zoe@acme.test", fullName: null }, ["null-not-allowed Member/zoe.yaml#/spec/fullName (key)"]],
    [
      "a number too small",
      { email: "zoe@acme.test", github: { id: 0 } },
      ["too-small Member/zoe.yaml#/spec/github/id"],
    ],
    ["a broken number", { email: "zoe@acme.test", github: { id: 1.5 } }, ["type Member/zoe.yaml#/spec/github/id"]],
    [
      "a name too long",
      { email: "zoe@acme.test", fullName: "n".repeat(201) },
      ["too-long Member/zoe.yaml#/spec/fullName"],
    ],
    ["a name too short", { email: "zoe@acme.test", fullName: "" }, ["too-short Member/zoe.yaml#/spec/fullName"]],
    [
      "two slips at once",
      { email: 7, github: {} },
      ["type Member/zoe.yaml#/spec/email", "missing-key Member/zoe.yaml#/spec/github"],
    ],
  ])("%s", (_, spec, problems) => {
    expect([...problemsWith(memberWith(spec))].toSorted()).toEqual([...problems].toSorted());
  });

  test("lengths are counted in characters as people see them, not in code units", () => {
    expect(problemsWith(memberWith({ email: "zoe@acme.test", fullName: "🙂".repeat(200) }))).toEqual([]);
  });

  test("a word that is not one of the known ones gets the nearest and all of them", () => {
    const [problem] = problemsOf([...base, project("shop", { product: "personalise" })]);
    expect(problem?.args).toEqual({
      value: "personalise",
      nearest: "personalize",
      known: ["personalize", "cms", "assets", "agentos"],
    });
  });

  test("a misspelt key gets the nearest and all that are known", () => {
    const [problem] = problemsOf([...base, memberWith({ email: "zoe@acme.test", fulName: "Zoe" })]);
    expect(problem?.args).toEqual({
      key: "fulName",
      nearest: "fullName",
      known: ["email", "fullName", "github", "administrationRoles", "productRoles", "invitation"],
    });
  });

  test.each([
    ["an unknown key in a product's roles", { email: "zoe@acme.test", productRoles: { cma: [] } }, "cms"],
    ["an unknown key in the invitation", { email: "zoe@acme.test", invitation: { mesage: "Hi" } }, "message"],
  ])("%s has its own neighbours", (_, spec, nearest) => {
    expect(problemsOf([...base, memberWith(spec)])[0]?.args["nearest"]).toBe(nearest);
  });

  test.each([
    ["a text", "Admin"],
    ["a number", 7],
    ["a list of numbers", [0]],
  ])("a product that is misspelt may hold %s", (_, value) => {
    const spec = { email: "zoe@acme.test", productRoles: { cma: value } };
    expect(problemsWith(memberWith(spec))).toEqual(["unknown-key Member/zoe.yaml#/spec/productRoles/cma (key)"]);
  });

  test.each(["__proto__", "constructor", "prototype", "toString"])(
    "`%s` is a key like any other that is unknown",
    (key) => {
      const spec = JSON.parse(`{ "email": "zoe@acme.test", ${JSON.stringify(key)}: { "a": 1 } }`) as unknown;
      expect(problemsWith(memberWith(spec))).toEqual([`unknown-key Member/zoe.yaml#/spec/${key} (key)`]);
    },
  );

  test("what an object only inherits does not count as written", () => {
    const spec: unknown = Object.create({ email: "zoe@acme.test" });
    expect(problemsWith(memberWith(spec))).toEqual(["missing-key Member/zoe.yaml#/spec"]);
  });
});

describe("one slip", () => {
  test("does not hide others in other documents", () => {
    const manifests = [...base, memberWith({ email: 7 }), { ...member("yan"), kind: "Membr" }];
    expect(shortProblemsOf(manifests)).toEqual([
      "type Member/zoe.yaml#/spec/email",
      "unknown-kind Membr/yan.yaml#/kind",
    ]);
  });

  test("does not make what refers to its document wrong too", () => {
    const shop = project("shop", { members: [{ member: "zoe", roles: ["Project Owner"] }] });
    expect(shortProblemsOf([...base, memberWith({ email: 7 }), shop])).toEqual(["type Member/zoe.yaml#/spec/email"]);
  });
});
