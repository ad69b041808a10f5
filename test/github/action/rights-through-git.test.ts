import { expect, vi } from "vitest";

import {
  type Files,
  memberManifest,
  organizationManifest,
  people,
  sampleFiles,
  shopManifest,
} from "./sample-organization.ts";
import { expectRefused, scenario } from "./scenario.ts";

vi.setConfig({ maxConcurrency: 6 });

const viewer = "Member, Product Analytics Viewer";

scenario("T01 A Member who makes himself Admin, with a peer who approves and merges, gets nothing", async (world) => {
  const files = { "members/mo.yaml": memberManifest("mo", "Admin") };
  const pull = world.openPull({ author: "mo", files });
  world.review(pull, "nia");
  const plan = await world.plan(pull);
  expectRefused(plan, 22);
  expect(plan.comments[0]?.body).toContain("**An approval is missing:** any 2 of `ada`, `ben`, `cleo`");
  world.merge(pull, { by: "nia" });
  const end = await world.apply();
  expectRefused(end, 22);
  expect(end.outputs).toMatchObject({ verdict: "denied", "failure-reason": "denied", denied: "1" });
});

const helper = (actions: string): string => `apiVersion: charter/v1
kind: Role
metadata:
  name: helper
spec:
  title: Helper
  product: administration
  level: product
  rules:
    - { category: Audit Logs, actions: [View] }
${actions}`;

const withHelper: Files = {
  ...sampleFiles,
  "roles/helper.yaml": helper(""),
  "members/mo.yaml": memberManifest("mo", "Member, Helper"),
};

scenario(
  "T02 A wider definition of a custom role is judged as a grant to everybody who holds it",
  async (world) => {
    const files = { "roles/helper.yaml": helper("    - { category: Users, actions: [View, Edit] }\n") };
    const pull = world.openPull({ author: "mo", files });
    world.review(pull, "nia");
    const plan = await world.plan(pull);
    expectRefused(plan, 22);
    expect(plan.comments[0]?.body).toMatch(/\| `mo` .*\+/);
    world.merge(pull, { by: "nia" });
    expectRefused(await world.apply(), 22);
  },
  { files: withHelper },
);

const moOwns = "    - { member: mo, roles: [Project Owner] }\n";

scenario("T03 A right that a plan gives is not used in the same plan, and is not given either", async (world) => {
  const files = { "projects/shop.yaml": shopManifest({ members: moOwns, description: "Mo's own" }) };
  const pull = world.openPull({ author: "mo", files });
  world.review(pull, "nia");
  expectRefused(await world.plan(pull), 22);
  world.merge(pull, { by: "mo" });
  const end = await world.apply();
  expectRefused(end, 22);
  expect(end.outputs["denied"]).toBe("1");
});

scenario("T04 A right that one merge should give is not there for the next merge", async (world) => {
  const first = world.openPull({ author: "mo", files: { "projects/shop.yaml": shopManifest({ members: moOwns }) } });
  await world.plan(first);
  world.merge(first, { by: "mo" });
  expectRefused(await world.apply(), 22);
  const edited = shopManifest({ members: moOwns, description: "Mo's own" });
  const second = world.openPull({ author: "mo", files: { "projects/shop.yaml": edited } });
  expectRefused(await world.plan(second), 22);
  world.merge(second, { by: "mo" });
  expectRefused(await world.apply(), 22);
});

scenario(
  "T05 An Admin's seat at another address is an invitation that needs two Admins, and takes the old seat",
  async (world) => {
    const edited = memberManifest("ben", "Admin").replace("ben@acme", "mo.private@acme");
    const pull = world.openPull({ author: "mo", files: { "members/ben.yaml": edited } });
    const alone = await world.plan(pull);
    expectRefused(alone, 22);
    // Without a former address the person at the old one is somebody else, who stays as they are.
    expect(alone.outputs).toMatchObject({ "to-add": "1", "to-change": "0", "to-remove": "0" });
    const named = edited.replace("name: ben\n", "name: ben\n  previously: [ben@acme.test]\n");
    world.pushToPull(pull, { by: "mo", files: { "members/ben.yaml": named } });
    const plan = await world.plan(pull);
    expectRefused(plan, 22);
    expect(plan.comments[0]?.body).toContain("mo.private@acme.test");
    expect(JSON.parse(plan.planFile)).toMatchObject({ changes: [{ address: "Member/ben", replaces: true }] });
    world.merge(pull, { by: "cleo" });
    expectRefused(await world.apply(), 22);
  },
);

scenario("T06 A second address of an Admin's mailbox is no second Admin", async (world) => {
  const twin = memberManifest("twin", "Admin", 0).replace("  github: { id: 0, login: twin }\n", "");
  const files = { "members/twin.yaml": twin.replace("twin@acme", "ben+2@acme") };
  const pull = world.openPull({ author: "mo", files });
  const plan = await world.plan(pull);
  expectRefused(plan, 21);
  expect(plan.annotations[0]?.properties).toMatchObject({ file: "members/twin.yaml", line: "6" });
  world.merge(pull, { by: "ben" });
  expectRefused(await world.apply(), 21);
});

scenario("T07 Nobody borrows an identity or a looser guard from the change that they are judged for", async (world) => {
  const files = {
    "organization.yaml": organizationManifest("  guards: { minAdmins: 1 }\n"),
    "members/ben.yaml": memberManifest("ben", "Member"),
    "members/ada.yaml": memberManifest("ada", "", people.mo),
    "members/mo.yaml": memberManifest("mo", "Member", people.ada),
  };
  const pull = world.openPull({ author: "mo", files });
  const plan = await world.plan(pull);
  expectRefused(plan, 22);
  world.merge(pull, { by: "mo" });
  expectRefused(await world.apply(), 22);
  // Now the base holds the false map, and live does not agree with it.
  const harmless = { "projects/shop.yaml": shopManifest({ description: "Better" }) };
  const next = world.openPull({ author: "mo", files: harmless });
  const after = await world.plan(next);
  expectRefused(after, 22);
  expect(after.comments.at(-1)?.body).toMatch(/`mo`.*does not count|not.*count/);
  world.merge(next, { by: "mo" });
  expectRefused(await world.apply(), 22);
});

scenario("T08 A workflow that a branch has changed applies nothing from that branch", async (world) => {
  const files = { ".github/workflows/charter.yml": "on: push\n", "members/mo.yaml": memberManifest("mo", "Admin") };
  const pull = world.openPull({ author: "mo", files });
  const { sha, ref } = world.pull(pull).head;
  const onBranch = await world.apply({
    sha,
    actor: "mo",
    run: { headBranch: ref },
    variables: { GITHUB_REF: `refs/heads/${ref}` },
  });
  expectRefused(onBranch, 20);
  expect(onBranch.outputs["failure-reason"]).toBe("run-other-branch");
  const onPull = await world.plan(pull, { inputs: { mode: "apply" } });
  expectRefused(onPull, 20);
  expect(onPull.outputs["failure-reason"]).toBe("run-event-unfit");
  world.change({ protections: {} });
  const unprotected = await world.apply();
  expectRefused(unprotected, 20);
  expect(unprotected.outputs["failure-reason"]).toBe("run-branch-unprotected");
});

scenario(
  "T09 An old apply that is run again applies nothing, and at the tip asks whoever ran it again",
  async (world) => {
    const pull = world.openPull({ author: "mo", files: { "members/nia.yaml": memberManifest("nia", viewer) } });
    await world.plan(pull);
    const old = world.tip();
    world.merge(pull, { by: "ben" });
    const stale = await world.apply({ sha: old, run: { attempt: 2, triggeringActor: people.mo } });
    expectRefused(stale, 24);
    expect(stale.outputs["failure-reason"]).toBe("run-not-tip");
    const again = await world.apply({ run: { attempt: 2, triggeringActor: people.mo } });
    expectRefused(again, 22);
    expect(again.summary).toContain("`mo` ran it again");
  },
);
