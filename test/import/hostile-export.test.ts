import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { parseManifest } from "../../src/load/parse-manifest.ts";
import { isJsonObject } from "../../src/model/json.ts";
import { filesBelow, type Ran, runImport, temporaryFolder, writeExport } from "./run-import.ts";
import { group, rule, shopExport, uid } from "./shop-export.ts";

const projects = "projects/projects.json";
const audiences = "audiences/audiences.json";
const events = "events/events.json";
const hero = `experiences/versions/${uid(41)}.json`;
const whole = { apiVersion: "charter/v1", kind: "Event" };

test.each<[string, string, unknown, string]>([
  ["is no JSON", audiences, "{]", "export-not-json"],
  ["is empty", audiences, "", "export-not-json"],
  ["was cut off", audiences, JSON.stringify(shopExport()[audiences]).slice(0, -40), "export-not-json"],
  ["holds an object instead of a list", audiences, { audiences: [] }, "type"],
  ["holds a manifest", events, whole, "type"],
  ["holds a list of texts", events, ["a"], "type"],
  ["holds nulls", events, [null], "type"],
  ["has an object without a uid", events, [{ key: "a" }], "missing-key"],
  ["has an object without its key", events, [{ uid: uid(21) }], "missing-key"],
  ["has a uid that leads to another folder", events, [{ uid: "../../secret", key: "a" }], "export-uid"],
  [
    "has a uid twice",
    events,
    [
      { uid: uid(21), key: "a" },
      { uid: uid(21), key: "b" },
    ],
    "export-same-uid",
  ],
  ["has a number for a name", audiences, [{ uid: uid(31), name: 5, definition: {} }], "type"],
  ["has a list for a definition", audiences, [{ uid: uid(31), name: "A", definition: [] }], "type"],
  ["has versions that are no objects", hero, ["v1"], "type"],
  ["has variants that are no objects", hero, [{ status: "ACTIVE", variants: [1] }], "type"],
  ["has a version without a status", hero, [{ variants: [] }], "missing-key"],
  ["lacks the version that is shown", hero, [{ status: "DRAFT", variants: [] }], "export-version-missing"],
  [
    "has a key that JavaScript takes for the prototype",
    audiences,
    '[{"uid":"a","name":"A","__proto__":{"definition":{}}}]',
    "forbidden-key",
  ],
  [
    "has such a key deep inside",
    audiences,
    `[{"uid":"a","name":"A","definition":${'{"rules":['.repeat(9)}{"constructor":1}${"]}".repeat(9)}}]`,
    "forbidden-key",
  ],
  ["is nested beyond all reason", audiences, `${"[".repeat(100_000)}${"]".repeat(100_000)}`, "too-deep"],
  [
    "holds more than a service would keep",
    events,
    Array.from({ length: 10_001 }, (_, at) => ({ uid: uid(at), key: `k${at}` })),
    "max-items",
  ],
  [
    "has ten thousand rules in an audience",
    audiences,
    [{ uid: uid(31), name: "A", definition: group("AND", ...Array.from({ length: 10_000 }, () => rule("COUNTRY"))) }],
    "max-items",
  ],
  [
    "has two audiences of one name",
    audiences,
    [
      { uid: uid(31), name: "A", definition: group("AND", rule("COUNTRY")) },
      { uid: uid(35), name: "A", definition: group("OR", rule("CITY")) },
    ],
    "same-identity",
  ],
  ["has a name with a control character", events, [{ uid: uid(21), key: "a\u0007b" }], "control-character"],
  [
    "has a description that turns the direction of text",
    events,
    [{ uid: uid(21), key: "a", description: "a\u202eb" }],
    "bidi-character",
  ],
  ["has half of a character", events, '[{"uid":"a","key":"a\\ud800"}]', "control-character"],
  [
    "has an empty name",
    audiences,
    [{ uid: uid(31), name: "", definition: group("AND", rule("COUNTRY")) }],
    "too-short",
  ],
  [
    "has a name of a thousand letters",
    audiences,
    [{ uid: uid(31), name: "a".repeat(1000), definition: group("AND", rule("COUNTRY")) }],
    "too-long",
  ],
  [
    "has a variable in a description",
    events,
    [{ uid: uid(21), key: "a", description: "${{ secrets.TOKEN }}" }],
    "interpolation-not-supported",
  ],
  [
    "has a token in a description",
    events,
    [{ uid: uid(21), key: "a", description: `ghp_${"a1".repeat(18)}` }],
    "secret-in-manifest",
  ],
  [
    "has null where a rule would be kept as it is",
    audiences,
    [{ uid: uid(31), name: "A", definition: group("AND", rule("CITY", { attributeMatchOptions: null })) }],
    "null-not-allowed",
  ],
  ["holds no project", projects, [], "export-without-project"],
])("a file that %s is refused with its name, and nothing is written", async (_, file, content, code) => {
  using folder = temporaryFolder();
  writeExport(join(folder.path, "export"), { ...shopExport(), [file]: content });
  const { ran, written } = await importGuarded(folder.path, { format: "json" });
  const { diagnostics, files } = JSON.parse(ran.stdout);
  expect(ran.exitCode).toBe(21);
  expect(files).toEqual([]);
  expect(diagnostics.map((one: { code: string }) => one.code)).toContain(code);
  expect(diagnostics[0].file).toBe(`personalize/${file}`);
  expect(written).toEqual({});
});

test.each<[string, (folder: string) => void, string]>([
  ["whose file of projects is missing", (folder) => rmSync(join(folder, projects)), "export-file-missing"],
  [
    "whose file of audiences is missing although experiences use them",
    (folder) => rmSync(join(folder, audiences)),
    "export-file-missing",
  ],
  [
    "whose versions of a shown experience are missing",
    (folder) => rmSync(join(folder, hero)),
    "export-version-missing",
  ],
  ["with a link for a file", (folder) => replaceByLink(join(folder, audiences)), "symlink-refused"],
  ["with a link for a folder", (folder) => replaceByLink(join(folder, "experiences")), "symlink-refused"],
  [
    "with a folder for a file",
    (folder) => {
      rmSync(join(folder, events));
      mkdirSync(join(folder, events));
    },
    "not-regular-file",
  ],
  [
    "with bytes that are no text",
    (folder) => writeFileSync(join(folder, events), Buffer.from([0xff, 0xfe, 0x5b, 0])),
    "encoding-not-utf8",
  ],
  [
    "with a file beyond all size",
    (folder) => writeFileSync(join(folder, events), Buffer.alloc(16_777_217, " ")),
    "file-too-large",
  ],
])("an export %s is refused, and nothing is written", async (_, spoil, code) => {
  using folder = temporaryFolder();
  writeExport(join(folder.path, "export"), shopExport());
  spoil(join(folder.path, "export/personalize"));
  const { ran, written } = await importGuarded(folder.path, { format: "json" });
  const { diagnostics } = JSON.parse(ran.stdout);
  expect(ran.exitCode).toBe(21);
  expect(diagnostics.map((one: { code: string }) => one.code)).toEqual([code]);
  expect(written).toEqual({});
});

const titles = [
  "../../../etc/passwd",
  "..",
  "/",
  "C:\\Windows\\system32",
  "con",
  "NUL",
  "🎉",
  "日本語",
  "constructor",
  "__proto__",
  "Gold",
  "gold",
  "GOLD!",
  "gold-2",
  "Ünïcödé Straße",
  "élan",
  "a".repeat(200),
  `${"a".repeat(199)}b`,
  'it\'s 100% "quoted" & #hashed: yes',
  "- no",
  "~",
  "0x10",
  "null",
];

test("titles of every sort become valid handles, each its own, below the folder that was named", async () => {
  using folder = temporaryFolder();
  const named = titles.map((name, at) => ({ uid: uid(100 + at), name, definition: group("AND", rule("COUNTRY")) }));
  const files = {
    [projects]: [{ uid: uid(1), name: "../../outside" }],
    [audiences]: named,
    "experiences/experiences.json": [],
  };
  writeExport(join(folder.path, "export"), { ...shopExport(), ...files });
  const { ran, written } = await importGuarded(folder.path, {});
  expect([ran.stderr, ran.exitCode]).toEqual(["", 0]);
  expect(Object.keys(written)).toContain("projects/outside/audiences.yaml");
  const { documents, diagnostics } = parseManifest("audiences.yaml", written["projects/outside/audiences.yaml"] ?? "");
  const handles = new Map(documents.map(({ value }) => nameAndTitle(value)).map(([name, title]) => [title, name]));
  expect(diagnostics).toEqual([]);
  expect(titles.map((title) => handles.get(title))).toEqual([
    "etc-passwd",
    "audience",
    "audience-2",
    "c-windows-system32",
    "con-audience",
    "nul-audience",
    "audience-3",
    "audience-4",
    "constructor",
    "proto",
    "gold",
    "gold-3",
    "gold-4",
    "gold-2",
    "unicode-strasse",
    "elan",
    "a".repeat(50),
    `${"a".repeat(50)}-2`,
    "its-100-quoted-hashed-yes",
    "no",
    "audience-5",
    "0x10",
    "null",
  ]);
});

test.each(["\u001b[31mred\u001b[0m", "::error::owned", "a\nb"])(
  "title %j reaches the terminal as harmless text only",
  async (name) => {
    using folder = temporaryFolder();
    writeExport(join(folder.path, "export"), {
      ...shopExport(),
      [audiences]: [{ uid: uid(31), name, source: "LYTICS" }],
      "experiences/experiences.json": [],
    });
    const { ran } = await importGuarded(folder.path, {});
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain("which Lytics keeps");
    expect(ran.stdout).not.toContain("\u001b");
    expect(ran.stdout).not.toMatch(/^::/m);
  },
);

interface Guarded {
  readonly ran: Ran;
  /** What stands below the folder that was named. */
  readonly written: Readonly<Record<string, string>>;
}

// Whatever the export says, everything but the named folder stays as it was.
async function importGuarded(folder: string, flags: Parameters<typeof runImport>[2]): Promise<Guarded> {
  const before = filesBelow(folder);
  const ran = await runImport(folder, "out", { fromExport: "export", ...flags });
  const after = Object.entries(filesBelow(folder));
  expect(Object.fromEntries(after.filter(([file]) => !file.startsWith("out/")))).toEqual(before);
  return { ran, written: filesBelow(join(folder, "out")) };
}

function replaceByLink(path: string): void {
  const elsewhere = join(mkdtempSync(`${path}-`), "moved");
  renameSync(path, elsewhere);
  symlinkSync(elsewhere, path);
}

function nameAndTitle(value: unknown): readonly [unknown, unknown] {
  if (!isJsonObject(value)) return [undefined, undefined];
  const { metadata, spec } = value;
  return [isJsonObject(metadata) ? metadata["name"] : undefined, isJsonObject(spec) ? spec["title"] : undefined];
}
