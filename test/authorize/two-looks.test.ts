import { describe, expect, test } from "vitest";

import { authorizeChange } from "../../src/authorize/authorize-change.ts";
import { declare } from "../../src/declare.ts";
import type { Change, Requirement } from "../../src/model/change.ts";
import type { State } from "../../src/model/state.ts";
import { readLive } from "../../src/read-live.ts";
import { findActor } from "../../src/roles/actor.ts";
import { liveFrom } from "../support/live-organization.ts";
import {
  documentsOf,
  type Manifest,
  member,
  organization,
  project,
  replacing,
  seats,
  withSpec,
} from "../support/manifests.ts";

const nia = member("nia");
const shop = project("shop", { members: seats({ nia: ["Project Member"] }) });
const world: readonly Manifest[] = [
  organization(),
  member("ada"),
  member("ben", { administrationRoles: ["Admin"] }),
  nia,
  shop,
];

const weak = stateOf(world);
const strong = stateOf(replacing(world, withSpec(nia, { administrationRoles: ["Admin"] })));
const invite: Requirement = { permission: "organization-users:invite" };

describe("a change is allowed", () => {
  test.each([
    ["by rights that are there before the plan and just before the change", strong, strong, true, "role-permits"],
    ["never by rights that the plan itself has given", weak, strong, false, "role-lacks"],
    ["never by rights that the plan has taken away", strong, weak, false, "lost-earlier-in-plan"],
    ["never without rights", weak, weak, false, "role-lacks"],
  ])("%s", (_, initial, current, allowed, code) => {
    const decision = decide({ initial, current, requirements: [invite] });
    expect([decision.allowed, decision.reason.code]).toEqual([allowed, code]);
  });

  test("only when every one of its permissions is held", () => {
    const both = [invite, { permission: "project:update", project: "shop" }];
    expect(decide({ initial: strong, current: strong, requirements: both }).allowed).toBe(true);
    expect(
      decide({ initial: weak, current: weak, requirements: [{ permission: "experience:create", project: "shop" }] })
        .allowed,
    ).toBe(true);
    const oneOfTwo = [
      { permission: "experience:create", project: "shop" },
      { permission: "project:update", project: "shop" },
    ];
    expect(decide({ initial: weak, current: weak, requirements: oneOfTwo }).reason.code).toBe("role-lacks");
  });

  test("by an approver only who passes both looks as well", () => {
    const question = {
      initial: strong,
      current: weak,
      requirements: [invite],
      gains: ["something"],
      actor: "ben",
      approvers: ["nia"],
    };
    expect(decide(question).reason.code).toBe("self-gain-needs-approver");
    expect(decide({ ...question, current: strong }).reason.code).toBe("gain-approved");
  });
});

describe("nothing is allowed by default", () => {
  test.each<[string, readonly Requirement[]]>([
    ["a change that needs nothing", []],
    ["a permission nobody has heard of", [{ permission: "everything" }]],
    ["a permission every object has", [{ permission: "constructor" }]],
    ["a permission in a project that is not there", [{ permission: "experience:create", project: "gone" }]],
    ["a permission of another product", [{ permission: "project-role:create", project: "shop" }]],
    [
      "a permission of the organization asked in a project",
      [{ permission: "organization-users:invite", project: "shop" }],
    ],
  ])("%s", (_, requirements) => {
    expect(decide({ initial: strong, current: strong, requirements, actor: "ada" }).allowed).toBe(false);
  });
});

interface Asked {
  readonly initial: State;
  readonly current: State;
  readonly requirements: readonly Requirement[];
  readonly gains?: readonly string[];
  readonly actor?: string;
  readonly approvers?: readonly string[];
}

function decide({ initial, current, requirements, gains = [], actor = "nia", approvers = [] }: Asked) {
  const person = (name: string) => findActor(initial, `${name}@acme.test`);
  return authorizeChange({
    change: { ...blank, requirements },
    initial,
    current,
    people: { actor: person(actor), approvers: approvers.map(person) },
    gains,
  });
}

function stateOf(manifests: readonly Manifest[]): State {
  return readLive(declare(documentsOf(manifests), []).objects, liveFrom(manifests)).state;
}

const blank: Omit<Change, "requirements"> = {
  address: "Member/zoe",
  kind: "Member",
  action: "create",
  replaces: false,
  edits: [],
  before: undefined,
  after: undefined,
  source: undefined,
};
