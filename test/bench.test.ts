import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

test("the quick benchmark measures everything, each thing beside its goal", () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["bench/run.ts", "--quick"], {
    cwd: root,
    encoding: "utf8",
  });
  const [heading, ...rows] = stdout.split("\n").filter((line) => line !== "");

  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(heading).toMatch(/^100 objects, 1 rounds, Node v[\d.]+, \d+ processors$/);
  expect(rows.map((row) => row.slice(69, 79).trim()).filter((measured) => !isMeasured.test(measured))).toEqual([]);
  expect(rows.map((row) => `${row.slice(0, 69).trimEnd()}:${row.slice(79)}`)).toEqual([
    "bare node:",
    "`--help` / bare node:  goal 1.2",
    "`validate` of 10 files / bare node:  goal 1.6",
    "`validate` of 10 changed files / bare node:",
    "F: read and hash 100 files:",
    "parse them with `yaml` and do nothing else / F:",
    "cold `validate` / F:",
    "cold `plan` / F:  goal 16, later 4",
    "cold `plan` / parsing alone:",
    "`plan --no-cache` / F:",
    "second `plan` after touching 3 files / F:  goal 1.5",
    "second `plan`, nothing touched / F:",
    "second `validate`, nothing touched / F:",
    "raw upserts of 100 objects:",
    "apply of as many changes / raw upserts:  goal 1.5",
    "rows written by an apply without changes:  goal 0",
    "the whole apply without changes:",
    "the slowest difference of one object, 8,000 lines, as terminal:  goal 200 ms",
    "the slowest difference of one object, 8,000 lines, as markdown:  goal 200 ms",
    "the slowest difference of one object, 8,000 lines, as json:  goal 200 ms",
    "peak memory of bare node:",
    "peak memory of a cold plan of 100 objects:  goal 150 MB at 10,000",
    "peak memory of the second plan:  goal 100 MB at 10,000",
    "cold `plan`: 100 objects / 10:  goal 11",
    "second `plan`: 100 objects / 10:  goal 11",
    "`plan` that makes every object: 100 objects / 10:  goal 11",
    "`plan` that changes every object: 100 objects / 10:  goal 11",
    ...["SQLite, 100", "PostgreSQL, 100", "SQLite, 1000", "PostgreSQL, 1000"].flatMap((store) => [
      `${store} objects: raw upserts:`,
      `${store} objects: making them / raw inserts:  goal 1.5`,
      `${store} objects: changing them / raw upserts:  goal 1.5`,
      `${store} objects: an apply without changes:`,
      `${store} objects: reading them / raw reading:`,
      `${store} objects: reading them:`,
      `${store} objects: peak memory of reading:`,
    ]),
  ]);
}, 120_000);

const isMeasured = /^\d+(?:\.\d+)?(?: (?:ms|s|MB))?$/;
