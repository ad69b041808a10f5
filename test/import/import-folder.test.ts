import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { expect, test } from "vitest";

import { writeFiles } from "../../src/import/write-files.ts";
import { filesBelow, runImport, temporaryFolder } from "./run-import.ts";

const source = resolve(import.meta.dirname, "compass-export");

test.each([
  ["the export's root", "export", "export"],
  ["the personalize folder itself", "export/personalize", "export"],
  ["a branch's folder", "export/main", "export/main"],
  ["the root of an export of one branch", "export", "export/main"],
])("%s can be named", async (_, named, root) => {
  using folder = temporaryFolder();
  cpSync(source, join(folder.path, root), { recursive: true });
  const { exitCode } = await runImport(folder.path, "out", { fromExport: named });
  expect(exitCode).toBe(0);
  expect(Object.keys(filesBelow(join(folder.path, "out")))).toHaveLength(7);
});

test.each([
  ["is not there", "nowhere", "export-missing"],
  ["is a file", "file", "export-missing"],
  ["holds no export", "empty", "export-without-personalize"],
  ["holds several branches", "branches", "export-several-branches"],
])("a folder that %s is refused", async (_, named, code) => {
  using folder = temporaryFolder();
  writeFileSync(join(folder.path, "file"), "");
  mkdirSync(join(folder.path, "empty/attributes"), { recursive: true });
  for (const branch of ["main", "next"]) cpSync(source, join(folder.path, "branches", branch), { recursive: true });
  const { exitCode, stdout } = await runImport(folder.path, "out", { fromExport: named, format: "json" });
  expect(exitCode).toBe(20);
  expect(JSON.parse(stdout).error.code).toBe(code);
});

test("without a source nothing can be imported yet", async () => {
  using folder = temporaryFolder();
  const { exitCode, stdout } = await runImport(folder.path, "out", { format: "json" });
  expect([exitCode, JSON.parse(stdout).error.code]).toEqual([20, "import-source-missing"]);
});

test("files that exist are all named, and nothing is written", async () => {
  using folder = temporaryFolder();
  const project = join(folder.path, "projects/compass-personalize");
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "events.yaml"), "# mine\n");
  writeFileSync(join(project, "audiences.yaml"), "# mine too\n");
  const before = filesBelow(folder.path);
  const { exitCode, stderr } = await runImport(folder.path, ".", { fromExport: source });
  expect(exitCode).toBe(20);
  expect(stderr).toMatch(/events\.yaml/);
  expect(stderr).toMatch(/audiences\.yaml/);
  expect(stderr).not.toMatch(/attributes\.yaml/);
  expect(filesBelow(folder.path)).toEqual(before);
});

test("an organization that is declared already gets no second one, and no owner", async () => {
  using folder = temporaryFolder();
  const organization =
    "apiVersion: charter/v1\nkind: Organization\nmetadata: { name: mine }\nspec: { title: Mine, owner: eve }\n";
  const member = "apiVersion: charter/v1\nkind: Member\nmetadata: { name: eve }\nspec: { email: eve@mine.test }\n";
  mkdirSync(join(folder.path, "people"));
  writeFileSync(join(folder.path, "mine.yaml"), organization);
  writeFileSync(join(folder.path, "people/eve.yaml"), member);
  const { exitCode, stdout } = await runImport(folder.path, ".", { fromExport: source });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^Wrote 5 files to \.:\n/);
  expect(stdout).toMatch(/\nNext: charter plan\n$/);
  expect(Object.keys(filesBelow(folder.path))).not.toContain("organization.yaml");
});

test("the owner is the actor, and the title the project's, unless something else is said", async () => {
  using folder = temporaryFolder();
  await runImport(folder.path, "one", { fromExport: source });
  await runImport(folder.path, "two", { fromExport: source, owner: "Grace.H@compass.test", title: "yes: it's #1" });
  const [one, two] = [filesBelow(join(folder.path, "one")), filesBelow(join(folder.path, "two"))];
  expect(one["organization.yaml"]).toContain("  title: Compass Personalize Project\n  owner: ada\n");
  expect(two["organization.yaml"]).toContain(`  title: "yes: it's #1"\n  owner: grace-h\n`);
  expect(two["members/grace-h.yaml"]).toContain("  email: Grace.H@compass.test\n");
});

test("an owner who is no person is refused like in a manifest", async () => {
  using folder = temporaryFolder();
  const { exitCode } = await runImport(folder.path, "out", { fromExport: source, owner: "not an address" });
  expect(exitCode).toBe(21);
  expect(filesBelow(join(folder.path, "out"))).toEqual({});
});

test.each([
  [undefined, "./node_modules/charter/schemas/manifest.json", "../../node_modules/charter/schemas/manifest.json"],
  ["../schemas/manifest.json", "../schemas/manifest.json", "../../../schemas/manifest.json"],
  ["./manifest.json", "./manifest.json", "../../manifest.json"],
  ["/opt/manifest.json", "/opt/manifest.json", "/opt/manifest.json"],
])("the schema's path %j leads to the same file from every folder", async (schema, top, below) => {
  using folder = temporaryFolder();
  await runImport(folder.path, ".", { fromExport: source, ...(schema !== undefined && { schema }) });
  const files = filesBelow(folder.path);
  const first = (file: string) => files[file]?.split("\n")[0];
  expect(first("organization.yaml")).toBe(`# yaml-language-server: $schema=${top}`);
  expect(first("projects/compass-personalize/events.yaml")).toBe(`# yaml-language-server: $schema=${below}`);
});

test("a repository that holds the schema is pointed to its own", async () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, "schemas"));
  writeFileSync(join(folder.path, "schemas/manifest.json"), "{}");
  await runImport(folder.path, ".", { fromExport: source });
  expect(filesBelow(folder.path)["organization.yaml"]).toMatch(
    /^# yaml-language-server: \$schema=\.\/schemas\/manifest\.json\n/,
  );
});

test("a schema's path on two lines is refused", async () => {
  using folder = temporaryFolder();
  const { exitCode } = await runImport(folder.path, "out", { fromExport: source, schema: "a\nkind: Role" });
  expect(exitCode).toBe(20);
  expect(filesBelow(join(folder.path, "out"))).toEqual({});
});

test("a link below the folder that is written leads nowhere", async () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, "outside"));
  mkdirSync(join(folder.path, "out"));
  symlinkSync(join(folder.path, "outside"), join(folder.path, "out/projects"));
  const { exitCode, stdout } = await runImport(folder.path, "out", { fromExport: source, format: "json" });
  expect([exitCode, JSON.parse(stdout).error.code]).toEqual([20, "import-not-a-folder"]);
  expect(filesBelow(join(folder.path, "outside"))).toEqual({});
});

test("when a file cannot be written, those before it and their folders are taken back", () => {
  using folder = temporaryFolder();
  const root = join(folder.path, "out");
  mkdirSync(root);
  writeFileSync(join(root, "mine.yaml"), "# mine\n");
  // The second one finds the first in its place, like a file that came in the meantime.
  const files = [
    { file: "new/deep/one.yaml", text: "one" },
    { file: "new/deep/one.yaml", text: "two" },
  ];
  expect(() => writeFiles(root, files)).toThrow(expect.objectContaining({ code: "import-not-written", exitCode: 20 }));
  expect(readdirSync(root)).toEqual(["mine.yaml"]);
});

test.each(["../outside.yaml", "/etc/outside.yaml", "a/../../outside.yaml", "a\\b.yaml", ".hidden.yaml", "a.json"])(
  "file name %j never reaches the disk",
  (file) => {
    using folder = temporaryFolder();
    expect(() => writeFiles(join(folder.path, "out"), [{ file, text: "" }])).toThrow("an import does not write");
    expect(filesBelow(folder.path)).toEqual({});
  },
);
