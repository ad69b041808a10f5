import { describe, expect, test } from "vitest";

import type { JsonObject } from "../../src/model/json.ts";
import { emptyTarget, liveFrom } from "../support/live-organization.ts";
import {
  attribute,
  audience,
  event,
  experience,
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
import { planOf } from "../support/planning.ts";

const lin = member("lin", {
  fullName: "Lin Wei",
  administrationRoles: ["Member", "Security Manager"],
  productRoles: { cms: ["Developer", "Admin"], assets: ["Member"] },
});
const shop = project("shop", {
  description: "The shop",
  connectedStack: "site",
  members: seats({ ada: ["Project Owner"], lin: ["Project Member"] }),
});
const site = project("site", { product: "cms", members: seats({ lin: ["Developer", "Content Manager"] }) });
const gold = audience("shop", "gold", { description: "Gold members" });
const world: readonly Manifest[] = [
  organization(),
  member("ada"),
  member("ben", { administrationRoles: ["Admin"] }),
  lin,
  shop,
  site,
  gold,
];

/** Every edit of a plan, as `address path: before > after`. */
function editsBetween(live: readonly Manifest[], declared: readonly Manifest[]): readonly string[] {
  return planOf({ live: liveFrom(live), declared }).changes.flatMap(({ address, edits }) =>
    edits.map(({ path, before, after }) => `${address} ${path}: ${JSON.stringify(before)} > ${JSON.stringify(after)}`),
  );
}

function specWithout(one: Manifest, ...fields: readonly string[]): Manifest {
  return {
    ...one,
    spec: Object.fromEntries(Object.entries(one.spec).filter(([field]) => !fields.includes(field))),
  };
}

describe("nothing", () => {
  test("differs between an organization and itself", () => {
    expect(editsBetween(world, world)).toEqual([]);
  });

  test("differs when lists whose order means nothing are in another order", () => {
    const shuffled = replacing(
      world,
      withSpec(lin, {
        administrationRoles: ["Security Manager", "Member"],
        productRoles: { assets: ["Member"], cms: ["Admin", "Developer"] },
      }),
      withSpec(shop, { members: seats({ lin: ["Project Member"], ada: ["Project Owner"] }) }),
      withSpec(site, { members: seats({ lin: ["Content Manager", "Developer"] }) }),
    );
    expect(editsBetween(world, shuffled)).toEqual([]);
  });

  test("of labels and annotations reaches the target", () => {
    const labelled = { ...lin, metadata: { ...lin.metadata, labels: { team: "web" }, annotations: { note: "x" } } };
    expect(editsBetween(world, replacing(world, labelled))).toEqual([]);
  });
});

describe("an omitted field is not managed", () => {
  test.each([
    ["a description", specWithout(shop, "description")],
    ["a connected stack", specWithout(shop, "connectedStack")],
    ["the members of a project", specWithout(shop, "members")],
    ["Administration roles", specWithout(lin, "administrationRoles")],
    ["product roles", specWithout(lin, "productRoles")],
    ["one product's roles", withSpec(lin, { productRoles: { cms: ["Admin", "Developer"] } })],
    ["a name", specWithout(lin, "fullName")],
    ["an audience's description", specWithout(gold, "description")],
  ])("%s", (_, manifest) => {
    expect(editsBetween(world, replacing(world, manifest))).toEqual([]);
  });

  test("though the target holds nothing there", () => {
    const live = liveFrom(world);
    const objects = live.objects.map((object) => ({
      ...object,
      fields: Object.fromEntries(
        Object.entries(object.fields).filter(([field]) => field !== "description" && field !== "rules"),
      ),
    }));
    const declared = replacing(world, specWithout(shop, "description"), specWithout(gold, "description"));
    const touched = planOf({ live: { ...live, objects }, declared }).changes.filter(({ kind }) => kind === "Project");
    expect(touched).toEqual([]);
  });
});

describe("an empty value is managed and empty", () => {
  test.each([
    ["a description", withSpec(shop, { description: "" }), ['Project/shop /description: "The shop" > ""']],
    ["a connected stack", withSpec(shop, { connectedStack: "" }), ['Project/shop /connectedStack: "site" > ""']],
    [
      "one product's roles",
      withSpec(lin, { productRoles: { cms: [] } }),
      ['Member/lin /productRoles/cms: ["Admin","Developer"] > []'],
    ],
    [
      "a project's members",
      withSpec(site, { members: [] }),
      ['Project/site /members/lin: ["Content Manager","Developer"] > undefined'],
    ],
  ])("%s", (_, manifest, edits) => {
    expect(editsBetween(world, replacing(world, manifest))).toEqual(edits);
  });

  test("and null is an error", () => {
    const { verdict, diagnostics } = planOf({
      live: liveFrom(world),
      declared: replacing(world, withSpec(shop, { members: null })),
    });
    expect([verdict, diagnostics.map(({ code, args }) => [code, args["key"]])]).toEqual([
      "invalid",
      [["null-not-allowed", "members"]],
    ]);
  });
});

describe("a list that is there is the whole list", () => {
  test("person by person", () => {
    const declared = replacing(
      world,
      withSpec(shop, { members: seats({ ada: ["Project Owner"], ben: ["Project Member"] }) }),
    );
    expect(editsBetween(world, declared)).toEqual([
      'Project/shop /members/ben: undefined > ["Project Member"]',
      'Project/shop /members/lin: ["Project Member"] > undefined',
    ]);
  });

  test("role by role", () => {
    expect(editsBetween(world, replacing(world, withSpec(lin, { administrationRoles: ["Member"] })))).toEqual([
      'Member/lin /administrationRoles: ["Member","Security Manager"] > ["Member"]',
    ]);
  });

  test("setting by setting", () => {
    const live = replacing(
      world,
      organization({ guards: { minAdmins: 2, quota: "warning" }, manage: { Event: "authoritative" } }),
    );
    const declared = replacing(
      world,
      organization({ guards: { minAdmins: 1 }, manage: { Audience: "authoritative" } }),
    );
    expect(editsBetween(live, declared)).toEqual([
      'Organization/acme /manage/Audience: undefined > "authoritative"',
      "Organization/acme /guards/minAdmins: 2 > 1",
    ]);
  });
});

describe("a new object", () => {
  test("gets its defaults, and says all it will hold", () => {
    expect(editsBetween(world, [...world, member("zoe", { email: "Zoe@acme.test" })])).toEqual([
      'Member/zoe /email: undefined > "zoe@acme.test"',
      'Member/zoe /administrationRoles: undefined > ["Member"]',
    ]);
  });

  test("carries the invitation's message, which is never compared later", () => {
    const zoe = member("zoe", { invitation: { message: "Welcome" } });
    expect(editsBetween(world, [...world, zoe])).toContain('Member/zoe /invitation: undefined > {"message":"Welcome"}');
    const other = withSpec(zoe, { invitation: { message: "Hello" } });
    expect(editsBetween([...world, zoe], [...world, other])).toEqual([]);
  });

  test("of Personalize without members has its maker in it", () => {
    expect(editsBetween(world, [...world, project("new")])).toContain(
      'Project/new /members/ada: undefined > ["Project Owner"]',
    );
  });

  test("of Personalize with members has these and nobody else", () => {
    const edits = editsBetween(world, [...world, project("new", { members: seats({ lin: ["Project Owner"] }) })]);
    expect(edits.filter((edit) => edit.includes("/members/"))).toEqual([
      'Project/new /members/lin: undefined > ["Project Owner"]',
    ]);
  });

  test("of another product has nobody listed: its maker owns it", () => {
    const edits = editsBetween(world, [...world, project("new", { product: "cms" })]);
    expect(edits.filter((edit) => edit.includes("/members/"))).toEqual([]);
  });
});

describe("what can only be made inside a new object", () => {
  test("lets the field that needs it follow in a second step", () => {
    const blog = project("blog", { product: "cms", members: seats({ lin: ["Editor"] }) });
    const editor = role("editor", { product: "cms", level: "project", project: "blog" });
    const plan = planOf({ live: liveFrom(world), declared: [...world, blog, editor] });
    expect(plan.changes.map(({ action, address, edits }) => [action, address, edits.map(({ path }) => path)])).toEqual([
      ["create", "Project/blog", ["/product", "/title", "/description"]],
      ["create", "Role/editor", ["/title", "/description", "/product", "/level", "/project", "/rules"]],
      ["update", "Project/blog", ["/members/lin"]],
    ]);
    expect(plan.verdict).toBe("allowed");
  });

  test("is put in its order last", () => {
    const fresh = project("fresh", { members: seats({ ada: ["Project Owner"] }), experiencePriority: ["hero"] });
    const plan = planOf({ live: liveFrom(world), declared: [...world, fresh, experience("fresh", "hero")] });
    expect(plan.changes.map(({ action, address }) => `${action} ${address}`)).toEqual([
      "create Project/fresh",
      "create Experience/fresh/hero",
      "update Project/fresh",
    ]);
  });

  test("needs no second step when nothing new is inside", () => {
    const plan = planOf({
      live: liveFrom(world),
      declared: [...world, project("blog", { product: "cms", members: seats({ lin: ["Developer"] }) })],
    });
    expect(plan.changes).toHaveLength(1);
  });

  test("needs none in founding either, unless something is", () => {
    const plan = planOf({ live: emptyTarget, declared: world });
    expect(plan.changes.filter(({ action }) => action === "update")).toEqual([]);
  });
});

describe("live objects that nobody declares", () => {
  const extra: readonly Manifest[] = [
    ...world,
    member("zoe"),
    attribute("shop", "tier"),
    event("shop", "paid"),
    project("old", { members: seats({ ada: ["Project Owner"] }) }),
    audience("old", "inside"),
    project("stack", { product: "cms" }),
    role("editor", { product: "cms", level: "project", project: "stack" }),
  ];
  const planWith = (manage: JsonObject): ReturnType<typeof planOf> => {
    const live = replacing(extra, organization({ manage }));
    return planOf({ live: liveFrom(live), declared: replacing(world, organization({ manage })) });
  };

  test("are left alone and counted", () => {
    const plan = planWith({});
    expect(plan.changes).toEqual([]);
    expect(plan.unmanagedByKind).toEqual({ Attribute: 1, Audience: 1, Event: 1, Member: 1, Project: 2, Role: 1 });
    expect(plan.summary.unmanaged).toBe(7);
  });

  test.each([
    ["Member", ["Member/zoe"]],
    ["Event", ["Event/shop/paid"]],
    // The project the actor is in goes last.
    ["Project", ["Audience/old/inside", "Role/editor", "Project/stack", "Project/old"]],
    // What is inside a project that nobody declares is left to whoever does.
    ["Audience", []],
    ["Role", []],
  ])("are removed when %s is authoritative", (kind, addresses) => {
    const plan = planWith({ [kind]: "authoritative" });
    expect(plan.changes.map(({ action, address }) => [action, address])).toEqual(
      addresses.map((address) => ["delete", address]),
    );
    expect(plan.authoritative).toEqual([kind]);
    expect(plan.summary.unmanaged).toBe(7 - addresses.length);
  });

  test("of an authoritative kind are removed by the plan that makes it so", () => {
    const declared = replacing(world, organization({ manage: { Member: "authoritative" } }));
    expect(planOf({ live: liveFrom(extra), declared }).changes.map(({ address }) => address)).toEqual([
      "Organization/acme",
      "Member/zoe",
    ]);
  });

  test("are left alone by the plan that makes the kind additive again", () => {
    const live = replacing(extra, organization({ manage: { Member: "authoritative" } }));
    const declared = replacing(world, organization({ manage: { Member: "additive" } }));
    expect(planOf({ live: liveFrom(live), declared }).changes.map(({ address }) => address)).toEqual([
      "Organization/acme",
    ]);
  });

  test("stay authoritative when the line is only left out", () => {
    const live = replacing(extra, organization({ manage: { Member: "authoritative" } }));
    expect(planOf({ live: liveFrom(live), declared: world }).changes.map(({ address }) => address)).toEqual([
      "Member/zoe",
    ]);
  });

  test("say all they held", () => {
    const zoe = planWith({ Member: "authoritative" }).changes[0];
    expect(zoe?.edits).toEqual([
      { path: "/email", before: "zoe@acme.test", after: undefined },
      { path: "/administrationRoles", before: ["Member"], after: undefined },
    ]);
  });
});

test("a plan narrowed to some kinds leaves the others out", () => {
  const declared = replacing([...world, member("zoe")], withSpec(gold, { description: "x" }));
  const plan = planOf({ live: liveFrom(world), declared, only: ["Audience"] });
  expect(plan.changes.map(({ address }) => address)).toEqual(["Audience/shop/gold"]);
});

test("a removal is planned once, though its project goes too", () => {
  const manage = { Audience: "authoritative", Project: "authoritative" };
  const live = replacing(
    [...world, project("old", { members: seats({ ada: ["Project Owner"] }) }), audience("old", "inside")],
    organization({ manage }),
  );
  const plan = planOf({ live: liveFrom(live), declared: without(live, "Project/old", "Audience/old/inside") });
  expect(plan.changes.map(({ address }) => address)).toEqual(["Audience/old/inside", "Project/old"]);
});
