import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { foundAcme } from "../support/acme-world.ts";
import { startCharter } from "../support/charter-process.ts";
import { closeWorld, type CliWorld, inWorld } from "../support/cli-world.ts";
import { asForeigner } from "../support/foreign-database.ts";
import { expectJson } from "../support/output-schema.ts";
import { sharedPostgres } from "../support/postgres/shared-postgres.ts";

const live = "sqlite:.charter/organization.db";

let acme: CliWorld;
/** A backup of acme. */
let archive: Buffer;
beforeAll(async () => {
  acme = await foundAcme();
  await acme.charter("backup", "acme.archive");
  archive = readFileSync(path.join(acme.folder, "acme.archive"));
});
afterAll(() => closeWorld(acme));

const proved =
  /^\d+ tables, \d+ rows, read back and identical\.\nThe audit log is intact: 3 records\.\nAnchor: 3:[0-9a-f]{64}\n$/m;

describe.concurrent("a backup", () => {
  test("is one file that only its owner may read, and is proved", () =>
    inWorld(acme.folder, async ({ folder, charter, content }) => {
      const before = content();
      const { exitCode, stdout, stderr } = await charter("backup", "other.archive");
      expect([exitCode, stdout, stderr]).toEqual([0, expect.stringMatching(proved), ""]);
      expect(stdout).toContain(`Backed up ${live} to other.archive, at serial `);
      expect(statSync(path.join(folder, "other.archive")).mode & 0o777).toBe(0o600);
      expect(content()).toBe(before);
      expect(readdirSync(folder).filter((name) => name.includes("part"))).toEqual([]);
    }));

  test("of the same organization is the same but for the time", () =>
    inWorld(acme.folder, async ({ folder, charter }) => {
      await charter("backup", "other.archive");
      const [first, second] = [archive, readFileSync(path.join(folder, "other.archive"))].map(rowsIn);
      expect(second).toEqual(first);
    }));

  test("is packed when its name ends in .gz", () =>
    inWorld(acme.folder, async ({ folder, charter }) => {
      expect(await charter("backup", "acme.archive.gz")).toMatchObject({ exitCode: 0, stderr: "" });
      const packed = readFileSync(path.join(folder, "acme.archive.gz"));
      expect(rowsIn(gunzipSync(packed))).toEqual(rowsIn(archive));
      const restored = await charter("restore", "acme.archive.gz", "--target", "sqlite:new.db");
      expect(restored).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(proved), stderr: "" });
    }));

  test("goes to stdout alone, and what is said about it to stderr", () =>
    inWorld(acme.folder, async ({ charter }) => {
      const { exitCode, stdout, stderr } = await charter("backup", "-");
      expect([exitCode, rowsIn(Buffer.from(stdout))]).toEqual([0, rowsIn(archive)]);
      expect(stderr).toMatch(/^Backed up .* to stdout, at serial \d+\.\n\d+ tables, \d+ rows, not read back\.\n/);
    }));

  test("overwrites nothing", () =>
    inWorld(acme.folder, async ({ charter, read }) => {
      const { exitCode, stdout, stderr } = await charter("backup", "acme/organization.yaml");
      expect([exitCode, stdout]).toEqual([20, ""]);
      expect(oneLine(stderr)).toContain("is there already, and a backup overwrites nothing");
      expect(read("acme/organization.yaml")).toContain("kind: Organization");
    }));

  test("is not begun where no file can be", () =>
    inWorld(acme.folder, async ({ charter }) => {
      const { exitCode, stderr } = await charter("backup", "acme/organization.yaml/acme.archive");
      expect([exitCode, oneLine(stderr)]).toEqual([20, expect.stringContaining("cannot be written: ENOTDIR")]);
      expect(await charter("backup", "none/acme.archive")).toMatchObject({ exitCode: 20, stdout: "" });
    }));

  test("of a target without an organization is refused, and makes no file", () =>
    inWorld({}, async ({ folder, charter }) => {
      const { exitCode, stdout } = await charter("backup", "acme.archive", "--format", "json");
      expect([exitCode, expectJson("failure", stdout).error.code]).toEqual([20, "organization-absent"]);
      expect(readdirSync(folder)).toEqual([]);
    }));

  test("answers in JSON", () =>
    inWorld(acme.folder, async ({ charter }) => {
      const { exitCode, stdout } = await charter("backup", "other.archive", "--format", "json");
      const answer = expectJson("backup", stdout);
      expect([exitCode, answer]).toMatchObject([
        0,
        { from: live, to: "other.archive", identical: true, differing: [], waitingMails: 0 },
      ]);
      expect(answer.tables).toHaveLength(7);
    }));
});

describe.concurrent("a restored organization", () => {
  test("answers like the one that was backed up, and lets people in by their old tokens", () =>
    inWorld(acme.folder, async ({ charter, tokenFor }) => {
      const target = ["--target", "sqlite:new.db"];
      const { exitCode, stdout, stderr } = await charter("restore", "acme.archive", ...target, "--format", "json");
      expect([exitCode, stderr]).toEqual([0, ""]);
      expect(expectJson("restore", stdout)).toMatchObject({ from: "acme.archive", madeFrom: live, identical: true });
      for (const words of [["access"], ["audit", "verify"], ["audit", "log"], ["invitations", "list"]]) {
        expect((await charter(...words, ...target)).stdout).toBe((await charter(...words)).stdout);
      }
      expect((await charter("plan", "acme", ...target)).stdout).toContain("No changes.");
      const accepted = await charter("invitations", "accept", tokenFor("ines@acme.test"), ...target);
      expect(accepted).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("ines@acme.test accepted") });
    }));

  test("may come from stdin", () =>
    inWorld(acme.folder, async ({ run }) => {
      const { exitCode, stdout } = await run(["restore", "-", "--target", "sqlite:new.db"], {
        stdin: archive.toString(),
      });
      expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^Restored stdin to sqlite:new\.db/)]);
    }));

  test("takes no place that is taken", () =>
    inWorld(acme.folder, async ({ charter, content }) => {
      const before = content();
      const { exitCode, stdout, stderr } = await charter("restore", "acme.archive");
      expect([exitCode, stdout, stderr]).toEqual([20, "", expect.stringContaining("holds an organization already")]);
      expect(content()).toBe(before);
    }));
});

describe.concurrent("an archive that is refused, with nothing kept:", () => {
  const text = (): string => archive.toString();
  test.each<[name: string, file: string, content: () => string | Buffer, message: string]>([
    ["no archive", "a", () => "apiVersion: charter/v1\n", "this is not an archive of Charter, at line 1"],
    ["empty", "a", () => "", "its end is missing, at line 1"],
    ["without its last line break", "a", () => text().trimEnd(), "its end is missing"],
    ["with line breaks of Windows", "a", () => text().replaceAll("\n", "\r\n"), "not an archive of Charter, at line 1"],
    ["with a byte order mark", "a", () => `\uFEFF${text()}`, "not an archive of Charter, at line 1"],
    ["with an edited address", "a", () => text().replace("ben@acme.test", "eve@acme.test"), "checksum does not match"],
    ["with something behind it", "a", () => `${text()}{}\n`, "something follows its end"],
    [
      "that is not UTF-8",
      "a",
      () => Buffer.concat([archive, Buffer.from([0xff, 0x0a])]),
      "is not as Charter writes it",
    ],
    ["of a newer Charter", "a", () => text().replace('"format":1', '"format":7'), "archive format 7; this one knows 1"],
    ["packed and cut off", "a.gz", () => gzipSync(archive).subarray(0, -40), "the archive is damaged"],
    ["packed by its name alone", "a.gz", () => archive, "the archive is damaged"],
  ])("%s", (_, file, content, message) =>
    inWorld({}, async ({ folder, charter }) => {
      writeFileSync(path.join(folder, file), content());
      const { exitCode, stdout, stderr } = await charter("restore", file);
      expect([exitCode, stdout, oneLine(stderr)]).toEqual([20, "", expect.stringContaining(message)]);
      expect(readdirSync(folder)).toEqual([file]);
    }),
  );

  test("on its way through stdin", () =>
    inWorld({}, async ({ charter, run }) => {
      const { exitCode, stderr } = await run(["restore", "-"], { stdin: archive.subarray(0, -1).toString() });
      expect([exitCode, oneLine(stderr)]).toEqual([20, expect.stringContaining("its end is missing")]);
      expect((await charter("access")).stderr).toContain("there is no organization");
    }));

  test("missing", () =>
    inWorld({}, async ({ charter }) => {
      const { exitCode, stderr } = await charter("restore", "none.archive");
      expect([exitCode, stderr]).toEqual([20, expect.stringContaining("`none.archive` cannot be read: ENOENT")]);
    }));
});

test("a restore that is killed half-way leaves nothing, and may be begun again", () =>
  inWorld({ "acme.archive": archive }, async ({ folder, variables, charter }) => {
    const child = startCharter(["restore", "-"], { cwd: folder, variables });
    child.stdin.write(archive.subarray(0, archive.length - 100));
    while (!existsSync(path.join(folder, ".charter/organization.db-wal"))) await sleep(10);
    await sleep(100);
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGKILL");
    await ended;
    expect((await charter("access")).stderr).toContain("there is no organization");
    expect(await charter("restore", "acme.archive")).toMatchObject({ exitCode: 0, stderr: "" });
  }));

describe.concurrent("a copy", () => {
  test("is compared with its source on both ends", () =>
    inWorld(acme.folder, async ({ charter, content }) => {
      const before = content();
      const { exitCode, stdout, stderr } = await charter("copy", live, "sqlite:new.db");
      expect([exitCode, stdout, stderr]).toEqual([0, expect.stringMatching(proved), ""]);
      expect(stdout).toContain(`Copied ${live} to sqlite:new.db, at serial `);
      expect(content()).toBe(before);
      const json = await charter("copy", "sqlite:new.db", "sqlite:newer.db", "--format", "json");
      expect(expectJson("copy", json.stdout)).toMatchObject({ from: "sqlite:new.db", moved: false, identical: true });
    }));

  test("goes to a shared database and back, and nothing is lost on the way", () =>
    inWorld(acme.folder, async ({ folder, charter, tokenFor }) => {
      const database = await (await sharedPostgres()).createDatabase();
      const there = await charter("copy", live, database.url);
      expect(there).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(proved), stderr: "" });
      const back = await charter("copy", database.url, "sqlite:back.db", "--format", "json");
      expect([back.exitCode, expectJson("copy", back.stdout)]).toMatchObject([0, { identical: true, moved: false }]);
      const { password } = new URL(database.url);
      if (password !== "") expect(`${there.stdout}${back.stdout}`).not.toContain(password);
      await charter("backup", "back.archive", "--target", "sqlite:back.db");
      expect(rowsIn(readFileSync(path.join(folder, "back.archive")))).toEqual(rowsIn(archive));
      const token = tokenFor("ines@acme.test");
      expect(await charter("invitations", "accept", token, "--target", database.url)).toMatchObject({ exitCode: 0 });
      expect(await charter("copy", live, database.url)).toMatchObject({ exitCode: 20, stdout: "" });
      await database.drop();
    }));

  test("of a target onto itself is refused", () =>
    inWorld(acme.folder, async ({ charter, content }) => {
      const before = content();
      expect(await charter("copy", live, live)).toMatchObject({ exitCode: 20, stdout: "" });
      expect(content()).toBe(before);
    }));

  test("says so when the audit log was broken before", () =>
    inWorld(acme.folder, async ({ folder, charter }) => {
      const file = path.join(folder, ".charter/organization.db");
      asForeigner(file, (database) => database.exec("UPDATE audit SET hash = 'x' WHERE record = 2"));
      const { exitCode, stdout, stderr } = await charter("copy", live, "sqlite:new.db", "--format", "json");
      expect([exitCode, stderr]).toEqual([29, expect.stringContaining("the audit log was altered at record 2")]);
      expect(expectJson("copy", stdout)).toMatchObject({ identical: true, audit: { intact: false, record: 2 } });
    }));

  test("says so when what was written is not what was read", () =>
    inWorld(acme.folder, async ({ folder, charter }) => {
      const file = path.join(folder, "new.db");
      expect(await charter("copy", live, "sqlite:new.db")).toMatchObject({ exitCode: 0 });
      // Tables that spoil what they are given, and hold nothing yet.
      asForeigner(file, (database) =>
        database.exec(`DELETE FROM objects; DELETE FROM seats; DELETE FROM invitations; DELETE FROM invitation_seats;
          DELETE FROM outbox; DELETE FROM applied_plans; DELETE FROM audit; UPDATE history SET lineage = '';
          CREATE TRIGGER spoil AFTER INSERT ON seats BEGIN UPDATE seats SET invited_by = 'eve'; END`),
      );
      const { exitCode, stdout, stderr } = await charter("copy", live, "sqlite:new.db");
      expect([exitCode, stdout]).toEqual([29, expect.stringContaining("read back and different: seats.")]);
      expect(stderr).toContain("different: seats");
    }));
});

// Messages are wrapped to the width of a terminal.
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

function rowsIn(bytes: Buffer | undefined): readonly string[] {
  return (bytes ?? Buffer.alloc(0)).toString().split("\n").slice(1, -2);
}
