// oxlint-disable max-lines -- one table of cases, read from top to bottom
import type { RefusedManifest } from "./refused-manifests.ts";
import { together, written, writtenMember } from "./written-document.ts";

const mia = "email: mia@acme.test";

function organization(lines: string): Readonly<Record<string, string>> {
  return { "organization.yaml": written("Organization", "acme", `title: Acme\n${lines}`) };
}

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

/** What people write by mistake, beyond the threat model's list. */
export const moreRefusedManifests: readonly RefusedManifest[] = [
  // The envelope.
  {
    title: "a spec that is not indented",
    text: "apiVersion: charter/v1\nkind: Member\nmetadata:\n  name: mia\nspec:\nemail: mia@acme.test\n",
    found: ["null-not-allowed 5:1", "unknown-key 6:1"],
    says: "`spec` has no value",
  },
  {
    title: "everything at the top",
    text: "name: mia\nemail: mia@acme.test\n",
    found: ["missing-key 1:1", "missing-key 1:1"],
    says: "`apiVersion`",
  },
  {
    title: "no metadata",
    text: "apiVersion: charter/v1\nkind: Member\nspec:\n  email: mia@acme.test\n",
    found: ["missing-key 1:1"],
    says: "`metadata`",
  },
  {
    title: "no spec",
    text: "apiVersion: charter/v1\nkind: Member\nmetadata:\n  name: mia\n",
    found: ["missing-key 1:1"],
    says: "`spec`",
  },
  {
    title: "no kind",
    text: "apiVersion: charter/v1\nmetadata:\n  name: mia\nspec: {}\n",
    found: ["missing-key 1:1"],
    says: "`kind`",
  },
  {
    title: "a list of documents",
    text: "- apiVersion: charter/v1\n  kind: Member\n",
    found: ["root-not-mapping 1:1"],
    says: "a list",
  },
  {
    title: "a kind in lower case",
    text: writtenMember(mia).replace("Member", "member"),
    found: ["unknown-kind 2:7"],
    says: "`member`",
  },
  {
    title: "a kind in the plural",
    text: writtenMember(mia).replace("Member", "Members"),
    found: ["unknown-kind 2:7"],
    says: "`Members`",
  },
  {
    title: "a kind of another tool",
    text: writtenMember(mia).replace("Member", "User"),
    found: ["unknown-kind 2:7"],
    says: "`User`",
  },
  {
    title: "a version that is a number",
    text: writtenMember(mia).replace("charter/v1", "1"),
    found: ["unsupported-version 1:13"],
    says: "`1`",
  },
  { title: "a number for a handle", text: writtenMember(mia, "42"), found: ["type 4:9"], says: "`42`" },
  { title: "a handle in upper case", text: writtenMember(mia, "Mia"), found: ["handle-malformed 4:9"], says: "`Mia`" },
  {
    title: "a handle with a space",
    text: writtenMember(mia, "mia smith"),
    found: ["handle-malformed 4:9"],
    says: "`mia smith`",
  },
  {
    title: "a handle with a hyphen at its end",
    text: writtenMember(mia, "mia-"),
    found: ["handle-malformed 4:9"],
    says: "`mia-`",
  },
  { title: "a handle of 64 letters", text: writtenMember(mia, "m".repeat(64)), found: ["too-long 4:9"], says: "63" },
  { title: "an empty handle", text: writtenMember(mia, '""'), found: ["handle-malformed 4:9"], says: "not a name" },
  {
    title: "a person in a project",
    text: written("Member", "mia", mia, "shop"),
    found: ["unknown-key 5:3"],
    says: "`project`",
  },
  {
    title: "a resource without a project",
    text: written("Event", "seen", "key: seen"),
    found: ["missing-key 4:3"],
    says: "`project`",
  },
  {
    title: "a uid with a space",
    text: writtenMember(mia).replace("  name: mia", '  name: mia\n  uid: "a b"'),
    found: ["pattern 5:8"],
    says: "`a b`",
  },
  {
    title: "a former name that is no list",
    text: writtenMember(mia).replace("  name: mia", "  name: mia\n  previously: mia@old.test"),
    found: ["type 5:15"],
    says: "`mia@old.test`",
  },
  // YAML.
  {
    title: "a merge conflict",
    text: `${writtenMember(mia)}<<<<<<< HEAD\n  fullName: Mia\n=======\n>>>>>>> branch\n`,
    found: ["yaml-syntax 7:1"],
    says: "a merge conflict is not resolved",
  },
  {
    title: "a line indented too deep",
    text: `${writtenMember(mia)}   fullName: Mia\n`,
    found: ["yaml-syntax 7:4"],
    says: "indented deeper",
  },
  {
    title: "a key without its colon",
    text: "apiVersion: charter/v1\nkind Member\n",
    found: ["yaml-syntax 2:1"],
    says: "a `:` is missing",
  },
  {
    title: "a colon without its space",
    text: "apiVersion: charter/v1\nkind:Member\n",
    found: ["yaml-syntax 2:5"],
    says: "a space is missing",
  },
  {
    title: "a value with a colon",
    text: writtenMember(`${mia}\nfullName: Mia: the great`),
    found: ["yaml-syntax 7:13"],
    says: "quoted",
  },
  {
    title: "a page of HTML",
    text: "<!doctype html>\n<html></html>\n",
    found: ["root-not-mapping 1:1"],
    says: "a text",
  },
  {
    title: "a picture",
    text: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 255]),
    found: ["encoding-not-utf8 1:1"],
    says: "UTF-8",
  },
  {
    title: "an umlaut of an old encoding",
    text: Buffer.from(writtenMember(`${mia}\nfullName: M\u00FCller`), "latin1"),
    found: ["encoding-not-utf8 7:14"],
    says: "UTF-8",
  },
  // People.
  {
    title: "a misspelt key that must be there",
    text: writtenMember("emial: mia@acme.test"),
    found: ["unknown-key 6:3"],
    says: "`emial`",
  },
  {
    title: "roles where nobody looks for them",
    text: writtenMember(`${mia}\nroles: Admin`),
    found: ["unknown-key 7:3"],
    says: "`roles`",
  },
  {
    title: "a role in lower case",
    text: writtenMember(`${mia}\nadministrationRoles: [admin]`),
    found: ["unknown-reference 7:25"],
    says: "`admin`",
  },
  {
    title: "a role twice",
    text: writtenMember(`${mia}\nadministrationRoles: [Admin, Admin]`),
    found: ["duplicate-item 7:32"],
    says: "`Admin`",
  },
  {
    title: "a product without roles of the organization",
    text: writtenMember(`${mia}\nproductRoles: { personalize: [Project Owner] }`),
    found: ["unknown-key 7:19"],
    says: "`personalize`",
  },
  {
    title: "a misspelt role of a product",
    text: writtenMember(`${mia}\nproductRoles: { cms: [Content Manger] }`),
    found: ["unknown-reference 7:25"],
    says: "`Content Manger`",
  },
  {
    title: "an address without @",
    text: writtenMember("email: mia.acme.test"),
    found: ["email-malformed 6:10"],
    says: "`mia.acme.test`",
  },
  {
    title: "an address with a name",
    text: writtenMember("email: Mia <mia@acme.test>"),
    found: ["email-malformed 6:10"],
    says: "`Mia <mia@acme.test>`",
  },
  {
    title: "a list of addresses",
    text: writtenMember("email: [mia@acme.test]"),
    found: ["type 6:10"],
    says: "got list",
  },
  {
    title: "an address that is too long",
    text: writtenMember(`email: ${"m".repeat(250)}@acme.test`),
    found: ["too-long 6:10"],
    says: "254",
  },
  { title: "a GitHub login alone", text: writtenMember(`${mia}\ngithub: mia`), found: ["type 7:11"], says: "`mia`" },
  {
    title: "a message of a space",
    text: writtenMember(`${mia}\ninvitation: { message: " " }`),
    found: ["message-empty 7:26"],
    says: "empty",
  },
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
  // The organization.
  {
    title: "a second organization",
    text: written("Organization", "other", "title: Other\nowner: ada"),
    found: ["organization-twice organization.yaml:2:7"],
    says: "Organization",
  },
  {
    title: "an Owner nobody knows",
    files: organization("owner: adda"),
    found: ["unknown-reference organization.yaml:7:10"],
    says: "`adda`",
  },
  {
    title: "two Owners",
    files: organization("owner: [ada, ben]"),
    found: ["type organization.yaml:7:10"],
    says: "got list",
  },
  {
    title: "a floor of nobody",
    files: organization("owner: ada\nguards: { minAdmins: 0 }"),
    found: ["too-small organization.yaml:8:24"],
    says: "`0`",
  },
  {
    title: "a number in words",
    files: organization("owner: ada\nguards: { minAdmins: two }"),
    found: ["type organization.yaml:8:24"],
    says: "`two`",
  },
  {
    title: "more than a hundred percent",
    files: organization("owner: ada\nguards: { lossBudget: { percent: 120 } }"),
    found: ["too-large organization.yaml:8:36"],
    says: "`120`",
  },
  {
    title: "a kind that cannot be managed",
    files: organization("owner: ada\nmanage: { Members: authoritative }"),
    found: ["unknown-key organization.yaml:8:13"],
    says: "`Members`",
  },
  {
    title: "something protected without its kind",
    files: organization("owner: ada\nprotected: [ada]"),
    found: ["address-malformed organization.yaml:8:15"],
    says: "`ada`",
  },
  {
    title: "something protected of no kind",
    files: organization("owner: ada\nprotected: [Membr/ada]"),
    found: ["unknown-kind organization.yaml:8:15"],
    says: "`Membr`",
  },
  {
    title: "something protected without its project",
    files: organization("owner: ada\nprotected: [Audience/gold]"),
    found: ["address-malformed organization.yaml:8:15"],
    says: "`Audience/gold`",
  },
  {
    title: "a domain with @",
    files: organization("owner: ada\nallowedEmailDomains: ['@acme.test']"),
    found: ["pattern organization.yaml:8:25"],
    says: "`@acme.test`",
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
