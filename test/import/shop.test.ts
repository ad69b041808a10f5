import { join } from "node:path";

import { expect, test } from "vitest";

import { apply } from "../../src/cli/commands/apply.ts";
import { plan } from "../../src/cli/commands/plan.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { filesBelow, plainFlags, type Ran, runImport, runIn, temporaryFolder, writeExport } from "./run-import.ts";
import { group, rule, segment, shopExport, uid } from "./shop-export.ts";
import { readExported, readStored, writable } from "./writable-fields.ts";

test("drafts, raw rules, renamed variants and odd names survive import and apply", async () => {
  using folder = temporaryFolder();
  writeExport(join(folder.path, "export"), shopExport());
  await runImport(folder.path, "out", { fromExport: "export" });
  const applied = await runIn(folder.path, {}, (environment) =>
    apply("out", { ...plainFlags, autoApprove: true }, environment),
  );
  const again = await runIn(folder.path, {}, (environment) =>
    plan("out", { ...plainFlags, detailedExitcode: true }, environment),
  );
  expect([applied.exitCode, again.exitCode]).toEqual([0, 0]);
  const stored = writable(readStored(join(folder.path, ".charter/organization.db")));
  expect(stored).toEqual(writable(readExported(join(folder.path, "export/personalize"))));
});

test("experiences are written without what a new one has anyway, and with every variant's identity where it is not the next number", async () => {
  const { files } = await importChanged({});
  expect(files["projects/shop/experiences.yaml"]).toContain(`spec:
  title: Hero
  description: Top
  type: segmented
  version:
    status: active
    variants:
      - { name: Second, shortUid: "2", audiences: [gold], match: any }
      - { name: First, shortUid: "1", audiences: [gold, 12-30], match: any }
`);
  expect(files["projects/shop/experiences.yaml"]).toContain(`  version:
    status: active
    split: equal
    variants:
      - { name: A }
      - { name: B }
---
apiVersion: charter/v1
kind: Experience
metadata:
  name: fresh
  project: shop
spec:
  title: Fresh
  type: segmented
`);
  expect(files["projects/shop/project.yaml"]).toContain("  experiencePriority: [hero, ab-button, banner, fresh]\n");
});

test("what was left out is said, in words and as JSON", async () => {
  using folder = temporaryFolder();
  writeExport(join(folder.path, "export"), shopExport());
  const { stdout } = await runImport(folder.path, "out", { fromExport: "export", format: "json" });
  const { formatVersion, files, leftOut, cautions, diagnostics } = JSON.parse(stdout);
  expect({ formatVersion, cautions, diagnostics, files: files.length }).toEqual({
    formatVersion: "1.0",
    cautions: [],
    diagnostics: [],
    files: 7,
  });
  expect(leftOut).toEqual([
    { code: "preset-attributes", message: "1 preset attribute, which every project has" },
    { code: "lytics-audience", message: "audience `From Lytics`, which Lytics keeps" },
    { code: "other-versions", message: "versions of experience `Hero` that do not count any more: 1 archived" },
  ]);
});

const [gold, synced] = [uid(31), uid(34)];

test.each<[string, string, JsonObject, string]>([
  [
    "uses audiences that Lytics keeps",
    "Lytics",
    segment("One", "0", gold),
    "experience `New`, whose variants use audiences that Lytics keeps",
  ],
  [
    "refers to an audience that was left out",
    "",
    segment("One", "0", synced),
    "experience `New`, which refers to audience `From Lytics` that was left out",
  ],
  [
    "refers to an audience that is not there",
    "",
    segment("One", "0", uid(99)),
    `experience \`New\`, which refers to audience ${uid(99)} that is not in the export`,
  ],
])(
  "an experience that %s is left out, since without them it would mean something else",
  async (_, lytics, variant, words) => {
    const variants = [lytics === "" ? variant : { ...variant, lyticsAudiences: [lytics] }];
    const ran = await importChanged({
      "experiences/experiences.json": [experience],
      [versionsFile]: [{ status: "DRAFT", variants }],
    });
    expect(ran.exitCode).toBe(0);
    expect(unwrapped(ran)).toContain(words);
    expect(ran.files["projects/shop/experiences.yaml"]).toBeUndefined();
    expect(ran.files["projects/shop/project.yaml"]).not.toContain("experiencePriority");
  },
);

const experience = { uid: uid(60), name: "New", __type: "SEGMENTED", status: "DRAFT" };
const versionsFile = `experiences/versions/${uid(60)}.json`;

test("an audience whose attribute is not there is left out, and the experience that uses it", async () => {
  const audience = { uid: gold, name: "Gold", definition: group("AND", rule(uid(98))) };
  const ran = await importChanged({
    "audiences/audiences.json": [audience],
    "experiences/experiences.json": [experience],
    [versionsFile]: [{ status: "DRAFT", variants: [segment("One", "0", gold)] }],
  });
  expect(unwrapped(ran)).toContain(`audience \`Gold\`, which refers to attribute ${uid(98)} that is not in the export`);
  expect(unwrapped(ran)).toContain("experience `New`, which refers to audience `Gold` that was left out");
});

test("fields without a word in manifests are named once, however many objects have them", async () => {
  const events = [21, 22, 23].map((number) => ({
    uid: uid(number),
    key: `k${number}`,
    colour: "red",
    updatedAt: "2024-10-01",
  }));
  const ran = await importChanged({ "events/events.json": events, "experiences/experiences.json": [] });
  expect(unwrapped(ran)).toContain("field `/colour` of event `k21` and 2 more, for which manifests have no word");
  expect(ran.stdout).not.toContain("updatedAt");
});

test("uids inside raw JSON are pointed out, since they mean nothing in another organization", async () => {
  const variant = { __type: "SegmentedVariant", name: "Inline", shortUid: "0", target: group("AND", rule(uid(11))) };
  const ran = await importChanged({
    "experiences/experiences.json": [experience],
    [versionsFile]: [{ status: "DRAFT", variants: [variant] }],
  });
  expect(ran.stdout).toContain("Look at this before you apply:\n  experience `New` holds uids inside `raw`");
});

test("an export of several projects becomes one folder for each", async () => {
  const [one, other] = [uid(1), uid(2)];
  const ran = await importChanged({
    "projects/projects.json": [
      { uid: one, name: "Shop" },
      { uid: other, name: "Site" },
    ],
    "attributes/attributes.json": [{ uid: "COUNTRY", name: "Country", __type: "PRESET" }],
    "events/events.json": [
      { uid: uid(21), key: "a", project: one },
      { uid: uid(22), key: "a", project: other },
      { uid: uid(23), key: "lost", project: uid(3) },
    ],
    "audiences/audiences.json": [],
    "experiences/experiences.json": [],
  });
  expect(Object.keys(ran.files)).toEqual([
    "members/ada.yaml",
    "organization.yaml",
    ...["events", "project"].map((name) => `projects/shop/${name}.yaml`),
    ...["events", "project"].map((name) => `projects/site/${name}.yaml`),
  ]);
  expect(ran.files["organization.yaml"]).toContain("title: Imported organization\n");
  expect(ran.stdout).toContain("Left out:\n  event `lost`, whose project is not in the export\n");
});

interface RanWithFiles extends Ran {
  readonly files: Readonly<Record<string, string>>;
}

async function importChanged(changed: Readonly<Record<string, readonly JsonObject[]>>): Promise<RanWithFiles> {
  using folder = temporaryFolder();
  writeExport(join(folder.path, "export"), { ...shopExport(), ...changed });
  const ran = await runImport(folder.path, "out", { fromExport: "export" });
  return { ...ran, files: filesBelow(join(folder.path, "out")) };
}

// The terminal breaks long lines.
function unwrapped({ stdout }: Ran): string {
  return stdout.replaceAll(/\n {4}/g, " ");
}
