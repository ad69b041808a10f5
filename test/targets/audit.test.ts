import { createHash } from "node:crypto";

import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import type { AuditAnchor, AuditEntry } from "../../src/targets/audit-log.ts";
import type { StoreWorld } from "../support/store-world.ts";
import { everyStore } from "../support/store-worlds.ts";
import { applyTo, find, founding, newNote, remove, update } from "../support/target-world.ts";

describe.each(everyStore)("in $database", ({ open }) => {
  let world: StoreWorld;
  let head: AuditAnchor;
  beforeAll(async () => {
    world = await open({ now: () => new Date("2026-02-03T04:05:06.007Z") });
    await applyTo(world.target, founding);
    for (const title of ["One", "Two", "Three"]) await applyTo(world.target, [newNote(title)]);
    ({ head } = await world.target.audit.verify());
    await world.foreign("CREATE TABLE audit_copy AS SELECT * FROM audit");
  });
  afterEach(async () => tamper("DELETE FROM audit; INSERT INTO audit SELECT * FROM audit_copy"));
  afterAll(() => world.close());

  async function tamper(sql: string): Promise<void> {
    await world.foreign(sql);
  }

  function digest(text: string): string {
    return createHash("sha256").update(text).digest("hex");
  }

  async function logOf({ target }: StoreWorld): Promise<readonly AuditEntry[]> {
    const entries: AuditEntry[] = [];
    for await (const entry of target.audit.log()) entries.push(entry);
    return entries;
  }

  describe("what the log tells", () => {
    test("an untouched log is intact, and its head can be anchored", async () => {
      expect(head).toEqual({ count: 4, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
      expect(await world.target.audit.verify(head)).toEqual({ intact: true, head });
      expect(await world.target.audit.verify({ count: 0, hash: "" })).toEqual({ intact: true, head });
    });

    test("each record carries the hash of the one before", async () => {
      const entries = await logOf(world);
      expect(entries.at(0)?.previous).toBe("");
      expect(entries.at(3)?.previous).toBe(entries.at(2)?.hash);
      expect(entries.at(-1)?.hash).toBe(head.hash);
    });

    test("a creation, an update and a deletion are told with what they changed", async () => {
      const other = await open({ now: () => new Date(0) });
      await applyTo(other.target, [...founding, newNote("One", { text: "a" })]);
      const { uid } = find(await other.target.read(), "Note", "One");
      const edits = [{ path: "/text", before: "a", after: "b" }];
      const rename = update({ kind: "Note", project: "storefront", fields: { title: "One", text: "b" } });
      await applyTo(other.target, [{ ...rename, edits }]);
      await applyTo(other.target, [remove("Note/storefront/one")]);
      const [made, changed, gone] = (await logOf(other)).slice(3);
      await other.close();
      const [before, after] = [digest('{"title":"One","text":"a"}'), digest('{"title":"One","text":"b"}')];
      const common = { uid, subject: "Note/storefront/one", at: "1970-01-01T00:00:00.000Z", plan: "sha256:plan" };
      expect(made).toMatchObject({ ...common, action: "create", fields: { title: "One", text: "a" } });
      expect(changed).toMatchObject({ ...common, action: "update", edits, before, after });
      expect(gone).toMatchObject({ ...common, action: "delete", fields: { title: "One", text: "b" }, before: after });
    });

    test("a large plan makes several records, and not one entry is lost", async () => {
      const other = await open();
      const notes = Array.from({ length: 600 }, (_, at) => newNote(`Note ${at}`));
      await applyTo(other.target, [...founding, ...notes]);
      const entries = await logOf(other);
      const check = await other.target.audit.verify();
      await other.close();
      expect(entries.map(({ subject }) => subject).slice(3)).toEqual(notes.map(({ address }) => address));
      expect(check).toMatchObject({ intact: true, head: { count: 3 } });
    });
  });

  describe("what somebody did to the log is found", () => {
    test.each([
      [
        "a word is changed",
        "UPDATE audit SET content = replace(content, 'ada@', 'eve@') WHERE record = 2",
        2,
        "altered",
      ],
      ["a hash is changed", "UPDATE audit SET hash = replace(hash, 'a', 'b') WHERE record = 3", 3, "altered"],
      ["a record is emptied", "UPDATE audit SET content = '' WHERE record = 2", 2, "altered"],
      ["the first record is gone", "DELETE FROM audit WHERE record = 1", 1, "missing"],
      ["a record in the middle is gone", "DELETE FROM audit WHERE record = 3", 3, "missing"],
      [
        "the gap is closed",
        "DELETE FROM audit WHERE record = 2; UPDATE audit SET record = 2 WHERE record = 3; UPDATE audit SET record = 3 WHERE record = 4",
        2,
        "altered",
      ],
      [
        "two records change places",
        "UPDATE audit SET record = 9 WHERE record = 2; UPDATE audit SET record = 2 WHERE record = 3; UPDATE audit SET record = 3 WHERE record = 9",
        2,
        "altered",
      ],
      ["a record is repeated", "INSERT INTO audit SELECT 5, hash, content FROM audit WHERE record = 4", 5, "altered"],
    ])("%s", async (_, sql, record, problem) => {
      await tamper(sql);
      expect(await world.target.audit.verify()).toMatchObject({ intact: false, record, problem });
    });

    test("any one character of any record, whatever it is turned into", async () => {
      const contents = (await world.rows("audit")).toSorted(
        (one, other) => Number(one["record"]) - Number(other["record"]),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: 3 }),
          fc.nat(),
          fc.string({ minLength: 1 }),
          async (at, place, text) => {
            const content = String(contents[at]?.["content"]);
            const position = place % content.length;
            const altered = content.slice(0, position) + text + content.slice(position + 1);
            fc.pre(altered !== content);
            await world.foreign("UPDATE audit SET content = ? WHERE record = ?", [altered, at + 1]);
            expect(await world.target.audit.verify()).toMatchObject({ intact: false, record: at + 1 });
            await tamper("DELETE FROM audit; INSERT INTO audit SELECT * FROM audit_copy");
          },
        ),
        { numRuns: 40 },
      );
    });

    test("a forged record with a hash that fits it, by the record after it", async () => {
      await forge(2);
      expect(await world.target.audit.verify()).toMatchObject({ intact: false, record: 3, problem: "altered" });
    });

    test("a forged last record only with an anchor that was kept elsewhere", async () => {
      await forge(4);
      expect(await world.target.audit.verify()).toMatchObject({ intact: true });
      expect(await world.target.audit.verify(head)).toMatchObject({
        intact: false,
        record: 4,
        problem: "anchor-differs",
      });
    });

    test.each([1, 2, 3, 4])("%i records cut off at the end, with an anchor", async (count) => {
      await tamper(`DELETE FROM audit WHERE record > ${4 - count}`);
      expect(await world.target.audit.verify()).toMatchObject({ intact: true, head: { count: 4 - count } });
      expect(await world.target.audit.verify(head)).toMatchObject({
        intact: false,
        record: 5 - count,
        problem: "truncated",
      });
    });
  });

  async function forge(record: number): Promise<void> {
    const row = (await world.rows("audit")).find((one) => Number(one["record"]) === record);
    const content = String(row?.["content"]).replace("ada@", "eve@");
    await world.foreign("UPDATE audit SET content = ?, hash = ? WHERE record = ?", [content, digest(content), record]);
  }
});
