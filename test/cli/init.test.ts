import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { inWorld } from "../support/cli-world.ts";
import { expectJson } from "../support/output-schema.ts";

test("what init writes is valid, plans, applies, and then needs nothing more", () =>
  inWorld({}, async ({ charter }) => {
    const created = await charter("init");
    expect([created.exitCode, created.stdout]).toEqual([
      0,
      expect.stringMatching(
        /^Created \.:\n {2}organization\.yaml\n[^]*\n\nNext: charter plan --actor ada@acme\.test\n$/,
      ),
    ]);
    expect(await charter("validate")).toMatchObject({
      exitCode: 0,
      stdout: "Valid: 4 documents in 4 files.\n",
      stderr: "",
    });
    expect(expectJson("plan", (await charter("plan", "--format", "json")).stdout)).toMatchObject({
      verdict: "allowed",
      summary: { add: 4 },
    });
    expect((await charter("apply", "-y")).exitCode).toBe(0);
    expect(expectJson("plan", (await charter("plan", "--format", "json")).stdout).changes).toEqual([]);
  }));

test("a folder that is named is made, and the next step leads into it", () =>
  inWorld({}, async ({ charter, folder }) => {
    const { stdout } = await charter("init", "my shop");
    expect(stdout).toContain("\nNext: cd 'my shop' && charter plan --actor ada@acme.test\n");
    expect(existsSync(path.join(folder, "my shop/organization.yaml"))).toBe(true);
  }));

test("the answer in JSON lists the files", () =>
  inWorld({}, async ({ charter }) => {
    const { stdout } = await charter("init", "shop", "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      formatVersion: "1.0",
      directory: "shop",
      files: expect.arrayContaining(["members/ada.yaml"]),
    });
  }));

test("editors find the schema that the files point to", () =>
  inWorld({}, async ({ charter, read }) => {
    await charter("init");
    for (const file of ["organization.yaml", "members/ada.yaml", "projects/storefront/audiences.yaml"]) {
      const [, schema = ""] = /^# yaml-language-server: \$schema=(.*)\n/.exec(read(file)) ?? [];
      expect(JSON.parse(read(path.join(path.dirname(file), schema)))).toMatchObject({
        $schema: expect.stringContaining("draft-07"),
      });
    }
  }));

describe.concurrent("init writes nothing", () => {
  test("where one of its files is", () =>
    inWorld({ "README.md": "mine" }, async ({ charter, folder, read }) => {
      const { exitCode, stdout, stderr } = await charter("init");
      expect([exitCode, stdout, stderr]).toEqual([
        20,
        "",
        "error: folder `.` already holds `README.md`\n  help: name an empty folder; nothing was written\n",
      ]);
      expect([readdirSync(folder), read("README.md")]).toEqual([["README.md"], "mine"]);
    }));

  test("a second time", () =>
    inWorld({}, async ({ charter }) => {
      await charter("init");
      expect((await charter("init")).exitCode).toBe(20);
    }));

  test("into a file", () =>
    inWorld({ "notes.txt": "mine" }, async ({ charter, read }) => {
      const { exitCode, stderr } = await charter("init", "notes.txt");
      expect([exitCode, stderr]).toEqual([
        20,
        expect.stringMatching(/^error: not all files could be written to `notes\.txt`\n +help: /),
      ]);
      expect(read("notes.txt")).toBe("mine");
    }));

  test("for an address that no manifest may have", () =>
    inWorld({}, async ({ charter, folder }) => {
      const { exitCode, stderr } = await charter("init", "--actor", "m\u0131ke@x.org");
      expect([exitCode, stderr]).toEqual([20, expect.stringContaining("is not an e-mail address")]);
      expect(readdirSync(folder)).toEqual([]);
    }));
});

test.each([
  "*ada@acme.test",
  "!ada@acme.test",
  "'a@acme.test",
  "1e3@acme.test",
  "null@acme.test",
  "a.b+c@acme.test",
  "&a@acme.test",
])("the address %s is written so that it is read back", (email) =>
  inWorld({}, async ({ run }) => {
    const variables = { CHARTER_ACTOR: email };
    await run(["init"], { variables });
    const { stdout } = await run(["plan", "--format", "json"], { variables });
    expect(expectJson("plan", stdout)).toMatchObject({
      verdict: "allowed",
      actor: { email, liveRoles: ["Owner", "Member"] },
    });
  }),
);

test("a folder whose name reads as a number becomes an organization of that name", () =>
  inWorld({}, async ({ charter }) => {
    await charter("init", "2026");
    expect(await charter("validate", "2026")).toMatchObject({ exitCode: 0, stderr: "" });
  }));
