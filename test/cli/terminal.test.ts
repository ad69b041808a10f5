import { once } from "node:events";
import { DatabaseSync } from "node:sqlite";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { edit, foundAcme } from "../support/acme-world.ts";
import { startCharter } from "../support/charter-process.ts";
import { closeWorld, type CliWorld, inWorld } from "../support/cli-world.ts";
import { expectJson } from "../support/output-schema.ts";
import { hasTerminal, runOnTerminal, type Typing } from "../support/terminal-session.ts";

let acme: CliWorld;
beforeAll(async () => {
  acme = await foundAcme();
  edit(acme, "acme/members/web-team.yaml", ["fullName: Otto Berg", "fullName: Otto Bergmann"]);
});
afterAll(() => closeWorld(acme));

const escape = "\u001B[";
const controlC = "\u0003";
const question = "Apply this plan to sqlite:.charter/organization.db as ada@acme.test?";
const prompt = 'Only "yes" is accepted: ';

describe.runIf(hasTerminal)("on a terminal", () => {
  test("apply shows the plan, asks, and goes on after yes", () =>
    inWorld(acme.folder, async (world) => {
      const { exitCode, screen } = await runOnTerminal(world, ["apply", "acme"], { keys: "yes\n", after: prompt });
      expect(screen.indexOf("Plan: 0 to add, 1 to change, 0 to remove.")).toBeLessThan(screen.indexOf(question));
      expect([exitCode, screen]).toEqual([0, expect.stringContaining("Applied 1 change.")]);
      expect(await pendingChanges(world)).toEqual([]);
    }));

  test.each<readonly [string, Typing]>([
    ["no", { keys: "no\n" }],
    ["y, since only yes is accepted", { keys: "y\n" }],
    ["nothing but the Enter key", { keys: "\n" }],
    ["Ctrl-C", { keys: controlC }],
    ["the end of the input", {}],
  ])("apply writes nothing after %s", (_, typing) =>
    inWorld(acme.folder, async (world) => {
      const before = world.content();
      const { exitCode, screen } = await runOnTerminal(world, ["apply", "acme"], { ...typing, after: prompt });
      expect([exitCode, screen]).toEqual([
        20,
        expect.stringContaining("nothing was applied, because it was not confirmed"),
      ]);
      expect(screen).not.toMatch(/AbortError|^\s+at /m);
      expect(world.content()).toBe(before);
    }),
  );

  test("a saved plan is confirmed as well", () =>
    inWorld(acme.folder, async (world) => {
      await world.charter("plan", "acme", "--out", "plan.json");
      const { exitCode, screen } = await runOnTerminal(world, ["apply", "plan.json"], { keys: "yes\n", after: prompt });
      expect([exitCode, screen]).toEqual([0, expect.stringContaining("Applied 1 change.")]);
    }));

  test("nothing is asked when there is nothing to do, or when that was agreed beforehand", () =>
    inWorld(acme.folder, async (world) => {
      const agreed = await runOnTerminal(world, ["apply", "acme", "-y"]);
      const done = await runOnTerminal(world, ["apply", "acme"]);
      expect([agreed.exitCode, done.exitCode]).toEqual([0, 0]);
      expect(agreed.screen + done.screen).not.toContain(prompt);
    }));

  test("who wants JSON is shown the plan before the question, too", () =>
    inWorld(acme.folder, async (world) => {
      const { screen } = await runOnTerminal(world, ["apply", "acme", "--format", "json"], {
        keys: "no\n",
        after: prompt,
      });
      expect(screen.indexOf("Otto Bergmann")).toBeGreaterThan(-1);
      expect(screen.indexOf("Otto Bergmann")).toBeLessThan(screen.indexOf(question));
      expect(screen).toContain('"code": "not-confirmed"');
    }));

  test.each([
    ["appear", {}, true],
    ["do not on one that is dumb", { TERM: "dumb" }, false],
    ["do not for whom NO_COLOR is set", { NO_COLOR: "1" }, false],
  ])("colours %s", (_, variables: Record<string, string>, coloured) =>
    inWorld(acme.folder, async (world) => {
      const { screen } = await runOnTerminal(world, ["plan", "acme"], { variables });
      expect(screen.includes(`${escape}1m`)).toBe(coloured);
    }),
  );

  test.each([
    ["a plan", 40, ["plan", "acme"]],
    ["problems", 40, ["validate", "bad"]],
    ["help", 72, ["plan", "--help"]],
  ])("%s fits %i columns", (_, columns, words) =>
    inWorld(acme.folder, async (world) => {
      world.write({ "bad/x.yaml": `a: ${"x".repeat(300)}\nb: [${"1, ".repeat(100)}\n` });
      const { screen } = await runOnTerminal(world, words, { columns, variables: { NO_COLOR: "1" } });
      const lines = screen.split("\r\n").filter((line) => !/^Plan: |\$ charter/.test(line.trim()));
      expect(lines.length).toBeGreaterThan(5);
      expect(lines.filter((line) => line.length > columns)).toEqual([]);
    }),
  );
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends an apply that waits for the lock, and nothing is written",
  (signal) =>
    inWorld(acme.folder, async ({ folder, variables, content }) => {
      const before = content();
      const lock = new DatabaseSync(`${folder}/.charter/organization.db`);
      lock.exec("BEGIN IMMEDIATE");
      const child = startCharter(["apply", "acme", "-y", "--lock-timeout", "30"], { cwd: folder, variables });
      await once(child.stdout, "data");
      child.kill(signal);
      const [, name] = (await once(child, "close")) as readonly unknown[];
      lock.close();
      expect([name, content()]).toEqual([signal, before]);
    }),
);

async function pendingChanges({ charter }: CliWorld): Promise<readonly unknown[]> {
  const { stdout } = await charter("plan", "acme", "--format", "json");
  return expectJson("plan", stdout).changes;
}
