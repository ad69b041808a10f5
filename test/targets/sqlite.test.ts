import { existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { openTarget } from "../../src/targets/index.ts";
import { storeMigrations } from "../../src/targets/store/migrations.ts";
import { SqliteDriver } from "../../src/targets/store/sqlite/sqlite-driver.ts";
import { isNetworkFileSystem } from "../../src/targets/store/sqlite/sqlite-location.ts";
import { asForeigner } from "../support/foreign-database.ts";
import { openSqliteWorld, type SqliteWorld } from "../support/sqlite-world.ts";
import { targetKinds } from "../support/target-kinds.ts";
import { applyTo, create, find, founding, newNote, requestFor, update } from "../support/target-world.ts";
import { describeTarget } from "../target-contract.ts";

describeTarget("an embedded organization", openSqliteWorld);

let world: SqliteWorld;
beforeEach(async () => {
  world = await openSqliteWorld();
});
afterEach(() => world.close());

describe("the file", () => {
  test("reading what does not exist creates nothing", async () => {
    await world.target.read();
    await world.target.audit.verify();
    await world.target.invitations.list();
    await world.target.deliverMail();
    expect(existsSync(path.dirname(world.file))).toBe(false);
  });

  test("the first apply creates the folder, and a file that only its owner can read", async () => {
    await applyTo(world.target, founding);
    expect(statSync(world.file).mode & 0o777).toBe(0o600);
  });

  test("a refused founding leaves no organization behind", async () => {
    await expect(applyTo(world.target, founding, { planId: "x", founds: false })).rejects.toMatchObject({
      code: "stale",
    });
    expect((await (await world.again()).read()).lineage).toBe("");
  });

  test("it is written ahead, and synchronized in full", async () => {
    await applyTo(world.target, founding);
    expect(asForeigner(world.file, (database) => database.prepare("PRAGMA journal_mode").get())).toEqual({
      journal_mode: "wal",
    });
    const driver = new SqliteDriver(world.file);
    expect(await driver.read((connection) => connection.get("PRAGMA synchronous"))).toEqual({ synchronous: 2 });
    await driver.close();
  });

  test("an organization in memory needs no file", async () => {
    const target = await openTarget("sqlite::memory:", { kinds: targetKinds, folder: world.folder });
    await applyTo(target, founding);
    expect((await target.read()).objects).toHaveLength(3);
    await target.close();
    expect(existsSync(path.join(world.folder, ":memory:"))).toBe(false);
  });

  test("several uses of one target at once do not get in each other's way", async () => {
    await applyTo(world.target, founding);
    const request = requestFor(await world.target.read(), [newNote("One")]);
    const applies = Promise.allSettled([world.target.apply(request), world.target.apply(request)]);
    const reads = await Promise.all([world.target.read(), world.target.read()]);
    expect(reads.map(({ objects }) => objects.length)).toEqual([3, 3]);
    const refusals = (await applies).filter((result) => result.status === "rejected");
    expect(refusals).toMatchObject([{ reason: { code: "stale" } }]);
    expect((await world.target.read()).objects).toHaveLength(4);
  });
});

describe("a file that cannot be used", () => {
  test("a folder in its place is refused", async () => {
    mkdirSync(world.file, { recursive: true });
    await expect(world.target.read()).rejects.toMatchObject({ code: "store-not-a-file", exitCode: 20 });
  });

  test("a path through a file is refused", async () => {
    writeFileSync(path.join(world.folder, "data"), "");
    await expect(world.target.read()).rejects.toMatchObject({ code: "store-unusable", exitCode: 20 });
    await expect(applyTo(world.target, founding)).rejects.toMatchObject({ code: "store-unusable" });
  });

  test("a text file is refused and left as it is", async () => {
    mkdirSync(path.dirname(world.file));
    writeFileSync(world.file, "not a database at all\n".repeat(100));
    const before = readFileSync(world.file);
    await expect(world.target.read()).rejects.toMatchObject({ code: "store-foreign", exitCode: 20 });
    expect(readFileSync(world.file)).toEqual(before);
  });

  test("another program's database is refused and left as it is", async () => {
    asForeigner(world.file, (database) => database.exec("CREATE TABLE songs (title TEXT)"));
    const before = readFileSync(world.file);
    const request = requestFor({ target: "", lineage: "", serial: 0, objects: [] }, founding);
    await expect(world.target.read()).rejects.toMatchObject({ code: "store-foreign", exitCode: 20 });
    await expect(world.target.apply(request)).rejects.toMatchObject({ code: "store-foreign", exitCode: 20 });
    expect(readFileSync(world.file)).toEqual(before);
  });

  test("a newer store is refused and left as it is", async () => {
    await applyTo(world.target, founding);
    const request = requestFor(await world.target.read(), [newNote("One")]);
    asForeigner(world.file, (database) => database.exec("PRAGMA user_version = 99"));
    const failure = { code: "store-newer", exitCode: 20, args: { found: 99, supported: 1 } };
    await expect(world.target.read()).rejects.toMatchObject(failure);
    await expect(world.target.apply(request)).rejects.toMatchObject(failure);
    await expect(world.target.deliverMail()).rejects.toMatchObject(failure);
  });

  test("an older store is brought forward when it is opened, with everything in it", async () => {
    await applyTo(world.target, founding);
    const before = await world.target.read();
    const migrations = [
      ...storeMigrations,
      () => ["CREATE TABLE extra (id INTEGER)", "INSERT INTO extra (id) VALUES (7)"],
    ];
    const newer = await world.again({ migrations });
    expect(await newer.read()).toEqual(before);
    expect(asForeigner(world.file, (database) => database.prepare("SELECT id FROM extra").get())).toEqual({ id: 7 });
    await expect(world.target.read()).rejects.toMatchObject({ code: "store-newer" });
  });

  test.each([
    ["overwritten", (file: string) => writeFileSync(file, scrambled(readFileSync(file)))],
    ["cut short", (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ["without its tables", (file: string) => asForeigner(file, (database) => database.exec("DROP TABLE objects"))],
    [
      "with a body that is not JSON",
      (file: string) => asForeigner(file, (database) => database.exec("UPDATE objects SET body = '{'")),
    ],
    [
      "with a body that is a list",
      (file: string) => asForeigner(file, (database) => database.exec("UPDATE objects SET body = '[]'")),
    ],
    [
      "with a body that is a number",
      (file: string) => asForeigner(file, (database) => database.exec("UPDATE objects SET body = x'00'")),
    ],
    ["without its history", (file: string) => asForeigner(file, (database) => database.exec("DELETE FROM history"))],
  ])("a damaged store is never read as empty: %s", async (_, damage) => {
    const notes = Array.from({ length: 200 }, (__, at) => newNote(`Note ${at}`, { text: "x".repeat(200) }));
    await applyTo(world.target, [...founding, ...notes]);
    await world.target.close();
    damage(world.file);
    await expect(world.target.read()).rejects.toMatchObject({ code: "store-damaged", exitCode: 26 });
  });

  test("an object of a kind nobody knows makes the whole unreadable", async () => {
    await applyTo(world.target, founding);
    asForeigner(world.file, (database) =>
      database.exec("UPDATE objects SET kind = 'Gadget' WHERE kind = 'Organization'"),
    );
    await expect(world.target.read()).rejects.toMatchObject({ code: "live-unreadable", exitCode: 26 });
  });

  test.each([
    ["NFS", 0x6969, true],
    ["CIFS, as a signed number", -0xacb2be, true],
    ["SMB 2", 0xfe534d42, true],
    ["ext4", 0xef53, false],
    ["tmpfs", 0x01021994, false],
  ])("%s is told from a local disk", (_, type, isNetwork) => {
    expect(isNetworkFileSystem(type)).toBe(isNetwork);
  });
});

describe("somebody who writes past Charter", () => {
  test.each([
    ["an insert", "INSERT INTO objects (uid, kind, project_uid, created_by, body) VALUES ('x', 'Note', '', '', '{}')"],
    ["an update", "UPDATE objects SET body = '{}' WHERE kind = 'Note'"],
    ["a delete", "DELETE FROM objects WHERE kind = 'Note'"],
    ["a seat that is accepted", "UPDATE seats SET status = 'accepted', invited_by = ''"],
    ["a seat that is taken away", "DELETE FROM seats"],
  ])("%s is counted, so that a plan made before is stale", async (_, sql) => {
    await applyTo(world.target, [...founding, newNote("One")]);
    const before = await world.target.read();
    asForeigner(world.file, (database) => database.exec(sql));
    expect((await world.target.read()).serial).toBeGreaterThan(before.serial);
    await expect(world.target.apply(requestFor(before, [newNote("Two")]))).rejects.toMatchObject({
      code: "stale",
      args: { reason: "serial" },
    });
  });

  test("a change that was hidden from the count is found by its content", async () => {
    await applyTo(world.target, [...founding, newNote("One")]);
    const before = await world.target.read();
    asForeigner(world.file, (database) =>
      database.exec("UPDATE objects SET body = '{\"title\":\"Two\"}', revision = 77 WHERE kind = 'Note'"),
    );
    expect((await world.target.read()).serial).toBe(before.serial);
    await expect(world.target.apply(requestFor(before, [newNote("Three")]))).rejects.toMatchObject({
      code: "stale",
      args: { reason: "content" },
    });
  });

  test("fields that Charter does not know are kept, and told apart", async () => {
    await applyTo(world.target, [...founding, newNote("One")]);
    const body = JSON.stringify({ title: "One", mood: "good" });
    asForeigner(world.file, (database) =>
      database.prepare("UPDATE objects SET body = ? WHERE kind = 'Note'").run(body),
    );
    const note = find(await world.target.read(), "Note", "One");
    expect(note).toMatchObject({ fields: { title: "One" }, facts: { unknown: { mood: "good" } } });
    await applyTo(world.target, [
      update({ kind: "Note", project: "storefront", fields: { title: "One", text: "new" } }),
    ]);
    expect(find(await world.target.read(), "Note", "One")).toMatchObject({
      fields: { title: "One", text: "new" },
      facts: { unknown: { mood: "good" } },
    });
  });
});

describe("uids", () => {
  test("have the form that the service gives them", async () => {
    const stack = create({ kind: "Project", fields: { title: "Blog", product: "cms" } });
    await applyTo(world.target, [
      ...founding,
      stack,
      create({ kind: "Role", fields: { title: "Reviewer" } }),
      newNote("One"),
    ]);
    const forms = (await world.target.read()).objects.map(({ kind, uid, fields: { title = "" } }) => {
      return `${kind} ${JSON.stringify(title)} ${uid.replace(/^blt[0-9a-f]{16}$/, "short").replace(/^[0-9a-f]{24}$/, "long")}`;
    });
    expect(forms.toSorted()).toEqual([
      'Member "" short',
      'Note "One" long',
      'Organization "Acme" short',
      'Project "Blog" short',
      'Project "Storefront" long',
      'Role "Reviewer" short',
    ]);
  });

  test("are never given twice", async () => {
    const notes = Array.from({ length: 2000 }, (_, at) => newNote(`Note ${at}`));
    await applyTo(world.target, [...founding, ...notes]);
    expect(new Set((await world.target.read()).objects.map(({ uid }) => uid)).size).toBe(2003);
  });
});

describe("naming a target", () => {
  test.each(["mysql://root:secret@host/db", "organization.db", "", "sqlite:", "http://a/b:secret@host"])(
    "%j is not understood, and its credentials are not repeated",
    async (url) => {
      const opening = openTarget(url, { kinds: targetKinds, folder: world.folder });
      await expect(opening).rejects.toMatchObject({ code: "target-unknown", exitCode: 20 });
      await expect(opening).rejects.not.toThrow(/secret/);
      await opening.catch((error: unknown) => expect(JSON.stringify(error)).not.toContain("secret"));
    },
  );
});

// Everything but the header, which says that it is a database of Charter's.
function scrambled(content: Buffer): Buffer {
  return Buffer.concat([content.subarray(0, 100), content.subarray(100).map((byte, at) => byte ^ (at % 251))]);
}
