import { describe, expect, test } from "vitest";

import { declare } from "../../src/declare.ts";
import { checkFloors } from "../../src/guards/declared-floors.ts";
import { documentsOf, type Manifest, member, organization, project, seats } from "../support/manifests.ts";

const ben = member("ben", { administrationRoles: ["Admin"] });

function floorsOf(...manifests: readonly Manifest[]): readonly string[] {
  return checkFloors(declare(documentsOf(manifests), []).objects).map(
    ({ code, args }) => `${code} ${String(args["project"] ?? args["least"])}`,
  );
}

describe("what is declared alone", () => {
  test.each([
    ["has the Owner and an Admin", [organization(), member("ada"), ben], []],
    ["has too few administrators", [organization(), member("ada")], ["admin-floor 2"]],
    ["may ask for fewer", [organization({ guards: { minAdmins: 1 } }), member("ada")], []],
    [
      "counts an Owner who is an Admin too once",
      [organization(), member("ada", { administrationRoles: ["Admin"] })],
      ["admin-floor 2"],
    ],
    [
      "lists members of a project without an owner",
      [organization(), member("ada"), ben, project("shop", { members: seats({ ben: ["Project Member"] }) })],
      ["project-owner shop"],
    ],
    [
      "lists nobody at all in a project",
      [organization(), member("ada"), ben, project("shop", { members: [] })],
      ["project-owner shop"],
    ],
    ["says nothing about a project's members", [organization(), member("ada"), ben, project("shop")], []],
    [
      "lists members of a stack",
      [organization(), member("ada"), ben, project("site", { product: "cms", members: [] })],
      [],
    ],
    [
      "switches the rule about projects off",
      [organization({ guards: { projectOwner: false } }), member("ada"), ben, project("shop", { members: [] })],
      [],
    ],
    ["has no Organization, which is said elsewhere", [member("ada")], []],
  ])("%s", (_, manifests, problems) => {
    expect(floorsOf(...manifests)).toEqual(problems);
  });
});
