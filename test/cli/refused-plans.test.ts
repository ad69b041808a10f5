import path from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { edit, foundAcme } from "../support/acme-world.ts";
import { closeWorld, type CliWorld, type Files, inWorld } from "../support/cli-world.ts";
import { asForeigner } from "../support/foreign-database.ts";
import { expectJson } from "../support/output-schema.ts";
import { soundFiles, together, written } from "../support/written-document.ts";

let acme: CliWorld;
beforeAll(async () => {
  acme = await foundAcme();
});
afterAll(() => closeWorld(acme));

const guardRefused = 23;
const unreadable = 26;

interface Floor {
  readonly title: string;
  readonly files: Files;
  readonly code: string;
  readonly place: string;
  readonly message: string;
}

const floors: readonly Floor[] = [
  {
    title: "C90 no Owner",
    files: { "organization.yaml": written("Organization", "acme", "title: Acme") },
    code: "owner-count",
    place: "organization.yaml:5:1",
    message: "an organization has exactly one Owner, and none is named",
  },
  {
    title: "C90 a second Owner",
    files: { "bad.yaml": written("Member", "mia", "email: mia@acme.test\nadministrationRoles: [Owner]") },
    code: "owner-count",
    place: "bad.yaml:7:25",
    message: "Owner cannot be given in a list of roles",
  },
  {
    title: "C91 too few administrators",
    files: { "people.yaml": written("Member", "ada", "email: ada@acme.test") },
    code: "admin-floor",
    place: "organization.yaml:7:10",
    message: "1 declared member holds Owner or Admin, at least 2 must",
  },
  {
    title: "C93 a project without an owner",
    files: {
      "bad.yaml": written(
        "Project",
        "blog",
        "product: personalize\ntitle: Blog\nmembers:\n  - { member: ben, roles: [Project Member] }",
      ),
    },
    code: "project-owner",
    place: "bad.yaml:8:3",
    message: "project `blog` declares no Project Owner",
  },
];

describe.concurrent("a floor refuses, offline and on an empty target,", () => {
  test.each(floors)("$title", ({ files, code, place, message }) =>
    inWorld({ ...soundFiles, ...files }, async ({ charter, content }) => {
      const json = await charter("validate", "--format", "json");
      const problems = expectJson("validate", json.stdout).diagnostics;
      const [file, line, column] = place.split(":");
      expect([json.exitCode, problems]).toEqual([
        guardRefused,
        [
          expect.objectContaining({
            code,
            file,
            line: Number(line),
            column: Number(column),
            message,
            help: expect.any(String),
          }),
        ],
      ]);
      const apply = await charter("apply", "-y");
      expect([apply.exitCode, `${apply.stdout}${apply.stderr}`]).toEqual([
        guardRefused,
        expect.stringContaining(code === "owner-count" ? message : code),
      ]);
      expect(content()).toBe("nothing");
    }),
  );
});

test("C95 more losses than the budget name who loses what, and the number that would allow them", () =>
  inWorld(acme.folder, async (world) => {
    edit(world, "acme/organization.yaml", ["  guards:\n", "  manage: { Member: authoritative }\n  guards:\n"]);
    const kept = together(
      written("Member", "ada", "email: ada@acme.test"),
      written("Member", "ben", "email: ben@acme.test\nadministrationRoles: [Admin]"),
    );
    world.write({ "acme/members/administration.yaml": kept, "acme/members/web-team.yaml": "# nobody\n" });
    for (const project of ["brand-assets", "helpdesk", "website", "storefront"]) {
      const file = `acme/projects/${project}/project.yaml`;
      world.write({
        [file]: `${world.read(file).split("  members:")[0]}  members: ${project === "storefront" ? "[{ member: ada, roles: [Project Owner] }]" : "[]"}\n`,
      });
    }
    world.write({ "acme/members/web-team.yaml": written("Member", "cy", "email: cy@acme.test") });
    const before = world.content();
    const { exitCode, stdout } = await world.charter("apply", "acme", "-y", "--format", "json");
    const budget = expectJson("plan", stdout).findings.find(
      ({ code }: { readonly code: string }) => code === "loss-budget",
    );
    expect([exitCode, budget]).toEqual([
      guardRefused,
      expect.objectContaining({
        message: expect.stringContaining("people would lose rights (the budget is 3)"),
        addresses: expect.arrayContaining(["Member/lin", "Member/mara", "Member/noor"]),
        help: expect.stringMatching(/run again with `--allow-loss \d+`$/),
      }),
    ]);
    const number = /`--allow-loss (\d+)`/.exec(budget.help)?.[1] ?? "";
    expect((await world.charter("apply", "acme", "-y", "--allow-loss", String(Number(number) + 1))).exitCode).toBe(
      guardRefused,
    );
    expect(world.content()).toBe(before);
    expect((await world.charter("apply", "acme", "-y", "--allow-loss", number)).exitCode).toBe(0);
  }));

describe.concurrent("a live organization that cannot be understood is refused, and never taken for an empty one:", () => {
  test.each([
    [
      "C96 two people of one address",
      "UPDATE objects SET body = replace(body, 'mara@acme.test', 'NOOR@acme.test')",
      "live-ambiguous-identity",
    ],
    [
      "C97 an object of an unknown kind",
      "UPDATE objects SET kind = 'Spaceship' WHERE kind = 'Event'",
      "live-unreadable",
    ],
    ["C97 a body that is no object", "UPDATE objects SET body = '7' WHERE kind = 'Event'", "store-damaged"],
    ["a table that is gone", "DROP TABLE history", "store-damaged"],
  ])("%s", (_, sql, code) =>
    inWorld(acme.folder, async ({ charter, folder, content }) => {
      asForeigner(path.join(folder, ".charter/organization.db"), (database) => database.exec(sql));
      const before = content();
      for (const words of [
        ["plan", "acme"],
        ["apply", "acme", "-y"],
        ["access", "--directory", "acme"],
      ]) {
        const { exitCode, stdout, stderr } = await charter(...words, "--format", "json");
        if (code === "live-ambiguous-identity" && words[0] === "access") continue;
        expect([words[0], exitCode, expectJson("failure", stdout).error.code]).toEqual([words[0], unreadable, code]);
        expect(stderr).not.toMatch(/^\s+at /m);
      }
      expect(content()).toBe(before);
    }),
  );

  test("C97 a field nobody knows is kept untouched by an update of its object", () =>
    inWorld(acme.folder, async (world) => {
      const database = path.join(world.folder, ".charter/organization.db");
      asForeigner(database, (open) =>
        open.exec("UPDATE objects SET body = json_set(body, '$.novelty', 'kept') WHERE kind = 'Event'"),
      );
      edit(world, "acme/projects/storefront/events.yaml", ["description: Order paid", "description: Basket paid"]);
      expect((await world.charter("apply", "acme", "-y")).exitCode).toBe(0);
      const [body] = asForeigner(database, (open) =>
        open.prepare("SELECT body FROM objects WHERE kind = 'Event'").all(),
      );
      expect(JSON.parse(String(body?.["body"]))).toMatchObject({ novelty: "kept", description: "Basket paid" });
    }));
});

test("C102 manifests that are pinned to another organization are refused", () =>
  inWorld(acme.folder, async (world) => {
    edit(world, "acme/organization.yaml", ["  name: acme\n", "  name: acme\n  uid: blt0123456789abcdef\n"]);
    const before = world.content();
    const { exitCode, stdout } = await world.charter("apply", "acme", "-y", "--format", "json");
    const [problem] = expectJson("plan", stdout).diagnostics;
    expect([exitCode, problem]).toEqual([
      21,
      expect.objectContaining({ code: "uid-not-live", file: "organization.yaml", line: 6, column: 8 }),
    ]);
    expect(world.content()).toBe(before);
  }));
