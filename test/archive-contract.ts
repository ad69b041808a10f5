import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { ArchiveLine } from "../src/targets/archive.ts";
import { summarizeArchive } from "../src/targets/store/archive/summarize-archive.ts";
import type { Target } from "../src/targets/target.ts";
import { tokenIn } from "./support/sqlite-world.ts";
import { applyTo, founding, newMember, newNote, remove } from "./support/target-world.ts";
import type { TargetWorld } from "./target-contract.ts";

const isLong = process.env["CHARTER_LONG"] === "1";

/** Opens the two ends of a move: one to read from, and one that holds nothing yet. */
export interface ArchiveWorlds {
  readonly openFrom: () => Promise<TargetWorld>;
  readonly openTo: () => Promise<TargetWorld>;
}

/** What every pair of targets promises about moving an organization from one to the other. */
export function describeArchive(name: string, { openFrom, openTo }: ArchiveWorlds): void {
  describe(`${name}: an organization that moves`, () => {
    let from: TargetWorld;
    let to: TargetWorld;
    beforeEach(async () => {
      [from, to] = [await openFrom(), await openTo()];
      await grow(from.target);
    });
    afterEach(async () => {
      await Promise.all([from.close(), to.close()]);
    });

    test("is the same on both ends, row by row, with its history", async () => {
      const summary = await move(from, to);
      const copied = await summarizeArchive(to.target.archive.read());
      expect(copied.tables).toEqual(summary.tables);
      expect(copied.tables).toEqual((await summarizeArchive(from.target.archive.read())).tables);
      const { target: _name, ...snapshot } = await from.target.read();
      expect(await to.target.read()).toEqual({ ...snapshot, target: to.target.name });
      expect(copied.header).toMatchObject({ lineage: snapshot.lineage, serial: snapshot.serial });
      expect(await to.target.invitations.list()).toEqual(await from.target.invitations.list());
    });

    test("gives the same lines again, but for the header", async () => {
      await move(from, to);
      expect((await linesOf(to.target)).slice(1, -1)).toEqual((await linesOf(from.target)).slice(1, -1));
    });

    test("keeps its audit log, up to an anchor that was taken before", async () => {
      const { head } = await from.target.audit.verify();
      await move(from, to);
      expect(head.count).toBeGreaterThan(2);
      expect(await to.target.audit.verify(head)).toEqual({ intact: true, head });
      await applyTo(to.target, [newNote("After")]);
      expect(await to.target.audit.verify(head)).toMatchObject({ intact: true, head: { count: head.count + 1 } });
    });

    test("lets people in by the tokens they were sent before", async () => {
      const token = tokenIn((await from.mails()).find((mail) => mail.includes("To: ben@acme.test")));
      await move(from, to);
      expect(await to.target.invitations.accept(token)).toMatchObject({ email: "ben@acme.test", already: false });
      const { objects } = await to.target.read();
      expect(objects.find(({ fields }) => fields["email"] === "ben@acme.test")?.facts.status).toBe("accepted");
    });

    test("sends nothing when it moves, and nothing that was sent before", async () => {
      await move(from, to);
      expect(await to.target.deliverMail()).toEqual([]);
      expect(await to.mails()).toEqual([]);
    });

    test("does not apply a saved plan a second time", async () => {
      await move(from, to);
      const again = applyTo(to.target, [newNote("Twice")], { planId: "plan-1" });
      await expect(again).rejects.toMatchObject({ code: "plan-used" });
    });

    test("is worked on like any other", async () => {
      await move(from, to);
      const { serial } = await to.target.read();
      await applyTo(to.target, [remove("Note/storefront/draft"), newMember("joe")]);
      const after = await to.target.read();
      expect(after.serial).toBeGreaterThan(serial);
      expect(await to.mails()).toHaveLength(1);
    });

    test("is read from one moment, whatever is written meanwhile", async () => {
      const before = await linesOf(from.target);
      const [writer, lines] = [await from.again(), from.target.archive.read()[Symbol.asyncIterator]()];
      const read = [(await lines.next()).value as ArchiveLine];
      await applyTo(writer, [newNote("Meanwhile")]);
      for (let next = await lines.next(); next.done !== true; next = await lines.next()) read.push(next.value);
      expect(read.slice(1, -1)).toEqual(before.slice(1, -1));
      expect((await linesOf(from.target)).length).toBeGreaterThan(before.length);
    });

    test("leaves its target free when the reading is given up", async () => {
      for await (const line of from.target.archive.read()) {
        expect(line).toContain("charter");
        break;
      }
      await applyTo(from.target, [newNote("Later")]);
      expect((await from.target.read()).serial).toBeGreaterThan(0);
    });

    test("has more rows of a table than are read at once, and texts of every alphabet", async () => {
      const titles = Array.from({ length: 2100 }, (_, at) => `Note ${at} \u{1F600} \uFFFD é \u2028`);
      await applyTo(
        from.target,
        titles.map((title) => newNote(title)),
      );
      const { tables } = await move(from, to);
      expect(tables[0]?.rows).toBeGreaterThan(2100);
      expect((await summarizeArchive(to.target.archive.read())).tables).toEqual(tables);
    });
  });

  describe(`${name}: what is refused leaves nothing behind`, () => {
    let from: TargetWorld;
    let to: TargetWorld;
    let lines: readonly ArchiveLine[];
    beforeEach(async () => {
      [from, to] = [await openFrom(), await openTo()];
      await grow(from.target);
      lines = await linesOf(from.target);
    });
    afterEach(async () => {
      await Promise.all([from.close(), to.close()]);
    });

    async function expectRefused(altered: readonly ArchiveLine[], failure: object): Promise<void> {
      await expect(to.target.archive.restore(streamOf(altered))).rejects.toMatchObject({ exitCode: 20, ...failure });
      expect(await to.target.read()).toMatchObject({ lineage: "", serial: 0, objects: [] });
      expect(await to.target.invitations.list()).toEqual([]);
      expect(await to.target.audit.verify()).toEqual({ intact: true, head: { count: 0, hash: "" } });
    }

    test("a target that holds an organization", async () => {
      await applyTo(to.target, founding);
      const before = await to.target.read();
      const failure = { code: "archive-target-taken", exitCode: 20, args: { target: to.target.name } };
      await expect(to.target.archive.restore(streamOf(lines))).rejects.toMatchObject(failure);
      expect(await to.target.read()).toEqual(before);
    });

    test("the target itself", async () => {
      const copying = (await from.again()).archive.restore(from.target.archive.read());
      await expect(copying).rejects.toMatchObject({ code: "archive-target-taken" });
    });

    test("a target without an organization is not read", async () => {
      await expect(linesOf(to.target)).rejects.toMatchObject({ code: "organization-absent", exitCode: 20 });
    });

    test("nothing at all", () =>
      expectRefused([], { code: "archive-damaged", args: { problem: "truncated", line: 1 } }));

    test("a text that is no archive", () =>
      expectRefused(["{}", ...lines], { code: "archive-damaged", args: { problem: "header", line: 1 } }));

    test.each([
      ["archive", '"format":1', '"format":2', 2],
      ["store", /"storeFormat":\d+/, '"storeFormat":99', 99],
    ])("a newer %s format", async (what, known, newer, found) => {
      const [header = "", ...rest] = lines;
      const args = { what, found, supported: expect.any(Number) };
      await expectRefused([header.replace(known, newer), ...rest], { code: "archive-newer", args });
    });

    test("an archive cut off after any line", async () => {
      for (let length = 1; length < lines.length; length += 1) {
        const args = { problem: "truncated", line: length + 1 };
        await expectRefused(lines.slice(0, length), { code: "archive-damaged", args });
      }
    });

    test("a line that is missing, repeated, moved or added, with a place", async () => {
      const place = fc.integer({ min: 1, max: lines.length - 1 });
      await fc.assert(
        fc.asyncProperty(fc.constantFrom("delete", "repeat", "swap", "add"), place, async (what, at) => {
          const altered = [...lines];
          if (what === "delete") altered.splice(at, 1);
          if (what === "repeat") altered.splice(at, 0, lines[at] ?? "");
          if (what === "swap") altered.splice(at - 1, 2, lines[at] ?? "", lines[at - 1] ?? "");
          if (what === "add") altered.splice(at, 0, "");
          await expectRefused(altered, { code: "archive-damaged", args: { line: expect.any(Number) } });
        }),
        { numRuns: isLong ? 1000 : 25 },
      );
    });

    test("one character of any line, whatever it is turned into", async () => {
      await fc.assert(
        fc.asyncProperty(fc.nat(), fc.nat(), fc.string({ maxLength: 2 }), async (place, position, text) => {
          const at = place % lines.length;
          const line = lines[at] ?? "";
          const cut = position % line.length;
          const edited = line.slice(0, cut) + text + line.slice(cut + 1);
          fc.pre(edited !== line);
          await expectRefused(lines.with(at, edited), { code: expect.stringMatching(/^archive-(?:damaged|newer)$/) });
        }),
        { numRuns: isLong ? 2000 : 30 },
      );
    });

    test("lines that end in an error of their reader", async () => {
      async function* broken(): AsyncGenerator<ArchiveLine> {
        yield* lines.slice(0, -2);
        throw new Error("the disk is gone");
      }
      await expect(to.target.archive.restore(broken())).rejects.toThrow("the disk is gone");
      expect((await to.target.read()).lineage).toBe("");
      await to.target.archive.restore(streamOf(lines));
      expect((await to.target.read()).lineage).not.toBe("");
    });
  });
}

/** Every line of a target's archive. */
export async function linesOf({ archive }: Target): Promise<readonly ArchiveLine[]> {
  const lines: ArchiveLine[] = [];
  for await (const line of archive.read()) lines.push(line);
  return lines;
}

/** Lines as a file gives them. */
export async function* streamOf(lines: readonly ArchiveLine[]): AsyncGenerator<ArchiveLine> {
  yield* lines;
}

async function move(from: TargetWorld, to: TargetWorld) {
  return to.target.archive.restore(from.target.archive.read());
}

// An organization with something in every table.
async function grow(target: Target): Promise<void> {
  await applyTo(target, founding);
  await applyTo(target, [newMember("ben", "Welcome"), newMember("lin")], { planId: "plan-1" });
  await applyTo(target, [newNote("Plan", { text: '\u{1F680} äöü \u0000 "quoted"' }), newNote("Draft")]);
}
