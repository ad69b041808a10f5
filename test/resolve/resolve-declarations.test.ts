import { describe, expect, test } from "vitest";

import { declare } from "../../src/declare.ts";
import { problem as problemAt } from "../../src/model/diagnostic.ts";
import { problemsOf, shortProblemsOf } from "../support/diagnosing.ts";
import {
  documentsOf,
  attribute,
  audience,
  event,
  experience,
  type Manifest,
  member,
  organization,
  project,
  role,
  seats,
} from "../support/manifests.ts";

const base: readonly Manifest[] = [organization(), member("ada"), member("ben", { administrationRoles: ["Admin"] })];
const shop = project("shop", { members: seats({ ada: ["Project Owner"] }) });
const site = project("site", { product: "cms" });

function problemsWith(...more: readonly Manifest[]): readonly string[] {
  return shortProblemsOf([...base, ...more]);
}

/** Two documents that would stand in the same file are told apart by where they are given. */
function twice(one: Manifest, other: Manifest): readonly string[] {
  return problemsOf([...base, one, other]).map(({ code, related = [] }) => `${code} (${related.length})`);
}

describe("the Organization", () => {
  test("is declared", () => {
    expect(shortProblemsOf([member("ada")])).toEqual(["organization-missing nowhere"]);
  });

  test("is declared once", () => {
    expect(shortProblemsOf([...base, organization({}, "other")])).toEqual([
      "organization-twice Organization/other.yaml#/kind",
    ]);
  });

  test("names its Owner", () => {
    const { owner: _, ...spec } = organization().spec;
    expect(shortProblemsOf([{ ...organization(), spec }, member("ada")])).toEqual([
      "owner-count Organization/acme.yaml#/spec (key)",
    ]);
  });

  test("names a member", () => {
    expect(shortProblemsOf([organization({ owner: "eda" }), member("ada")])).toEqual([
      "unknown-reference Organization/acme.yaml#/spec/owner",
    ]);
  });

  test.each([
    ["Member", ["address-malformed Organization/acme.yaml#/spec/protected/0"]],
    ["Member/eve", ["unknown-reference Organization/acme.yaml#/spec/protected/0"]],
    ["Audience/shop/gold", ["unknown-reference Organization/acme.yaml#/spec/protected/0"]],
    ["Member/ada", []],
  ])("protects what is declared: %s", (address, problems) => {
    expect(shortProblemsOf([organization({ protected: [address] }), member("ada"), shop])).toEqual(problems);
  });
});

describe("names", () => {
  test.each([
    ["two members of one handle", member("zoe"), member("zoe", { email: "yan@acme.test" }), ["duplicate-name (1)"]],
    ["two members of one address", member("zoe"), member("yan", { email: "ZOE@acme.test" }), ["same-identity (1)"]],
    [
      "two projects of one title",
      project("one", { title: "Shop" }),
      project("two", { title: "Shop" }),
      ["same-identity (1)"],
    ],
    [
      "two projects of one title in two products",
      project("one", { title: "Shop" }),
      project("two", { title: "Shop", product: "cms" }),
      [],
    ],
    ["two of one uid", member("zoe", {}, { uid: "blt1" }), member("yan", {}, { uid: "blt1" }), ["same-uid (1)"]],
    ["a member and a project of one handle", member("shop"), project("shop"), []],
    ["one thing written twice", member("zoe"), member("zoe"), ["duplicate-name (1)", "same-identity (1)"]],
  ])("%s", (_, one, other, problems) => {
    expect(twice(one, other)).toEqual(problems);
  });

  test("the same key in two projects is two attributes", () => {
    const other = project("other");
    expect(problemsWith(shop, other, attribute("shop", "tier"), attribute("other", "tier"))).toEqual([]);
  });

  test("one attribute key twice in a project is one attribute declared twice", () => {
    expect(problemsWith(shop, attribute("shop", "tier"), attribute("shop", "level", { key: "tier" }))).toEqual([
      "same-identity Attribute/shop/level.yaml#/spec/key",
    ]);
  });

  test.each(["Admin", "admin", " ADMIN "])("a custom role called `%s` would pass for a shipped one", (title) => {
    expect(problemsWith(role("own", { title, product: "cms", level: "product" }))).toEqual([
      "reserved-title Role/own.yaml#/spec/title",
    ]);
  });

  test("a shipped title of another product or level is free", () => {
    expect(problemsWith(role("own", { title: "Project Member", product: "cms", level: "product" }))).toEqual([]);
  });
});

describe("references", () => {
  test.each([
    [
      "a project's member",
      project("shop", { members: seats({ eve: ["Project Owner"] }) }),
      "Project/shop.yaml#/spec/members/0/member",
    ],
    ["a connected stack", project("shop", { connectedStack: "sight" }), "Project/shop.yaml#/spec/connectedStack"],
    ["a resource's project", audience("shpo", "gold"), "Audience/shpo/gold.yaml#/metadata/project"],
    [
      "a role's project",
      role("own", { product: "cms", level: "project", project: "sight" }),
      "Role/own.yaml#/spec/project",
    ],
    [
      "an Administration role",
      member("zoe", { administrationRoles: ["Admn"] }),
      "Member/zoe.yaml#/spec/administrationRoles/0",
    ],
    [
      "a product role",
      member("zoe", { productRoles: { cms: ["Developer", "Admn"] } }),
      "Member/zoe.yaml#/spec/productRoles/cms/1",
    ],
    [
      "a project role",
      project("shop", { members: seats({ ada: ["Owner"] }) }),
      "Project/shop.yaml#/spec/members/0/roles/0",
    ],
    [
      "an experience to put first",
      project("shop", { experiencePriority: ["hero"] }),
      "Project/shop.yaml#/spec/experiencePriority/0",
    ],
  ])("%s must be declared", (_, manifest, place) => {
    expect(problemsWith(manifest)).toEqual([`unknown-reference ${place}`]);
  });

  test("inside a project are looked up in that project", () => {
    const other = project("other");
    const rules = {
      all: [
        {
          any: [
            { attribute: "COUNTRY", equals: "CA" },
            { attribute: "tier", equals: "gold" },
          ],
        },
      ],
    };
    expect(problemsWith(shop, other, attribute("other", "tier"), audience("shop", "gold", { when: rules }))).toEqual([
      "unknown-reference Audience/shop/gold.yaml#/spec/when/all/0/any/1/attribute",
    ]);
  });

  test("of experiences are checked in versions and drafts", () => {
    const hero = experience("shop", "hero", {
      version: { status: "active", variants: [{ name: "A", audiences: ["gold"] }] },
      draft: { variants: [{ name: "A", audiences: ["gold", "silver"] }] },
    });
    expect(problemsWith(shop, audience("shop", "gold"), hero)).toEqual([
      "unknown-reference Experience/shop/hero.yaml#/spec/draft/variants/0/audiences/1",
    ]);
  });

  test("say what was probably meant, and what there is", () => {
    const [problem] = problemsOf([
      ...base,
      member("dan"),
      project("shop", { members: seats({ bem: ["Project Owner"] }) }),
    ]);
    expect(problem?.args).toEqual({ kind: "Member", name: "bem", nearest: "ben", known: ["ada", "ben", "dan"] });
  });

  test.each([
    ["a stack's content", site, event("site", "paid"), ["wrong-product Event/site/paid.yaml#/metadata/project"]],
    [
      "a project connected to a project",
      shop,
      project("other", { connectedStack: "shop" }),
      ["wrong-product Project/other.yaml#/spec/connectedStack"],
    ],
    [
      "a stack's role in a space",
      project("space", { product: "assets" }),
      role("own", { product: "cms", level: "project", project: "space" }),
      ["wrong-product Role/own.yaml#/spec/project"],
    ],
    ["a project connected to nothing", site, project("other", { connectedStack: "" }), []],
  ])("lead to the right product: %s", (_, one, other, problems) => {
    expect(problemsWith(one, other)).toEqual(problems);
  });

  test.each([
    ["cms", "Owner"],
    ["assets", "Space Owner"],
    ["agentos", "Project Owner"],
  ])("do not give the owner's seat of %s", (product, title) => {
    const place = project("place", { product, members: seats({ ada: [title] }) });
    expect(problemsWith(place)).toEqual(["role-not-assignable Project/place.yaml#/spec/members/0/roles/0"]);
  });

  test("do not give the organization's Owner either, in a list or by invitation", () => {
    expect(problemsWith(member("zoe", { administrationRoles: ["Member", "Owner"] }))).toEqual([
      "owner-count Member/zoe.yaml#/spec/administrationRoles/1",
    ]);
  });

  test("find a custom role in its own product, level and project only", () => {
    const editor = role("editor", { product: "cms", level: "project", project: "site" });
    const used = project("site", { product: "cms", members: seats({ ada: ["Editor"] }) });
    expect(problemsWith(used, editor)).toEqual([]);
    expect(
      problemsWith(used, editor, project("blog", { product: "cms", members: seats({ ada: ["Editor"] }) })),
    ).toHaveLength(1);
    expect(problemsWith(used, editor, member("zoe", { productRoles: { cms: ["Editor"] } }))).toHaveLength(1);
  });
});

describe("text that could not be read", () => {
  const unread = problemAt("duplicate-key", undefined);
  const codesOf = (manifests: readonly Manifest[]): readonly string[] => {
    const { diagnostics, unknownRoles } = declare(documentsOf(manifests), [unread]);
    return [...diagnostics.map(({ code }) => code), ...unknownRoles.map(({ key }) => key)];
  };

  test("may hold what seems to be missing, so nothing is called missing", () => {
    const dangling = member("zoe", { administrationRoles: ["Keeper"] });
    expect(codesOf([dangling, project("shop", { members: seats({ yan: ["Project Owner"] }) })])).toEqual([
      "duplicate-key",
    ]);
  });

  test("does not excuse what is wrong in what was read", () => {
    expect(codesOf([...base, member("zoe", { email: "nowhere" })])).toEqual(["duplicate-key", "email-malformed"]);
  });
});

describe("meaning", () => {
  test.each([
    [
      "a role of a project without one",
      role("own", { product: "cms", level: "project" }),
      "role-project-missing Role/own.yaml#/spec/level",
    ],
    [
      "a role of a product with a project",
      role("own", { product: "cms", level: "product", project: "site" }),
      "role-project-unexpected Role/own.yaml#/spec/project (key)",
    ],
    [
      "a rule about two things",
      role("own", {
        product: "cms",
        level: "product",
        rules: [{ category: "Users", module: "locale", actions: ["View"] }],
      }),
      "rule-two-shapes Role/own.yaml#/spec/rules/0",
    ],
    [
      "a rule about nothing",
      role("own", { product: "cms", level: "product", rules: [{ actions: ["View"] }] }),
      "rule-without-subject Role/own.yaml#/spec/rules/0",
    ],
    [
      "a rule that permits nothing",
      role("own", { product: "cms", level: "product", rules: [{ category: "Users" }] }),
      "rule-without-actions Role/own.yaml#/spec/rules/0",
    ],
    [
      "a person listed twice",
      project("shop", { members: [...seats({ ada: ["Project Owner"] }), ...seats({ ada: ["Project Member"] })] }),
      "member-listed-twice Project/shop.yaml#/spec/members/1/member",
    ],
    [
      "a stack with a stack",
      project("blog", { product: "cms", connectedStack: "site" }),
      "personalize-only Project/blog.yaml#/spec/connectedStack (key)",
    ],
    [
      "a message of spaces",
      member("zoe", { invitation: { message: "  " } }),
      "message-empty Member/zoe.yaml#/spec/invitation/message",
    ],
  ])("%s", (_, manifest, problem) => {
    expect(problemsWith(site, manifest)).toEqual([problem]);
  });

  test("nothing is the organization itself as a place for a role of a project", () => {
    const own = role("own", { product: "administration", level: "project", project: "site" });
    expect(problemsWith(site, own)).toContain("role-level-impossible Role/own.yaml#/spec/level");
  });
});

describe("addresses of members", () => {
  test.each([
    ["zoeacme.test", "email-malformed"],
    ["zoe@acme", "email-malformed"],
    ["zoe@@acme.test", "email-malformed"],
    [".zoe@acme.test", "email-malformed"],
    ["zoe..m@acme.test", "email-malformed"],
    ["zoe@-acme.test", "email-malformed"],
    ["mıke@acme.test", "email-not-ascii"],
    ["\u212Aevin@acme.test", "email-not-ascii"],
    ["\u0430dmin@acme.test", "email-not-ascii"],
    ["zoe@acme.test\u200B", "email-not-ascii"],
    ["zo e@acme.test", "email-malformed"],
    ["zoe@xn--80ak6aa92e.com", "email-punycode"],
  ])("%s: %s", (email, code) => {
    expect(problemsWith(member("zoe", { email }))).toEqual([`${code} Member/zoe.yaml#/spec/email`]);
  });

  test.each(["zoe@acme.test", "zoe.m+news@mail.acme.test", "o'neil@acme.test", "ZOE@ACME.TEST"])(
    "%s is fine",
    (email) => {
      expect(problemsWith(member("zoe", { email }))).toEqual([]);
    },
  );

  test("a letter that is no plain one is named", () => {
    const [problem] = problemsOf([...base, member("zoe", { email: "\u0430dmin@acme.test" })]);
    expect(problem?.args).toEqual({ email: "\u0430dmin@acme.test", character: "\u0430", codePoint: "U+0430" });
  });

  test.each([
    ["beside an Admin", ["Admin"], "error"],
    ["beside a Security Manager", ["Security Manager"], "error"],
    ["beside somebody without privileges", ["Member"], "warning"],
  ])("a second address of one mailbox %s", (_, administrationRoles, severity) => {
    const manifests = [...base, member("zoe", { administrationRoles }), member("yan", { email: "zoe+2@acme.test" })];
    expect(problemsOf(manifests).map((one) => [one.code, one.severity])).toEqual([["possible-same-mailbox", severity]]);
  });

  test("a second address of the Owner's mailbox is an error", () => {
    const manifests = [...base, member("yan", { email: "ada+2@acme.test" })];
    expect(problemsOf(manifests).map((one) => [one.code, one.severity])).toEqual([["possible-same-mailbox", "error"]]);
  });

  test("stay in the allowed domains", () => {
    const manifests = [
      organization({ allowedEmailDomains: ["acme.test"] }),
      member("ada"),
      member("zoe", { email: "zoe@mail.acme.test" }),
    ];
    expect(shortProblemsOf(manifests)).toEqual(["email-domain Member/zoe.yaml#/spec/email"]);
  });

  test("one GitHub account is one person", () => {
    const manifests = [
      ...base,
      member("zoe", { github: { id: 7, login: "zoe" } }),
      member("yan", { github: { id: 7, login: "yan" } }),
    ];
    expect(shortProblemsOf(manifests)).toEqual(["identity-map Member/yan.yaml#/spec/github/id"]);
  });
});
