import { together, written, writtenMember } from "./written-document.ts";

/** A manifest that is refused, and how. */
export interface RefusedManifest {
  readonly title: string;
  /** The content of `bad.yaml`, beside an organization that is sound. */
  readonly text?: string | Buffer;
  /** Files of the organization with another content. */
  readonly files?: Readonly<Record<string, string>>;
  /** Each problem: its code and its line and column in `bad.yaml`, or in the file that is named. */
  readonly found: readonly string[];
  /** The user's own word, as a message has it. */
  readonly says: string;
}

const mia = "email: mia@acme.test";
const nineLevels = Array.from({ length: 9 }, (_, level) => {
  const items = Array.from({ length: 9 }, () => (level === 0 ? "x" : `*l${level - 1}`));
  return `l${level}: &l${level} [${items.join(", ")}]\n`;
}).join("");
const nineAnchors = Array.from({ length: 9 }, (_, level) => `anchor-refused ${level + 1}:5`);
const token = `ghp_abcdefghijklmnopqrstuvwxyz0123456789`;

/** The bad inputs of the threat model, section 2, that are a manifest's text; each is named by its number there. */
export const refusedManifests: readonly RefusedManifest[] = [
  { title: "C01 an empty file", text: "", found: ["empty-document 1:1"], says: "the document is empty" },
  { title: "C02 only a comment", text: "# hi\n", found: ["empty-document 1:1"], says: "the document is empty" },
  { title: "C03 nothing at the top", text: "~\n", found: ["root-not-mapping 1:1"], says: "an empty value" },
  { title: "C03 a word at the top", text: "hello\n", found: ["root-not-mapping 1:1"], says: "a text" },
  {
    title: "C04 UTF-16",
    text: Buffer.from("\uFEFFa: 1\n", "utf16le"),
    found: ["encoding-not-utf8 1:1"],
    says: "UTF-8",
  },
  {
    title: "C06 a byte order mark inside a key",
    text: "b\uFEFF: 2\n",
    found: ["invisible-character 1:2"],
    says: "U+FEFF",
  },
  { title: "C09 a NUL inside a text", text: 'a: "x\0y"\n', found: ["control-character 1:6"], says: "U+0000" },
  {
    title: "C10 lines that end with CR alone",
    text: "a: 1\rb: 2\r",
    found: ["line-break-cr 1:5"],
    says: "carriage return",
  },
  { title: "C12 a file over one MiB", text: "#".repeat(1_048_577), found: ["file-too-large 1:1"], says: "1,048,577" },
  { title: "C24 a key twice", text: "role: Member\nrole: Owner\n", found: ["duplicate-key 2:1"], says: "`role`" },
  {
    title: "C25 a key twice, once escaped",
    text: 'role: Member\n"\\u0072ole": Owner\n',
    found: ["duplicate-key 2:1"],
    says: "`role`",
  },
  { title: "C26 a number for a key", text: '1: a\n"1": b\n', found: ["non-string-key 1:1"], says: "`1`" },
  {
    title: "C28 a key in two spellings of one letter",
    text: "café: 1\ncafe\u0301: 1\n",
    found: ["key-not-nfc 2:1"],
    says: "cafe\u0301",
  },
  {
    title: "C29 a space of no width in a key",
    text: "ro\u200Ble: Owner\n",
    found: ["invisible-character 1:3"],
    says: "U+200B",
  },
  {
    title: "C31 a merge key",
    text: "b: &b {role: Owner}\nm:\n  <<: *b\n",
    found: ["anchor-refused 1:4", "merge-key-refused 3:3"],
    says: "`b`",
  },
  { title: "C32 YAML 1.1", text: "%YAML 1.1\n---\nadmin: yes\n", found: ["directive-refused 1:1"], says: "`%YAML`" },
  {
    title: "C34 a tag's own prefix",
    text: "%TAG ! tag:evil,2000:\n---\na: 1\n",
    found: ["directive-refused 1:1"],
    says: "`%TAG`",
  },
  { title: "C35 a tag", text: "a: !Owner x\n", found: ["tag-refused 1:4"], says: "`!Owner`" },
  {
    title: "C35 a tag that would run code",
    text: 'a: !!js/function "f"\n',
    found: ["tag-refused 1:4"],
    says: "`!!js/function`",
  },
  { title: "C37 a value inside itself", text: "a: &a [*a]\n", found: ["anchor-refused 1:4"], says: "`a`" },
  { title: "C39 an alias to nothing", text: "a: *nope\n", found: ["alias-refused 1:4"], says: "`nope`" },
  { title: "C40 nine levels of nine aliases", text: nineLevels, found: nineAnchors, says: "`l0`" },
  {
    title: "C41 600 brackets deep",
    text: `a: ${"[".repeat(600)}${"]".repeat(600)}\n`,
    found: ["too-deep 1:35"],
    says: "32",
  },
  {
    title: "C42 5000 brackets deep",
    text: `a: ${"[".repeat(5000)}${"]".repeat(5000)}\n`,
    found: ["too-deep 1:35"],
    says: "32",
  },
  {
    title: "C43 a list for a key",
    text: "? [a, b]\n: 1\n",
    found: ["non-string-key 1:3"],
    says: "a key must be a text",
  },
  { title: "C44 a tab for indentation", text: "a:\n\tb: 1\n", found: ["tab-indent 2:1"], says: "a tab" },
  { title: "C46 a bracket that stays open", text: "a: [1, 2\n", found: ["unclosed-flow 1:4"], says: "`[`" },
  { title: "C47 a quote that stays open", text: 'a: "abc\n', found: ["unclosed-quote 1:4"], says: '`"`' },
  { title: "C49 a value that begins with @", text: "owner: @team\n", found: ["reserved-start 1:8"], says: "`@`" },
  {
    title: "C51 a character that turns the text around",
    text: writtenMember(`${mia}\nfullName: "Mia \u202EavE"`),
    found: ["bidi-character 7:18"],
    says: "U+202E",
  },
  {
    title: "C53 yes for true",
    files: {
      "organization.yaml": written("Organization", "acme", "title: Acme\nowner: ada\nguards: { projectOwner: yes }"),
    },
    found: ["type organization.yaml:8:27"],
    says: "boolean expected, got string `yes`",
  },
  {
    title: "C55 a uid that reads as a number",
    text: writtenMember(mia).replace("  name: mia", "  name: mia\n  uid: 0e12345"),
    found: ["ambiguous-number 5:8"],
    says: "`0e12345`",
  },
  {
    title: "C56 a uid with too many digits",
    text: writtenMember(mia).replace("  name: mia", "  name: mia\n  uid: 12345678901234567890"),
    found: ["ambiguous-number 5:8"],
    says: "`12345678901234567890`",
  },
  {
    title: "C57 a number with a zero before it",
    text: writtenMember(`${mia}\ngithub: { id: 0123 }`),
    found: ["ambiguous-number 7:17"],
    says: "`0123`",
  },
  {
    title: "C59 a key without a value",
    text: writtenMember(`${mia}\nadministrationRoles:`),
    found: ["null-not-allowed 7:3"],
    says: "`administrationRoles`",
  },
  {
    title: "C61 a text for a list",
    text: writtenMember(`${mia}\nadministrationRoles: Admin`),
    found: ["type 7:24"],
    says: "list expected, got string `Admin`",
  },
  {
    title: "C62 no Administration role",
    text: writtenMember(`${mia}\nadministrationRoles: []`),
    found: ["min-items 7:24"],
    says: "`administrationRoles`",
  },
  {
    title: "C64 a misspelt key",
    text: writtenMember(`${mia}\nrolse: [Admin]`),
    found: ["unknown-key 7:3"],
    says: "`rolse`",
  },
  {
    title: "C65 another version",
    text: writtenMember(mia).replace("charter/v1", "v9"),
    found: ["unsupported-version 1:13"],
    says: "`v9`",
  },
  {
    title: "C66 a misspelt kind",
    text: writtenMember(mia).replace("Member", "Membr"),
    found: ["unknown-kind 2:7"],
    says: "`Membr`",
  },
  {
    title: "C67 a key that changes objects",
    text: writtenMember(`${mia}\n__proto__: { role: Owner }`),
    found: ["forbidden-key 7:3"],
    says: "`__proto__`",
  },
  {
    title: "C69 a name of 201 characters",
    text: writtenMember(`${mia}\nfullName: ${"x".repeat(201)}`),
    found: ["too-long 7:13"],
    says: "201",
  },
  {
    title: "C71 a reference by URL",
    text: writtenMember(`${mia}\n$ref: http://evil.test/x`),
    found: ["unknown-key 7:3"],
    says: "`$ref`",
  },
  {
    title: "C71 a file that extends another",
    text: `extends: ./other.yaml\n${writtenMember(mia)}`,
    found: ["unknown-key 1:1"],
    says: "`extends`",
  },
  {
    title: "C72 an expression of a workflow",
    text: writtenMember(`${mia}\nfullName: \${{ secrets.X }}`),
    found: ["interpolation-not-supported 7:13"],
    says: "`${{ secrets.X }}`",
  },
  {
    title: "C72 a variable of a shell",
    text: writtenMember(`${mia}\nfullName: \${HOME}`),
    found: ["interpolation-not-supported 7:13"],
    says: "`${HOME}`",
  },
  {
    title: "C73 a token",
    text: writtenMember(`${mia}\nfullName: ${token}`),
    found: ["secret-in-manifest 7:13"],
    says: "GitHub token",
  },
  {
    title: "C75 one address in two cases",
    text: writtenMember("email: ADA@acme.test"),
    found: ["same-identity people.yaml:6:10"],
    says: "`mia`",
  },
  {
    title: "C76 an i without a dot",
    text: writtenMember("email: m\u0131ke@x.org"),
    found: ["email-not-ascii 6:10"],
    says: "U+0131",
  },
  {
    title: "C77 the sign for kelvin",
    text: writtenMember("email: \u212Aevin@x.org"),
    found: ["email-not-ascii 6:10"],
    says: "U+212A",
  },
  {
    title: "C79 a Cyrillic a",
    text: writtenMember("email: \u0430dmin@x.org"),
    found: ["email-not-ascii 6:10"],
    says: "U+0430",
  },
  {
    title: "C80 a second address of an administrator",
    text: writtenMember("email: ben+1@acme.test"),
    found: ["possible-same-mailbox people.yaml:13:10"],
    says: "`ben+1@acme.test`",
  },
  {
    title: "C82 a domain in punycode",
    text: writtenMember("email: mia@xn--80ak6aa92e.com"),
    found: ["email-punycode 6:10"],
    says: "`xn--80ak6aa92e`",
  },
  {
    title: "C83 a domain that is not allowed",
    text: writtenMember("email: mia@evil.test"),
    files: {
      "organization.yaml": written("Organization", "acme", "title: Acme\nowner: ada\nallowedEmailDomains: [acme.test]"),
    },
    found: ["email-domain 6:10"],
    says: "`evil.test`",
  },
  {
    title: "C85 one GitHub account for two people",
    text: together(
      writtenMember(`${mia}\ngithub: { id: 7 }`),
      writtenMember("email: max@acme.test\ngithub: { id: 7 }", "max"),
    ),
    found: ["identity-map 15:17"],
    says: "`7`",
  },
  {
    title: "C85 a GitHub login without its id",
    text: writtenMember(`${mia}\ngithub: { login: mia }`),
    found: ["missing-key 7:11"],
    says: "`id`",
  },
  {
    title: "C85 a GitHub id with letters",
    text: writtenMember(`${mia}\ngithub: { id: 12ab }`),
    found: ["type 7:17"],
    says: "`12ab`",
  },
  {
    title: "C86 a role that nobody declares",
    text: writtenMember(`${mia}\nadministrationRoles: [Admni]`),
    found: ["unknown-reference 7:25"],
    says: "`Admni`",
  },
  {
    title: "C88 two projects of one name",
    text: written("Project", "shop", "product: personalize\ntitle: Other"),
    found: ["duplicate-name shop.yaml:4:9"],
    says: "`shop`",
  },
  {
    title: "C89 a resource of no project",
    text: written("Event", "seen", "key: seen", "shp"),
    found: ["unknown-reference 5:12"],
    says: "`shp`",
  },
];
