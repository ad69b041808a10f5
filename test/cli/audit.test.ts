import path from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { foundAcme } from "../support/acme-world.ts";
import { closeWorld, type CliWorld, inWorld } from "../support/cli-world.ts";
import { asForeigner } from "../support/foreign-database.ts";
import { expectJson } from "../support/output-schema.ts";

let acme: CliWorld;
let anchor: string;
beforeAll(async () => {
  acme = await foundAcme();
  anchor = /^Anchor: (\d+:[0-9a-f]{64})$/m.exec((await acme.charter("audit", "verify")).stdout)?.[1] ?? "";
});
afterAll(() => closeWorld(acme));

describe.concurrent("the audit log", () => {
  test("tells who did what, oldest first", () =>
    inWorld(acme.folder, async ({ charter }) => {
      const { exitCode, stdout } = await charter("audit", "log");
      const rows = stdout
        .trimEnd()
        .split("\n")
        .map((row) => row.split(/ {2,}/));
      expect([exitCode, rows[0]]).toEqual([0, ["RECORD", "AT", "ACTOR", "ACTION", "SUBJECT", "HASH"]]);
      expect(rows[1]).toEqual([
        "1",
        expect.any(String),
        "ada@acme.test",
        "create",
        "Organization/acme",
        expect.any(String),
      ]);
      expect(rows.slice(-2).map(([, , actor, action]) => [actor, action])).toEqual([
        ["lin@acme.test", "accept"],
        ["ben@acme.test", "accept"],
      ]);
    }));

  test("is one document in JSON, with no token in it", () =>
    inWorld(acme.folder, async ({ charter, tokenFor }) => {
      const { stdout } = await charter("audit", "log", "--format", "json");
      const { formatVersion, entries } = JSON.parse(stdout);
      expect([formatVersion, entries.length]).toEqual(["1.0", expect.any(Number)]);
      expect(entries.at(-1)).toMatchObject({ record: 3, action: "accept", actor: "ben@acme.test", outcome: "applied" });
      expect(stdout).not.toContain(tokenFor("ines@acme.test"));
    }));

  test("is intact after honest work, and says what it cannot see without an anchor", () =>
    inWorld(acme.folder, async ({ charter }) => {
      const { exitCode, stdout } = await charter("audit", "verify");
      expect([exitCode, stdout]).toEqual([
        0,
        expect.stringMatching(
          /^The audit log is intact: 3 records\.\nAnchor: 3:[0-9a-f]{64}\nWithout --anchor, records cut off at the end cannot be noticed\.\n$/,
        ),
      ]);
    }));

  test("is intact up to its anchor, and may have grown since", () =>
    inWorld(acme.folder, async ({ charter, tokenFor }) => {
      await charter("invitations", "accept", tokenFor("ines@acme.test"));
      const { exitCode, stdout } = await charter("audit", "verify", "--anchor", anchor, "--format", "json");
      expect([exitCode, JSON.parse(stdout)]).toMatchObject([
        0,
        { formatVersion: "1.0", intact: true, head: { count: 4 }, anchored: true },
      ]);
    }));
});

describe.concurrent("somebody who writes past Charter is found out after", () => {
  test.each([
    [
      "an edit",
      "UPDATE audit SET content = replace(content, 'ada@acme.test', 'eve@acme.test') WHERE record = 1",
      "the audit log was altered at record 1",
      [],
    ],
    ["a deletion", "DELETE FROM audit WHERE record = 2", "a record of the audit log is missing at record 2", []],
    [
      "two records in another order",
      "UPDATE audit SET record = CASE record WHEN 2 THEN 30 ELSE 2 END WHERE record IN (2, 3)",
      "the audit log was altered at record 2",
      [],
    ],
    [
      "the end cut off",
      "DELETE FROM audit WHERE record = 3",
      "the end of the audit log is cut off at record 3",
      ["--anchor"],
    ],
    ["everything cut off", "DELETE FROM audit", "the end of the audit log is cut off at record 1", ["--anchor"]],
  ])("%s", (_, sql, message, words) =>
    inWorld(acme.folder, async ({ folder, charter }) => {
      asForeigner(path.join(folder, ".charter/organization.db"), (database) => database.exec(sql));
      const flags = words.length === 0 ? [] : ["--anchor", anchor];
      const { exitCode, stdout, stderr } = await charter("audit", "verify", ...flags);
      expect([exitCode, stdout, stderr]).toEqual([26, "", expect.stringContaining(`error: ${message}\n`)]);
      const json = await charter("audit", "verify", ...flags, "--format", "json");
      expect([json.exitCode, JSON.parse(json.stdout).intact, json.stderr]).toEqual([26, false, stderr]);
    }),
  );

  test("nothing that an anchor could not tell: a log cut off at its end looks whole without one", () =>
    inWorld(acme.folder, async ({ folder, charter }) => {
      asForeigner(path.join(folder, ".charter/organization.db"), (database) =>
        database.exec("DELETE FROM audit WHERE record = 3"),
      );
      expect((await charter("audit", "verify")).exitCode).toBe(0);
      const other = `3:${"0".repeat(64)}`;
      expect((await charter("audit", "verify", "--anchor", other)).exitCode).toBe(26);
    }));

  test("an anchor of another organization", () =>
    inWorld(acme.folder, async ({ charter }) => {
      const { exitCode, stderr } = await charter("audit", "verify", "--anchor", `2:${"0".repeat(64)}`);
      expect([exitCode, stderr]).toEqual([
        26,
        expect.stringContaining("the audit log differs from the anchor at record 2"),
      ]);
    }));
});

test("a store whose audit log cannot be read at all ends with 26 and one document", () =>
  inWorld(acme.folder, async ({ folder, charter }) => {
    asForeigner(path.join(folder, ".charter/organization.db"), (database) =>
      database.exec("UPDATE audit SET content = 'x'"),
    );
    const { exitCode, stdout } = await charter("audit", "log", "--format", "json");
    expect([exitCode, expectJson("failure", stdout).error.code]).toEqual([26, "store-damaged"]);
  }));
