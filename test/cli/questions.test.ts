import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { edit, foundAcme } from "../support/acme-world.ts";
import { closeWorld, type CliWorld, inWorld } from "../support/cli-world.ts";
import { expectJson } from "../support/output-schema.ts";

let acme: CliWorld;
beforeAll(async () => {
  acme = await foundAcme();
});
afterAll(() => closeWorld(acme));

const handles = ["--directory", "acme"];

function ask(...words: readonly string[]) {
  return acme.charter(...words, ...handles);
}

describe.concurrent("explain", () => {
  test.each([
    [
      "ada",
      "organization-users:invite",
      undefined,
      "allowed: `Owner` permits `organization-users:invite`\n  rule: administration-roles\n  held by `ada` and `ben`\n",
    ],
    [
      "lin@acme.test",
      "audience:create",
      "storefront",
      "allowed: `Project Member` permits `audience:create` in project `storefront`\n",
    ],
    [
      "lin",
      "project-users:invite",
      "storefront",
      "denied: `Member` and `Project Member` do not permit `project-users:invite` in\n  project `storefront`\n",
    ],
    ["mara", "organization:update", undefined, "denied: `mara` has not accepted the invitation yet\n"],
    ["eve", "organization:update", undefined, "denied: nobody in the organization is `eve`\n"],
  ])("says whether %s may %s %s, and why", async (person, permission, object, answer) => {
    const { exitCode, stdout, stderr } = await ask(
      "explain",
      person,
      permission,
      ...(object === undefined ? [] : [object]),
    );
    expect([exitCode, stdout, stderr]).toEqual([0, expect.stringContaining(answer), ""]);
  });

  test("answers in JSON", async () => {
    const { stdout } = await ask(
      "explain",
      "lin",
      "audience:update",
      "Audience/storefront/newcomers",
      "--format",
      "json",
    );
    expect(expectJson("explain", stdout)).toMatchObject({
      allowed: true,
      rule: "personalize-matrix",
      by: "lin",
      role: "Project Member",
      whoCan: ["ada", "ben", "lin"],
    });
  });

  test.each([
    [["lin", "audience:crete", "storefront"], "permission-unknown", "did you mean `audience:create`?"],
    [["lin", "audience:create", "storefrnt"], "object-unknown", "did you mean `storefront`?"],
    [["lin", "audience:create"], "object-missing", "name the project"],
  ])("of what does not exist ends with 20 and the nearest name: %j", async (words, code, help) => {
    const { exitCode, stdout } = await ask("explain", ...words, "--format", "json");
    expect([exitCode, expectJson("failure", stdout).error]).toMatchObject([
      20,
      { code, help: expect.stringContaining(help) },
    ]);
  });
});

describe.concurrent("who-can", () => {
  test("lists people with the role that lets them", async () => {
    const { stdout } = await ask("who-can", "audience:create", "storefront");
    expect(stdout.split("\n").map((row) => row.split(/ {2,}/))).toEqual([
      ["MEMBER", "E-MAIL", "ROLE"],
      ["ada", "ada@acme.test", "Owner"],
      ["ben", "ben@acme.test", "Admin"],
      ["lin", "lin@acme.test", "Project Member"],
      [""],
    ]);
  });

  test("answers in JSON", async () => {
    const { stdout } = await ask("who-can", "organization:transfer-ownership", "--format", "json");
    expect(JSON.parse(stdout)).toEqual({
      formatVersion: "1.0",
      permission: "organization:transfer-ownership",
      whoCan: [{ member: "ada", email: "ada@acme.test", role: "Owner" }],
    });
  });
});

describe.concurrent("access", () => {
  test("shows everybody, and one person by handle or address", async () => {
    const everybody = await ask("access");
    expect(everybody.stdout.trimEnd().split("\n")).toHaveLength(8);
    const [byHandle, byAddress] = [await ask("access", "lin"), await ask("access", "LIN@acme.test")];
    expect(byHandle.stdout).toMatch(
      /^MEMBER .*\nlin +lin@acme\.test +accepted +Member +cms: Content Manager +storefront: Project Member; .*\n$/,
    );
    expect(byAddress.stdout).toBe(byHandle.stdout);
  });

  test("answers in JSON with every effective right, and none for who has not accepted", async () => {
    const { people } = JSON.parse((await ask("access", "--format", "json")).stdout);
    const rightsOf = (name: string) => people.find(({ member }: { readonly member: string }) => member === name).rights;
    expect(rightsOf("lin")).toContain("Project Member of storefront");
    expect(rightsOf("mara")).toEqual([]);
  });

  test("does not know a stranger, and names who may be meant", async () => {
    const { exitCode, stderr } = await ask("access", "lyn");
    expect([exitCode, stderr]).toEqual([
      20,
      expect.stringMatching(/^error: `lyn` is not in the live organization\n +help: did you mean `lin`\? /),
    ]);
  });
});

describe.concurrent("roles", () => {
  test("lists shipped and custom ones", async () => {
    const { roles } = expectJson("roles", (await ask("roles", "--format", "json")).stdout);
    const custom = roles.filter((role: { readonly default: boolean }) => !role.default);
    expect(custom).toEqual([
      {
        title: "Plan Keeper",
        level: "product",
        product: "administration",
        project: null,
        default: false,
        uid: expect.any(String),
      },
      {
        title: "News Editor",
        level: "project",
        product: "cms",
        project: "website",
        default: false,
        uid: expect.any(String),
      },
    ]);
    expect((await ask("roles")).stdout.trimEnd().split("\n")).toHaveLength(roles.length + 1);
  });
});

describe.concurrent("questions borrow handles from manifests", () => {
  test("and make them from titles where there are none", () =>
    inWorld(acme.folder, async ({ charter }) => {
      const { stdout, stderr } = await charter("explain", "lin", "audience:create", "storefront", "--directory", ".");
      expect([stdout.split(":")[0], stderr]).toEqual(["allowed", ""]);
    }));

  test("and say so when the manifests are not valid", () =>
    inWorld(acme.folder, async (world) => {
      edit(world, "acme/organization.yaml", ["owner: ada", "owner: adda"]);
      const { exitCode, stderr } = await world.charter("access", "lin", ...handles);
      expect([exitCode, stderr]).toEqual([
        0,
        expect.stringMatching(/^warning: the manifests in `acme` are not valid, /),
      ]);
    }));

  test("and write nothing", () =>
    inWorld(acme.folder, async ({ charter, content }) => {
      const before = content();
      for (const words of [
        ["explain", "lin", "organization:view"],
        ["who-can", "organization:view"],
        ["access"],
        ["roles"],
        ["audit", "log"],
        ["invitations", "list"],
      ]) {
        expect((await charter(...words)).exitCode).toBe(0);
      }
      expect(content()).toBe(before);
    }));
});
