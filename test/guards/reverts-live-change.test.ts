import { describe, expect, test } from "vitest";

import { liveFrom } from "../support/live-organization.ts";
import { type Manifest, member, organization, replacing } from "../support/manifests.ts";
import { findingCodesOf, planOf } from "../support/planning.ts";

const ben = member("ben", { administrationRoles: ["Admin"] });
const cleo = member("cleo", { administrationRoles: ["Admin"] });
const lin = member("lin", { administrationRoles: ["Admin"] });
const declared: readonly Manifest[] = [organization(), member("ada"), ben, cleo, lin];

describe("rights that somebody took away in the organization itself", () => {
  const demoted = liveFrom(replacing(declared, member("lin", { administrationRoles: ["Member"] })));
  const removed = liveFrom(declared.filter((manifest) => manifest !== lin));

  test("come back only when somebody asks for it", () => {
    expect(findingCodesOf(planOf({ live: demoted, declared }))).toEqual([]);
    const plan = planOf({ live: demoted, declared, unasked: ["Member/lin"] });
    expect([plan.verdict, findingCodesOf(plan)]).toEqual(["refused", ["reverts-live-change"]]);
    expect(plan.findings[0]?.addresses).toEqual(["Member/lin"]);
  });

  test("are not given back by inviting the person once more", () => {
    expect(findingCodesOf(planOf({ live: removed, declared, unasked: ["Member/lin"] }))).toEqual([
      "reverts-live-change",
    ]);
  });

  test("are not given back beside a change that was asked for", () => {
    const wanted = replacing(declared, member("cleo", { administrationRoles: ["Admin"], fullName: "Cleo Marsh" }));
    const plan = planOf({ live: demoted, declared: wanted, unasked: ["Member/lin"] });
    expect(findingCodesOf(plan)).toEqual(["reverts-live-change"]);
  });
});

test("what takes rights from somebody who got them past the manifests is corrected without being asked for", () => {
  const promoted = liveFrom(
    replacing(declared, member("cleo", { administrationRoles: ["Admin", "Security Manager"] })),
  );
  expect(findingCodesOf(planOf({ live: promoted, declared, unasked: ["Member/cleo"] }))).toEqual([]);
});
