import { createHash } from "node:crypto";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { canonicalJson, type JsonObject } from "../../src/model/json.ts";
import { edit, foundAcme } from "../support/acme-world.ts";
import type { ProgramEnd } from "../support/charter-process.ts";
import { closeWorld, type CliWorld, inWorld } from "../support/cli-world.ts";
import { expectJson } from "../support/output-schema.ts";

let acme: CliWorld;
beforeAll(async () => {
  acme = await foundAcme();
  edit(acme, "acme/members/web-team.yaml", ["fullName: Otto Berg", "fullName: Otto Bergmann"]);
  await acme.charter("plan", "acme", "--out", "plan.json");
});
afterAll(() => closeWorld(acme));

const stale = 24;
const day = 24 * 60 * 60 * 1000;

test("a saved plan is applied once, and then there is nothing left to do", () =>
  inWorld(acme.folder, async ({ charter }) => {
    const first = await charter("apply", "plan.json", "-y");
    expect([first.exitCode, first.stdout]).toEqual([0, expect.stringContaining("Applied 1 change.\n")]);
    const plan = await charter("plan", "acme", "--format", "json");
    expect(expectJson("plan", plan.stdout).changes).toEqual([]);
    expect(await refusalOf(charter, "apply", "plan.json", "-y")).toEqual([stale, "plan-used"]);
  }));

test("saving tells how to apply, keeps the file to its owner and leaves nothing else behind", () =>
  inWorld(acme.folder, async ({ charter, folder }) => {
    const { stderr } = await charter("plan", "acme", "--out", "my plan.json");
    expect(stderr).toBe("Saved to my plan.json: charter apply 'my plan.json'\n");
    expect(statSync(path.join(folder, "my plan.json")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).toSorted()).toEqual([".charter", "acme", "my plan.json", "plan.json"]);
  }));

test("a plan that may not be applied is not saved, and says so", () =>
  inWorld(acme.folder, async ({ charter, folder }) => {
    const { exitCode, stderr } = await charter("plan", "acme", "--actor", "lin@acme.test", "--out", "denied.json");
    expect([exitCode, stderr]).toEqual([22, "Not saved to denied.json: only a plan that may be applied is.\n"]);
    expect(existsSync(path.join(folder, "denied.json"))).toBe(false);
  }));

describe.concurrent("a saved plan is refused, and nothing is written,", () => {
  test.each<readonly [string, (world: CliWorld) => Promise<ProgramEnd>]>([
    [
      "after another apply",
      (world) => {
        edit(world, "acme/members/web-team.yaml", ["fullName: Lin Wei", "fullName: Lin Wei Chen"]);
        return world.charter("apply", "acme", "-y");
      },
    ],
    [
      "after somebody accepted an invitation",
      ({ charter, tokenFor }) => charter("invitations", "accept", tokenFor("ines@acme.test")),
    ],
    [
      "after an invitation was revoked",
      ({ charter }) => charter("invitations", "revoke", "mara@acme.test", "--directory", "acme"),
    ],
  ])("%s", (_, move) =>
    inWorld(acme.folder, async (world) => {
      expect((await move(world)).exitCode).toBe(0);
      const before = world.content();
      expect(await refusalOf(world.charter, "apply", "plan.json", "-y")).toEqual([stale, "stale"]);
      expect(world.content()).toBe(before);
    }),
  );

  test.each<readonly [string, string, (plan: JsonObject) => JsonObject | string]>([
    ["when one byte was changed", "plan-digest", (plan) => print(plan).replace("Bergmann", "Bergmanm")],
    ["when it was cut off", "plan-digest", (plan) => print(plan).slice(0, -100)],
    ["when it was laid out anew", "plan-digest", (plan) => JSON.stringify(plan, null, 2)],
    [
      "when the actor stands in it twice",
      "plan-duplicate-key",
      (plan) => print(plan).replace('"actor":', '"actor":"ben@acme.test","actor":'),
    ],
    ["when it is of another version", "plan-version", (plan) => sealed({ ...plan, version: "9.9.9" })],
    ["when its own format is another", "plan-version", (plan) => sealed({ ...plan, formatVersion: "2.0" })],
    ["when it is no object", "plan-version", () => "{}"],
    ["when it is two days old", "plan-expired", (plan) => sealed({ ...plan, ...datesFrom(Date.now() - 2 * day) })],
    [
      "when its end was put off",
      "plan-digest",
      (plan) => sealed({ ...plan, expiresAt: new Date(Date.now() + 9 * day).toISOString() }),
    ],
    ["when it comes from the future", "plan-digest", (plan) => sealed({ ...plan, ...datesFrom(Date.now() + day) })],
    ["when a field is missing", "plan-digest", ({ documents: _, ...plan }) => sealed(plan)],
    ["when a document is none", "plan-digest", (plan) => sealed({ ...plan, documents: [1] })],
    ["when the request is none", "plan-digest", (plan) => sealed({ ...plan, request: { actor: 7, approvers: [] } })],
    [
      "when its changes are in another order",
      "plan-op",
      (plan) => sealed({ ...plan, changes: ["delete Member/otto"] }),
    ],
    [
      "when its manifests are others",
      "plan-digest",
      (plan) => sealed({ ...plan, documents: edited(plan["documents"]) }),
    ],
    ["when it is for another target", "plan-target", (plan) => sealed({ ...plan, target: "sqlite:other.db" })],
    [
      "when it speaks of another state",
      "stale",
      (plan) => sealed({ ...plan, readSet: { lineage: "x", serial: 1, digest: "x" } }),
    ],
    [
      "when somebody else asks",
      "plan-digest",
      (plan) => sealed({ ...plan, request: { actor: "ben@acme.test", approvers: [] } }),
    ],
  ])("%s", (_, code, alter) =>
    inWorld(acme.folder, async ({ charter, content, read, write }) => {
      const altered = alter(JSON.parse(read("plan.json")) as JsonObject);
      write({ "plan.json": typeof altered === "string" ? altered : print(altered) });
      const before = content();
      expect(await refusalOf(charter, "apply", "plan.json", "-y")).toEqual([stale, code]);
      expect(content()).toBe(before);
    }),
  );

  test("when another target is named", () =>
    inWorld(acme.folder, async ({ charter }) => {
      expect(await refusalOf(charter, "apply", "plan.json", "-y", "--target", "sqlite:other.db")).toEqual([
        stale,
        "plan-target",
      ]);
    }));

  test("when another organization stands where the plan's was", () =>
    inWorld(acme.folder, async ({ charter, folder }) => {
      rmSync(path.join(folder, ".charter"), { recursive: true });
      await charter("apply", "acme", "-y");
      expect(await refusalOf(charter, "apply", "plan.json", "-y")).toEqual([stale, "stale"]);
    }));
});

describe.concurrent("what was settled when a plan was saved is not asked again:", () => {
  test.each([
    [
      "another actor",
      ["--actor", "ben@acme.test"],
      "`--actor ben@acme.test` is not what the plan was saved with, which is `ada@acme.test`",
    ],
    ["an approver", ["--approver", "ben@acme.test"], "`--approver ben@acme.test` is not what the plan was saved with"],
    ["a number of losses", ["--allow-loss", "4"], "`--allow-loss 4` is not what the plan was saved with"],
  ])("%s is refused", (_, words, message) =>
    inWorld(acme.folder, async ({ charter, content }) => {
      const before = content();
      const { stdout } = await charter("apply", "plan.json", "-y", ...words, "--format", "json");
      expect(expectJson("failure", stdout).error).toMatchObject({ code: "plan-settled", exitCode: 20, message });
      expect(content()).toBe(before);
    }),
  );

  test("the same actor may be named again, and a variable does not count", () =>
    inWorld(acme.folder, async ({ run }) => {
      const variables = { CHARTER_ACTOR: "somebody@else.test" };
      const { exitCode } = await run(["apply", "plan.json", "-y", "--actor", "Ada@acme.test"], { variables });
      expect(exitCode).toBe(0);
    }));
});

async function refusalOf(
  charter: CliWorld["charter"],
  ...words: readonly string[]
): Promise<readonly [number | null, string]> {
  const { exitCode, stdout, stderr } = await charter(...words, "--format", "json");
  expect(stderr).toMatch(/^error: .*(?:\n {2,}.*)*\n +help: /);
  return [exitCode, expectJson("failure", stdout).error.code];
}

// As somebody who knows how the checksum is made would alter a plan.
function sealed({ checksum: _, ...plan }: JsonObject): JsonObject {
  return { ...plan, checksum: createHash("sha256").update(canonicalJson(plan)).digest("hex") };
}

function print(plan: JsonObject): string {
  return `${canonicalJson(plan)}\n`;
}

function datesFrom(made: number): JsonObject {
  return { createdAt: new Date(made).toISOString(), expiresAt: new Date(made + day).toISOString() };
}

function edited(documents: JsonObject[string]): JsonObject[string] {
  return JSON.parse(JSON.stringify(documents).replace("Bergmann", "Bergmanm")) as JsonObject;
}
