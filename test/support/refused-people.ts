import type { RefusedManifest } from "./refused-manifests.ts";
import { written, writtenMember } from "./written-document.ts";

const mia = "email: mia@acme.test";

function organization(lines: string): Readonly<Record<string, string>> {
  return { "organization.yaml": written("Organization", "acme", `title: Acme\n${lines}`) };
}

/** Mistakes in the envelope, in YAML, about people and the organization, beyond the threat model's list. */
export const refusedPeople: readonly RefusedManifest[] = [
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
];
