import { join, resolve } from "node:path";

import { expect, test } from "vitest";

import { apply } from "../../src/cli/commands/apply.ts";
import { plan } from "../../src/cli/commands/plan.ts";
import { filesBelow, plainFlags, runImport, runIn, temporaryFolder } from "./run-import.ts";
import { readExported, readStored, writable } from "./writable-fields.ts";

const source = resolve(import.meta.dirname, "compass-export");
const example = resolve(import.meta.dirname, "../../examples/compass");

test("the example is what the command writes today", async () => {
  using folder = temporaryFolder();
  const flags = {
    fromExport: source,
    owner: "ada@compass.test",
    title: "Compass",
    schema: "../../schemas/manifest.json",
  };
  const { exitCode, stdout } = await runImport(folder.path, "compass", flags);
  const committed = Object.entries(filesBelow(example)).filter(([file]) => file.endsWith(".yaml"));
  expect(exitCode).toBe(0);
  expect(Object.fromEntries(committed)).toEqual(filesBelow(join(folder.path, "compass")));
  expect(stdout).toBe(`Wrote 7 files to compass:
  organization.yaml
  members/ada.yaml
  projects/compass-personalize/project.yaml
  projects/compass-personalize/attributes.yaml
  projects/compass-personalize/events.yaml
  projects/compass-personalize/audiences.yaml
  projects/compass-personalize/experiences.yaml

Left out:
  the connected stack of project \`compass-personalize\`, which the export names
    by its key alone: declare the stack and set \`connectedStack\`
  8 preset attributes, which every project has

Next: charter plan compass --actor ada@compass.test
`);
});

test("no uid and nothing that the service fills in reaches a manifest", () => {
  const text = Object.values(filesBelow(example)).join("\n");
  expect(text).not.toMatch(/\b[0-9a-f]{24}\b|\bcs[0-9a-f]{16}\b/);
  expect(text).not.toMatch(/shortUid|createdAt|updatedBy|referred|_cms|latestVersion|api_key/);
});

test("an imported export plans, applies, and is stored on every writable field as it was exported", async () => {
  using folder = temporaryFolder();
  const planning = () =>
    runIn(folder.path, {}, (environment) => plan(".", { ...plainFlags, detailedExitcode: true }, environment));
  await runImport(folder.path, ".", { fromExport: source });
  expect(await planning()).toMatchObject({
    exitCode: 2,
    stdout: expect.stringContaining("Plan: 17 to add, 1 to change, 0 to remove.") as string,
  });
  const applied = await runIn(folder.path, {}, (environment) =>
    apply(".", { ...plainFlags, autoApprove: true }, environment),
  );
  expect(applied.exitCode).toBe(0);
  expect(await planning()).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("No changes. The organization matches its manifests.") as string,
  });
  const stored = readStored(join(folder.path, ".charter/organization.db"));
  expect(writable(stored)).toEqual(writable(readExported(join(source, "personalize"))));
  const project = stored.find(({ kind }) => kind === "Project");
  const titles = new Map(stored.map(({ uid, body }) => [uid, body["name"]]));
  const priority = project?.body["experiencePriority"] as readonly string[];
  expect(priority.map((uid) => titles.get(uid))).toEqual(["Personalize Segment", "A/B Testing"]);
});
