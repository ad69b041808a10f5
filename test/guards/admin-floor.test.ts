import { describe, expect, test } from "vitest";

import { emptyTarget, liveFrom } from "../support/live-organization.ts";
import { type Manifest, member, organization, replacing, without, withSpec } from "../support/manifests.ts";
import { findingCodesOf, planOf, stepsOf } from "../support/planning.ts";

const manage = { Member: "authoritative" };
const ben = member("ben", { administrationRoles: ["Admin"] });
const cleo = member("cleo", { administrationRoles: ["Admin"] });
const nia = member("nia");
const two: readonly Manifest[] = [organization({ manage }), member("ada"), ben, nia];
const asMember = { administrationRoles: ["Member"] };

describe("at least two accepted people hold Owner or Admin", () => {
  test.each([
    ["demoting the last but one", two, replacing(two, withSpec(ben, asMember)), ["admin-floor"]],
    ["removing the last but one", two, without(two, "Member/ben"), ["admin-floor"]],
    ["demoting one of three", [...two, cleo], [...replacing(two, withSpec(ben, asMember)), cleo], []],
    ["removing somebody who is no administrator", [...two, cleo], [...without(two, "Member/nia"), cleo], []],
    [
      "giving an Admin another role as well",
      two,
      replacing(two, withSpec(ben, { administrationRoles: ["Admin", "Member"] })),
      [],
    ],
  ])("%s", (_, live, declared, codes) => {
    const plan = planOf({ live: liveFrom(live), declared });
    expect(findingCodesOf(plan)).toEqual(codes);
    expect(plan.verdict).toBe(codes.length === 0 ? "allowed" : "refused");
  });

  test("an invited Admin does not count until they accept", () => {
    const live = liveFrom([...two, cleo], { pending: ["cleo"] });
    const declared = [...replacing(two, withSpec(ben, asMember)), cleo];
    expect(planOf({ live, declared }).findings).toMatchObject([
      {
        code: "admin-floor",
        severity: "error",
        args: { left: 1, people: ["ada"], least: 2 },
        addresses: ["Member/ben"],
      },
    ]);
  });

  test("inviting a successor in the same plan does not help", () => {
    const declared = [...replacing(two, withSpec(ben, asMember)), cleo];
    expect(findingCodesOf(planOf({ live: liveFrom(two), declared }))).toEqual(["admin-floor"]);
  });

  test("promoting an accepted successor does, and comes first", () => {
    const declared = replacing(two, withSpec(ben, asMember), withSpec(nia, { administrationRoles: ["Admin"] }));
    const plan = planOf({ live: liveFrom(two), declared });
    expect(plan.verdict).toBe("allowed");
    expect(stepsOf(plan)).toEqual(["update Member/nia", "update Member/ben"]);
  });

  test("handing an Admin's seat to another address loses an administrator", () => {
    const declared = replacing(
      two,
      member("ben", { email: "eve@acme.test", administrationRoles: ["Admin"] }, { previously: ["ben@acme.test"] }),
    );
    expect(findingCodesOf(planOf({ live: liveFrom(two), declared }))).toEqual(["admin-floor"]);
  });
});

describe("an organization that already has too few", () => {
  const one: readonly Manifest[] = [organization({ manage }), member("ada"), nia];

  test("may be repaired", () => {
    const declared = replacing(one, withSpec(nia, { administrationRoles: ["Admin"] }));
    expect(planOf({ live: liveFrom(one), declared }).verdict).toBe("allowed");
  });

  test("may change in other ways", () => {
    expect(planOf({ live: liveFrom(one), declared: [...one, member("zoe")] }).verdict).toBe("allowed");
  });

  test("may not get worse", () => {
    const live = replacing(two, organization({ manage, guards: { minAdmins: 5 } }));
    const declared = replacing(live, withSpec(ben, asMember));
    expect(findingCodesOf(planOf({ live: liveFrom(live), declared }))).toEqual(["admin-floor"]);
  });
});

describe("the number", () => {
  test("that is declared lower counts from the next plan on", () => {
    const declared = replacing(two, organization({ manage, guards: { minAdmins: 1 } }), withSpec(ben, asMember));
    expect(findingCodesOf(planOf({ live: liveFrom(two), declared }))).toEqual(["admin-floor"]);
  });

  test("that is declared higher counts at once", () => {
    const live = [...two, cleo];
    const declared = replacing(live, organization({ manage, guards: { minAdmins: 3 } }), withSpec(ben, asMember));
    expect(findingCodesOf(planOf({ live: liveFrom(live), declared }))).toEqual(["admin-floor"]);
  });

  test("that is lower live counts", () => {
    const live = replacing(two, organization({ manage, guards: { minAdmins: 1 } }));
    const declared = replacing(live, withSpec(ben, asMember));
    expect(planOf({ live: liveFrom(live), declared }).verdict).toBe("allowed");
  });
});

describe("a new organization", () => {
  test("invites at least so many administrators", () => {
    const declared = [organization(), member("ada"), nia];
    expect(planOf({ live: emptyTarget, declared }).findings).toMatchObject([
      {
        code: "admin-floor",
        severity: "error",
        args: { left: 1, least: 2, cause: "founding" },
        addresses: ["Member/ada"],
      },
    ]);
  });

  test("need not wait for them to accept", () => {
    expect(planOf({ live: emptyTarget, declared: [organization(), member("ada"), ben] }).verdict).toBe("allowed");
  });
});
