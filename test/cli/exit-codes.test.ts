import path from "node:path";
import { DatabaseSync } from "node:sqlite";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { exitCodes } from "../../src/model/exit-code.ts";
import { edit, foundAcme, layDeniedChange } from "../support/acme-world.ts";
import type { ProgramEnd } from "../support/charter-process.ts";
import { closeWorld, type CliWorld, inWorld } from "../support/cli-world.ts";
import { asForeigner } from "../support/foreign-database.ts";
import { expectJson } from "../support/output-schema.ts";

let acme: CliWorld;
beforeAll(async () => {
  acme = await foundAcme();
});
afterAll(() => closeWorld(acme));

interface Case {
  readonly code: number;
  readonly title: string;
  /** Which published schema the answer has. */
  readonly answer: string;
  /** Brings the world into the state that the code tells of, and gives the run to be judged. */
  readonly arrange: (world: CliWorld) => Promise<Run> | Run;
}

type Run = () => Promise<ProgramEnd>;

const cases: readonly Case[] = [
  {
    code: 0,
    title: "a plan without changes",
    answer: "plan",
    arrange:
      ({ charter }) =>
      () =>
        charter("plan", "acme", "--format", "json"),
  },
  {
    code: 0,
    title: "a plan with changes",
    answer: "plan",
    arrange: (world) => {
      renameAudience(world);
      return () => world.charter("plan", "acme", "--format", "json");
    },
  },
  {
    code: 2,
    title: "changes pending, when that is asked for",
    answer: "plan",
    arrange: (world) => {
      renameAudience(world);
      return () => world.charter("plan", "acme", "--detailed-exitcode", "--format", "json");
    },
  },
  {
    code: 20,
    title: "a call that is not understood",
    answer: "failure",
    arrange:
      ({ charter }) =>
      () =>
        charter("plan", "acme", "--fromat", "--format", "json"),
  },
  {
    code: 21,
    title: "a manifest that is invalid",
    answer: "plan",
    arrange: (world) => {
      edit(world, "acme/organization.yaml", ["owner: ada", "owner: adda"]);
      return () => world.charter("apply", "acme", "-y", "--format", "json");
    },
  },
  {
    code: 22,
    title: "a change that the actor may not make",
    answer: "plan",
    arrange: (world) => {
      layDeniedChange(world);
      return () => world.charter("apply", "acme", "-y", "--actor", "lin@acme.test", "--format", "json");
    },
  },
  {
    code: 23,
    title: "a plan that a guard refuses",
    answer: "plan",
    arrange: (world) => {
      edit(world, "acme/organization.yaml", ["owner: ada", "owner: ben"]);
      return () => world.charter("apply", "acme", "-y", "--format", "json");
    },
  },
  {
    code: 24,
    title: "a saved plan whose live state has moved",
    answer: "failure",
    arrange: async (world) => {
      renameAudience(world);
      await world.charter("plan", "acme", "--out", "plan.json");
      await world.charter("invitations", "accept", world.tokenFor("ines@acme.test"));
      return () => world.charter("apply", "plan.json", "-y", "--format", "json");
    },
  },
  {
    code: 25,
    title: "another writer that holds the lock",
    answer: "failure",
    arrange: (world) => {
      renameAudience(world);
      return () =>
        whileLocked(world, () => world.charter("apply", "acme", "-y", "--lock-timeout", "0", "--format", "json"));
    },
  },
  {
    code: 26,
    title: "a live state that cannot be read",
    answer: "failure",
    arrange: (world) => {
      renameAudience(world);
      asForeigner(databaseOf(world), (database) => database.exec("DROP TABLE seats"));
      return () => world.charter("apply", "acme", "-y", "--format", "json");
    },
  },
  {
    code: 29,
    title: "a closing read that does not match, since a trigger changed what was written",
    answer: "apply",
    arrange: (world) => {
      renameAudience(world);
      asForeigner(databaseOf(world), (database) => database.exec(meddling));
      return () => world.charter("apply", "acme", "-y", "--format", "json");
    },
  },
  {
    code: 1,
    title: "a fault inside the program, here put in from outside",
    answer: "failure",
    arrange: (world) => {
      world.write({ "fault.mjs": "Map.groupBy = () => { throw new TypeError('made by a test'); };" });
      return () =>
        world.run(["plan", "acme", "--format", "json"], { variables: { NODE_OPTIONS: "--import ./fault.mjs" } });
    },
  },
];

const meddling = `CREATE TRIGGER meddle AFTER UPDATE ON objects WHEN NEW.kind = 'Audience'
  BEGIN UPDATE objects SET body = replace(NEW.body, 'Fresh faces', 'Old hands') WHERE uid = NEW.uid; END`;

describe.concurrent("the exit code and the answer tell the truth about", () => {
  test.each(cases)("$code: $title", ({ code, answer, arrange }) =>
    inWorld(acme.folder, async (world) => {
      const run = await arrange(world);
      const before = world.content();
      const { exitCode, stdout, stderr } = await run();
      expect([exitCode, stderr]).toEqual([code, expect.not.stringMatching(/^\s+at /m)]);
      expectJson(answer, stdout);
      if (code >= 20 && code <= 26) expect(world.content()).toBe(before);
    }),
  );
});

test("every exit code is reached but 27 and 28, which a target that applies in one transaction cannot give", () => {
  const reached = new Set(cases.map(({ code }) => code));
  const all = Object.values(exitCodes);
  expect(all.filter((code) => !reached.has(code))).toEqual([exitCodes.stoppedPartWay, exitCodes.unknownOutcome]);
});

function renameAudience(world: CliWorld): void {
  edit(world, "acme/projects/storefront/audiences.yaml", ["title: Newcomers", "title: Fresh faces"]);
  edit(world, "acme/projects/storefront/audiences.yaml", [
    "  name: newcomers\n",
    "  name: newcomers\n  previously: [Newcomers]\n",
  ]);
}

function databaseOf({ folder }: CliWorld): string {
  return path.join(folder, ".charter/organization.db");
}

async function whileLocked(world: CliWorld, work: Run): Promise<ProgramEnd> {
  const database = new DatabaseSync(databaseOf(world));
  database.exec("BEGIN IMMEDIATE");
  try {
    return await work();
  } finally {
    database.close();
  }
}
