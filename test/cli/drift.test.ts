import { execFileSync } from "node:child_process";
import path from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { edit, foundAcme } from "../support/acme-world.ts";
import { closeWorld, type CliWorld } from "../support/cli-world.ts";
import { expectJson } from "../support/output-schema.ts";

let acme: CliWorld;
beforeAll(async () => {
  acme = await foundAcme();
  git("init", "--quiet");
  git("add", "acme");
  git("commit", "--quiet", "--message=founded");
});
afterAll(() => closeWorld(acme));

test("what lies in the folder and is not committed is no drift", async () => {
  edit(acme, "acme/organization.yaml", ["title: Acme", "title: Apex"]);
  const { exitCode, stdout } = await acme.charter("drift", "acme", "--detailed-exitcode");
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining("No drift. Live is what the manifests say.\n")]);
  git("checkout", "--quiet", "acme");
});

test("what a commit changes is drift until it is applied, and asking writes nothing", async () => {
  edit(acme, "acme/organization.yaml", ["title: Acme", "title: Apex"]);
  git("commit", "--quiet", "--all", "--message=renamed");
  const before = acme.content();
  const found = await acme.charter("drift", "acme", "--detailed-exitcode");
  expect([found.exitCode, found.stderr]).toEqual([2, ""]);
  expect(found.stdout).toMatch(/~ title: "Acme[^"]*" -> "Apex/);
  expect(found.stdout).toMatch(/\nDrift: 0 to add, 1 to change, 0 to remove\.\n$/);
  expect(found.stdout).not.toContain("denied");
  const former = await acme.charter("drift", "acme", "--commit", "HEAD~1");
  expect(former.stdout).toContain("No drift.");
  expect(acme.content()).toBe(before);
});

test("as JSON it has its published form, without decisions", async () => {
  const { stdout } = await acme.charter("drift", "acme", "--format", "json");
  const answer: unknown = expectJson("drift", stdout);
  expect(answer).toMatchObject({
    summary: { change: 1 },
    changes: [{ address: "Organization/acme", action: "update" }],
  });
  expect(JSON.stringify(answer)).not.toContain("decision");
});

test("a name that is no commit is refused, and so is a folder that is in no clone", async () => {
  const unknown = await acme.charter("drift", "acme", "--commit", "nowhere");
  expect([unknown.exitCode, unknown.stderr]).toEqual([20, expect.stringContaining("`nowhere` is no commit")]);
  const outside = await acme.run(["drift", "."], { cwd: path.dirname(acme.folder) });
  expect(outside.exitCode).toBe(20);
});

function git(...words: readonly string[]): void {
  const identity = ["-c", "user.name=ada", "-c", "user.email=ada@acme.test"];
  execFileSync("git", [...identity, ...words], { cwd: acme.folder });
}
