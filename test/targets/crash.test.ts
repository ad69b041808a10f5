import { describe, expect, test } from "vitest";

import { lookForDamage } from "../support/store-damage.ts";
import { campaigns } from "../support/store-faults.ts";
import { everyStore } from "../support/store-worlds.ts";
import { applyTo, founding, newMember, newNote } from "../support/target-world.ts";

const rounds = process.env["CHARTER_LONG"] === "1" ? 100 : 2;

describe.each(campaigns)("on $database", ({ database, faults, run }) => {
  test(
    `whatever befalls an apply, nothing acknowledged is lost and nothing is half done (${faults.join(", ")})`,
    { timeout: 60_000 + rounds * faults.length * 10_000 },
    async () => {
      const reports = await run({ rounds, random: Math.random });
      expect(reports).toEqual(
        faults.map((fault) => ({ database, fault, injected: rounds, survived: rounds, problems: [] })),
      );
    },
  );
});

test.each(everyStore)("what is wrong in $database is seen by those who look for it", async ({ open }) => {
  const world = await open();
  await applyTo(world.target, founding);
  for (const mark of ["w-1", "w-2"]) {
    await applyTo(world.target, [newNote(`Note ${mark} a`), newMember(`person-${mark}`), newNote(`Note ${mark} b`)]);
  }
  const said = ["done w-1", "stale w-2", "done w-3"].map((words) => {
    const [word = "", mark = ""] = words.split(" ");
    return { word, mark, number: 0 };
  });
  await world.foreign("DELETE FROM objects WHERE body LIKE '%w-1 b%'");
  const { problems } = await lookForDamage(world, { said, anchor: { count: 9, hash: "" } });
  await world.close();
  expect(problems).toEqual([
    "w-1 is half done",
    "w-2 was told as stale and is there",
    "w-3 is lost",
    "the audit log is truncated",
    "8 objects, of which 9 are in the log",
  ]);
});
