import { describe, expect, test } from "vitest";

import { authorizeForParties } from "../../src/authorize/authorize-for-parties.ts";
import type { Change, Requirement } from "../../src/model/change.ts";
import { State } from "../../src/model/state.ts";
import type { PartyRequest } from "../../src/reconcile.ts";
import { decisionJson } from "../../src/render/json/change-json.ts";
import { plainSentence } from "../../src/render/sentences/sentence-for.ts";
import { findActor } from "../../src/roles/actor.ts";
import { isPrivileged } from "../../src/roles/privileged-right.ts";
import { emptyTarget, liveFrom } from "../support/live-organization.ts";
import {
  audience,
  type Manifest,
  member,
  organization,
  project,
  replacing,
  role,
  seats,
  without,
  withSpec,
} from "../support/manifests.ts";
import { partyOf, reconcileForParties } from "./planning-for-parties.ts";

const ben = member("ben", { administrationRoles: ["Admin"] });
const cleo = member("cleo", { administrationRoles: ["Admin"] });
const nia = member("nia");
const shop = project("shop", { members: seats({ ines: ["Project Owner"], lin: ["Project Member"] }) });
const keeper = role("keeper", {
  product: "administration",
  level: "product",
  rules: [{ category: "Info", actions: ["View"] }],
});
const world: readonly Manifest[] = [
  organization({ manage: { Member: "authoritative" } }),
  member("ada"),
  ben,
  cleo,
  nia,
  member("ines"),
  member("lin"),
  shop,
  keeper,
];
const zoe = replacing(world, member("zoe"));
const newAdmin = replacing(world, member("zoe", { administrationRoles: ["Admin"] }));
const gold = replacing(world, audience("shop", "gold"));

function decide(declared: readonly Manifest[], parties: readonly PartyRequest[], live = liveFrom(world)) {
  const { plan } = reconcileForParties({ live, declared, partiesOf: () => parties });
  const [change] = plan.changes;
  if (change === undefined) throw new Error("nothing changes");
  return { ...change.decision, says: plainSentence(change.decision.reason).message, verdict: plan.verdict };
}

describe("merger-or-approver", () => {
  test("is content with a merger who may do it", () => {
    expect(decide(zoe, [partyOf("merger-or-approver", "ben", ["nia"])])).toMatchObject({
      allowed: true,
      by: "ben",
      reason: { code: "role-permits" },
    });
  });

  test("is content with an approver who may do it, and names them", () => {
    expect(decide(zoe, [partyOf("merger-or-approver", "nia", ["lin", "ben"])])).toMatchObject({
      allowed: true,
      by: "ben",
    });
  });

  test("says of everybody who was asked why they do not count", () => {
    const live = liveFrom(world, { pending: ["cleo"] });
    const decision = decide(gold, [partyOf("merger-or-approver", "nia", ["eve@elsewhere.test", "cleo"])], live);
    expect(decision.reason.code).toBe("no-qualified-person");
    expect(decision.says).toBe(
      "nobody who was asked may do this: `eve@elsewhere.test` is not in the organization; `cleo` has not accepted the " +
        "invitation yet; `nia` lacks `audience:create` in `shop`",
    );
    expect(decision.whoCan).toEqual(["ada", "ben", "ines", "lin"]);
  });

  test("does not put two people's halves together", () => {
    const site = project("site", { product: "cms", members: seats({ nia: ["Admin"] }) });
    const live = [...world, site];
    const { live: state } = reconcileForParties({ live: liveFrom(live), declared: live });
    const person = (name: string) => findActor(state, `${name}@acme.test`);
    const allows = (...requirements: readonly Requirement[]): boolean =>
      authorizeForParties({
        change: { ...blank, requirements },
        initial: state,
        current: state,
        gains: [],
        parties: [{ actor: person("ben"), approvers: [person("nia")], rule: "merger-or-approver" }],
      }).allowed;
    const [invite, edit] = [
      { permission: "organization-users:invite" },
      { permission: "project:update", project: "site" },
    ];
    expect([allows(invite), allows(edit), allows(invite, edit)]).toEqual([true, true, false]);
  });
});

describe("merger-only", () => {
  test("is not content with an approver", () => {
    const decision = decide(zoe, [partyOf("merger-only", "nia", ["ben"])]);
    expect(decision.reason.code).toBe("merger-not-qualified");
    expect(decision.says).toBe(
      "`nia` must be qualified under the rule `merger-only`: `nia` lacks `organization-users:invite`",
    );
  });
});

describe("two-person", () => {
  test.each([
    ["two qualified people", "ben", ["cleo"], true, "two-people-agree"],
    ["a merger alone", "ben", [], false, "needs-second-person"],
    ["a merger who approves their own", "ben", ["ben"], false, "needs-second-person"],
    ["an approver who may not", "ben", ["nia"], false, "needs-second-person"],
    ["two approvers of a merger who may not", "nia", ["ben", "cleo"], false, "merger-not-qualified"],
  ])("asks for two: %s", (_, actor, approvers, allowed, code) => {
    const decision = decide(zoe, [partyOf("two-person", actor, approvers)]);
    expect([decision.allowed, decision.reason.code]).toEqual([allowed, code]);
  });
});

describe("a privileged seat", () => {
  test.each([
    ["Admin", newAdmin],
    ["Security Manager", replacing(world, withSpec(nia, { administrationRoles: ["Security Manager"] }))],
    ["an Admin's seat for another e-mail", handedOver()],
    [
      "a custom role that manages people",
      replacing(world, withSpec(nia, { administrationRoles: ["Keeper"] }), managing("Teams")),
    ],
  ])("takes two people: %s", (_, declared) => {
    const last = (approvers: readonly string[]) => {
      const parties = [partyOf("merger-or-approver", "ben", approvers)];
      const { plan } = reconcileForParties({ live: liveFrom(world), declared, partiesOf: () => parties });
      return plan.changes.at(-1)?.decision.reason.code;
    };
    expect([last([]), last(["ben", "nia"]), last(["ada"])]).toEqual([
      "needs-second-person",
      "needs-second-person",
      "two-people-agree",
    ]);
  });

  test("is not made by the Owner alone either", () => {
    const decision = decide(newAdmin, [partyOf("merger-or-approver", "ada")]);
    expect(decision.says).toBe(
      "a privileged seat, `Admin of the organization`, needs two different people, and only `ada` counts",
    );
    expect(decision.rule).toBe("privileged-seat");
  });

  test("is also made by editing the rules of a role that somebody holds, and not while nobody does", () => {
    const held = replacing(world, withSpec(nia, { administrationRoles: ["Keeper"] }));
    const alone = [partyOf("merger-or-approver", "ben")];
    expect(decide(replacing(held, managing("Users")), alone, liveFrom(held)).reason.code).toBe("needs-second-person");
    expect(decide(replacing(world, managing("Users")), alone).allowed).toBe(true);
    expect(decide(replacing(held, managing("Billing")), alone, liveFrom(held)).allowed).toBe(true);
  });

  test("is not one in a project, nor in a product", () => {
    const declared = replacing(world, withSpec(nia, { productRoles: { cms: ["Admin"] } }));
    expect(decide(declared, [partyOf("merger-or-approver", "ben")]).allowed).toBe(true);
  });

  test("is told by whatever way the category is written, and by a rule nobody knows", () => {
    const held = replacing(world, withSpec(nia, { administrationRoles: ["Keeper"] }));
    const alone = [partyOf("merger-or-approver", "ben")];
    expect(decide(replacing(held, managing(" USERS")), alone, liveFrom(held)).allowed).toBe(false);
    const unknown = withSpec(keeper, { rules: [{ module: "everything" }] });
    expect(decide(replacing(held, unknown), alone, liveFrom(held)).allowed).toBe(false);
  });
});

describe("the GitHub account that stands for a member", () => {
  const alone = [partyOf("merger-or-approver", "ben")];
  const accountOf = (one: Manifest, id: number): readonly Manifest[] =>
    replacing(world, withSpec(one, { github: { id } }));

  test("takes two people where the member's seat is a privileged one: it would be a second voice for whoever has it", () => {
    expect(decide(accountOf(cleo, 7), alone).reason.code).toBe("needs-second-person");
    expect(decide(accountOf(member("ada"), 7), [partyOf("merger-or-approver", "ada")]).allowed).toBe(false);
    expect(decide(accountOf(cleo, 7), [partyOf("merger-or-approver", "ben", ["ada"])]).allowed).toBe(true);
  });

  test("takes one person, not the member, where it is not", () => {
    expect(decide(accountOf(nia, 7), alone).allowed).toBe(true);
    expect(decide(accountOf(ben, 7), [partyOf("merger-or-approver", "ben")]).allowed).toBe(false);
  });

  test("is handed over only when it changes", () => {
    const live = accountOf(cleo, 7);
    const { github: _, ...spec } = live.find(({ metadata }) => metadata.name === "cleo")?.spec ?? {};
    const renamed = replacing(live, withSpec(member("cleo"), { ...spec, fullName: "Cleo", github: { id: 7 } }));
    expect(decide(renamed, alone, liveFrom(live)).allowed).toBe(true);
    expect(decide(accountOf(cleo, 8), alone, liveFrom(live)).allowed).toBe(false);
  });
});

test("a role that nothing is known of is privileged in the organization, and nowhere else", () => {
  const ghost = { title: "Ghost", level: "product" } as const;
  const judge = (product: "administration" | "cms") =>
    isPrivileged(new State(), { role: { ...ghost, product }, administers: false });
  expect([judge("administration"), judge("cms")]).toEqual([true, false]);
});

describe("a gain", () => {
  const analytics = {
    administrationRoles: ["Admin", "Product Analytics Viewer"],
    productRoles: { cms: ["Developer"] },
  };
  const own = replacing(world, withSpec(ben, analytics));

  test("is not for the one who gains to answer for, as merger or as approver", () => {
    for (const party of [partyOf("merger-or-approver", "ben"), partyOf("merger-or-approver", "nia", ["ben"])]) {
      const decision = decide(own, [party]);
      expect(decision.reason.code).toBe("needs-another-person");
      expect(decision.says).toContain("`ben` cannot answer alone for what they gain, `Developer of CMS`");
      expect(decision.whoCan).toEqual(["ada", "cleo"]);
    }
  });

  test("is answered for by another, who is named", () => {
    expect(decide(own, [partyOf("merger-only", "ben", ["cleo"])])).toMatchObject({
      allowed: true,
      by: "cleo",
      reason: { code: "gain-approved", args: { member: "ben", approver: "cleo" } },
    });
  });

  test("of the Owner needs nobody else", () => {
    const declared = replacing(world, member("ada", { productRoles: { cms: ["Admin"] } }));
    expect(decide(declared, [partyOf("merger-or-approver", "ada")]).allowed).toBe(true);
  });

  test("is not the Owner's own when the Owner's seat is handed over", () => {
    const declared = replacing(world, member("ada", { email: "eve@acme.test" }, { previously: ["ada@acme.test"] }));
    const { parties } = decide(declared, [partyOf("merger-or-approver", "ada")]);
    expect(parties?.[0]?.needs).toEqual({ actor: false, people: 2, besides: [["ada"]] });
  });

  test("of a project is answered for by another than its new people, but the maker's own seat is none", () => {
    const raj = member("raj");
    const live = [...world, raj, project("own", { members: seats({ raj: ["Project Owner"] }) })];
    const second = replacing(live, project("second", { members: seats({ raj: ["Project Owner"] }) }));
    const codeFor = (actor: string): string | undefined => {
      const { plan } = reconcileForParties({
        live: liveFrom(live),
        declared: second,
        actor,
        partiesOf: () => [partyOf("merger-or-approver", "raj")],
      });
      return plan.changes[0]?.decision.reason.code;
    };
    expect([codeFor("raj"), codeFor("lin")]).toEqual(["role-permits", "needs-another-person"]);
  });
});

describe("several parties", () => {
  const strong = partyOf("merger-or-approver", "ben");
  const weak = partyOf("merger-or-approver", "nia");

  test("must each allow the change, in whatever order they stand", () => {
    expect(decide(zoe, [strong, partyOf("merger-only", "cleo")]).allowed).toBe(true);
    expect(decide(zoe, [strong, weak]).allowed).toBe(false);
    expect(decide(zoe, [weak, strong]).allowed).toBe(false);
  });

  test("do not lend each other people", () => {
    expect(decide(newAdmin, [strong, partyOf("merger-or-approver", "cleo")]).reason.code).toBe("needs-second-person");
  });

  test("that are none deny everything", () => {
    expect(decide(zoe, [])).toMatchObject({ allowed: false, reason: { code: "no-qualified-person" }, parties: [] });
    expect(decide(zoe, []).verdict).toBe("denied");
  });

  test("may be of one actor with the rule of the command line", () => {
    expect(decide(newAdmin, [partyOf("actor", "ben")])).toMatchObject({ allowed: true, by: "ben" });
    expect(decide(zoe, [partyOf("actor", "nia", ["ben"])]).reason.code).toBe("role-lacks");
    const own = replacing(world, withSpec(ben, { productRoles: { cms: ["Admin"] } }));
    const decision = decide(own, [partyOf("actor", "ben")]);
    expect([decision.reason.code, decision.whoCan]).toEqual(["self-gain-needs-approver", ["ada", "cleo"]]);
    expect(decide(own, [partyOf("actor", "ben", ["cleo"])]).allowed).toBe(true);
  });

  test("stand in the decision, each with who counted and who did not", () => {
    const { parties } = decide(zoe, [partyOf("merger-or-approver", "nia", ["ben", "BEN@acme.test", "nia"])]);
    expect(parties).toMatchObject([
      { rule: "merger-or-approver", actor: "nia@acme.test", allowed: true, qualified: ["ben"] },
    ]);
    expect(parties?.[0]?.unqualified.map((one) => [one.member, one.reason.code])).toEqual([["nia", "role-lacks"]]);
  });
});

test("two addresses of one member are one person", () => {
  const { live: state } = reconcileForParties({ live: liveFrom(world), declared: world });
  const known = findActor(state, "ben@acme.test");
  const decision = authorizeForParties({
    change: { ...blank, requirements: [{ permission: "organization-users:invite" }] },
    initial: state,
    current: state,
    gains: [],
    parties: [{ actor: known, approvers: [{ ...known, email: "ben@second.test" }], rule: "two-person" }],
  });
  expect(decision.reason.code).toBe("needs-second-person");
});

test("whoever the plan removes before a change cannot answer for it", () => {
  const declared = without(newAdmin, "Member/cleo");
  const parties = [partyOf("two-person", "cleo", ["ben"])];
  const { plan } = reconcileForParties({ live: liveFrom(world), declared, partiesOf: () => parties });
  const denied = plan.changes.filter(({ decision }) => !decision.allowed);
  expect(plan.changes.map(({ action }) => action).toSorted()).toEqual(["create", "delete"]);
  expect(denied.every(({ decision }) => decision.parties?.[0]?.unqualified.length === 1)).toBe(true);
});

test("a person who is invited anew with the e-mail of somebody live is that person", () => {
  const moved = [...without(world, "Member/cleo"), member("clea", { email: "cleo@acme.test" }, { uid: "Member_nia" })];
  const declared = without(moved, "Member/nia");
  const parties = [partyOf("merger-or-approver", "cleo")];
  const { plan } = reconcileForParties({ live: liveFrom(world), declared, partiesOf: () => parties });
  const change = plan.changes.find(({ replaces }) => replaces);
  expect(change?.decision.parties?.[0]?.needs.besides).toEqual([["clea", "cleo"]]);
});

test("an organization is founded through parties by its declared Owner, who gives no privileged seat alone", () => {
  const { plan } = reconcileForParties({
    live: emptyTarget,
    declared: world,
    partiesOf: () => [partyOf("merger-or-approver", "ada")],
  });
  const denied = plan.changes.filter(({ decision }) => !decision.allowed);
  expect(denied.map(({ address, decision }) => [address, decision.reason.code])).toEqual([
    ["Member/ben", "needs-second-person"],
    ["Member/cleo", "needs-second-person"],
  ]);
});

describe("a decision as JSON", () => {
  test("has parties only where parties were asked", () => {
    const { parties, ...plain } = decide(zoe, [partyOf("merger-or-approver", "nia", ["ben"])]);
    expect(decisionJson(plain)).not.toHaveProperty("parties");
    expect(decisionJson({ ...plain, parties })["parties"]).toEqual([
      {
        rule: "merger-or-approver",
        actor: "nia@acme.test",
        allowed: true,
        reason: "`Admin` permits `organization-users:invite`",
        reasonCode: "role-permits",
        qualified: ["ben"],
        unqualified: [
          {
            email: "nia@acme.test",
            member: "nia",
            reason: "`Member` does not permit `organization-users:invite`",
            reasonCode: "role-lacks",
          },
        ],
      },
    ]);
  });
});

function managing(category: string): Manifest {
  return withSpec(keeper, { rules: [{ category, actions: ["View"] }] });
}

function handedOver(): readonly Manifest[] {
  const changed = { email: "eve@acme.test", administrationRoles: ["Admin"] };
  return replacing(world, member("cleo", changed, { previously: ["cleo@acme.test"] }));
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
