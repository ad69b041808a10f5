import type { RefusedManifest } from "./refused-manifests.ts";
import { together, written } from "./written-document.ts";

function blog(lines: string): string {
  return written("Project", "blog", `product: personalize\ntitle: Blog\n${lines}`);
}

function audience(when: string): string {
  return written("Audience", "fans", `title: Fans\n${when}`, "shop");
}

function test(version: string): string {
  return written(
    "Experience",
    "button",
    `title: Button\ntype: ab-test\nversion:\n  status: active\n${version}`,
    "shop",
  );
}

function role(lines: string): string {
  return written("Role", "news", `title: News\n${lines}`);
}

/** Mistakes in projects, custom roles and what is personalized, beyond the threat model's list. */
export const refusedResources: readonly RefusedManifest[] = [
  // Projects and their people.
  {
    title: "a person in a project twice",
    text: blog("members:\n  - { member: ada, roles: [Project Owner] }\n  - { member: ada, roles: [Project Member] }"),
    found: ["member-listed-twice 10:17"],
    says: "`ada`",
  },
  {
    title: "a person by their address",
    text: blog("members:\n  - { member: ada@acme.test, roles: [Project Owner] }"),
    found: ["unknown-reference 9:17"],
    says: "`ada@acme.test`",
  },
  {
    title: "people as a mapping",
    text: blog("members:\n  ada: [Project Owner]"),
    found: ["type 9:5"],
    says: "list expected",
  },
  { title: "people without roles", text: blog("members: [ada]"), found: ["type 8:13"], says: "`ada`" },
  {
    title: "an empty list of roles",
    text: blog("members:\n  - { member: ada, roles: [] }"),
    found: ["min-items 9:29"],
    says: "`roles`",
  },
  {
    title: "a project that is connected to itself",
    text: blog("connectedStack: blog"),
    found: ["connected-to-itself 8:19"],
    says: "`blog`",
  },
  { title: "a stack that is none", text: blog("connectedStack: shop"), found: ["wrong-product 8:19"], says: "`shop`" },
  {
    title: "a stack that does not exist",
    text: blog("connectedStack: sitte"),
    found: ["unknown-reference 8:19"],
    says: "`sitte`",
  },
  {
    title: "a priority in a stack",
    text: written("Project", "blog", "product: cms\ntitle: Blog\nconnectedStack: site"),
    found: ["personalize-only 8:3"],
    says: "`connectedStack`",
  },
  {
    title: "a product in upper case",
    text: written("Project", "blog", "product: CMS\ntitle: Blog"),
    found: ["not-one-of 6:12"],
    says: "`CMS`",
  },
  {
    title: "the Owner of a stack",
    text: written("Project", "blog", "product: cms\ntitle: Blog\nmembers:\n  - { member: ada, roles: [Owner] }"),
    found: ["role-not-assignable 9:30"],
    says: "`Owner`",
  },
  {
    title: "two projects of one title",
    text: written("Project", "other", "product: personalize\ntitle: Shop"),
    found: ["same-identity shop.yaml:7:10"],
    says: "`other`",
  },
  // Roles.
  {
    title: "a role called like a shipped one",
    text: written("Role", "boss", "title: ADMIN\nproduct: cms\nlevel: product"),
    found: ["reserved-title 6:10"],
    says: "`ADMIN`",
  },
  {
    title: "a role of a project, without the project",
    text: role("product: cms\nlevel: project"),
    found: ["role-project-missing 8:10"],
    says: "project",
  },
  {
    title: "a role of a project of another product",
    text: role("product: assets\nlevel: project\nproject: site"),
    found: ["wrong-product 9:12"],
    says: "`site`",
  },
  {
    title: "a role of Personalize",
    text: role("product: personalize\nlevel: product"),
    found: ["not-one-of 7:12"],
    says: "`personalize`",
  },
  {
    title: "a right that does not exist",
    text: role("product: cms\nlevel: product\nrules:\n  - { category: Users, actions: [Update] }"),
    found: ["not-one-of 10:36"],
    says: "`Update`",
  },
  // Personalization.
  { title: "an audience without rules", text: audience("when:\n  all: []"), found: ["min-items 9:10"], says: "`all`" },
  {
    title: "an audience that is one rule",
    text: audience("when: { attribute: tier, equals: gold }"),
    found: ["audience-root-not-group 8:9"],
    says: "group",
  },
  {
    title: "a preset that does not exist",
    text: audience("when:\n  all:\n    - { attribute: COUNTRYY, equals: CA }"),
    found: ["unknown-preset 10:22"],
    says: "`COUNTRYY`",
  },
  {
    title: "a preset in lower case",
    text: audience("when:\n  all:\n    - { attribute: country, equals: CA }"),
    found: ["unknown-reference 10:22"],
    says: "`country`",
  },
  {
    title: "a misspelt operator",
    text: audience("when:\n  all:\n    - { attribute: tier, equal: gold }"),
    found: ["unknown-key 10:28"],
    says: "`equal`",
  },
  {
    title: "a rule with two operators",
    text: audience("when:\n  all:\n    - { attribute: tier, equals: a, contains: b }"),
    found: ["rule-several-operators 10:9"],
    says: "`contains`",
  },
  {
    title: "a number for a text",
    text: audience("when:\n  all:\n    - { attribute: tier, equals: 5 }"),
    found: ["type 10:36"],
    says: "`5`",
  },
  {
    title: "shares that add up to 99",
    text: test("  split: custom\n  variants:\n    - { name: A, traffic: 50 }\n    - { name: B, traffic: 49 }"),
    found: ["traffic-sum 13:7"],
    says: "99",
  },
  {
    title: "a test with one variant",
    text: test("  variants:\n    - { name: A }"),
    found: ["too-few-variants 12:7"],
    says: "2 variants",
  },
  {
    title: "two variants of one name",
    text: test("  variants:\n    - { name: A }\n    - { name: A }"),
    found: ["variant-not-unique 13:17"],
    says: "`A`",
  },
  {
    title: "a metric of no event",
    text: test("  variants:\n    - { name: A }\n    - { name: B }\n  metrics:\n    - { name: P, event: payd }"),
    found: ["unknown-reference 15:27"],
    says: "`payd`",
  },
  {
    title: "a type that does not exist",
    text: written("Experience", "button", "title: Button\ntype: abtest", "shop"),
    found: ["not-one-of 8:9"],
    says: "`abtest`",
  },
  {
    title: "two events of one key",
    text: together(written("Event", "seen", "key: seen", "shop"), written("Event", "viewed", "key: seen", "shop")),
    found: ["same-identity 15:8"],
    says: "`viewed`",
  },
];
