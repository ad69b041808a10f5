import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Snapshot } from "../src/model/live.ts";
import type { AuditEntry } from "../src/targets/audit-log.ts";
import type { Target } from "../src/targets/target.ts";
import { tokenIn } from "./support/sqlite-world.ts";
import {
  applyTo,
  create,
  find,
  founding,
  newMember,
  newNote,
  remove,
  requestFor,
  update,
} from "./support/target-world.ts";

/** A target that holds no organization yet, and the ways a test looks at it from outside. */
export interface TargetWorld {
  readonly target: Target;
  /** Opens the same organization a second time. */
  readonly again: () => Promise<Target>;
  /** The texts of the mails that people got. */
  readonly mails: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** What every target promises. */
export function describeTarget(name: string, open: () => Promise<TargetWorld>): void {
  describe(`${name} keeps what every target promises`, () => {
    let world: TargetWorld;
    let target: Target;
    beforeEach(async () => {
      world = await open();
      target = world.target;
    });
    afterEach(() => world.close());

    test("a target without an organization reads as empty", async () => {
      expect(await target.read()).toEqual({ target: target.name, lineage: "", serial: 0, objects: [] });
    });

    test("what was applied is read back, with uids in place of names", async () => {
      const outcome = await applyTo(target, founding);
      const snapshot = await target.read();
      const ada = find(snapshot, "Member", "ada@acme.test");
      const project = find(snapshot, "Project", "Storefront");
      expect(outcome.applied).toEqual(["Member/ada", "Organization/acme", "Project/storefront"]);
      expect(find(snapshot, "Organization", "Acme").fields).toEqual({ title: "Acme", owner: ada.uid });
      expect(ada.facts).toEqual({ status: "accepted", createdBy: ada.uid });
      expect(project.fields["members"]).toEqual([{ member: ada.uid, roles: ["Project Owner"] }]);
      expect(project.facts.seats).toEqual({ [ada.uid]: { status: "accepted", invitedBy: ada.uid } });
      expect(snapshot.lineage).not.toBe("");
    });

    test("a second opening reads the same, in the same order", async () => {
      await applyTo(target, [...founding, newNote("Plan"), newNote("Draft"), newMember("ben")]);
      const again = await world.again();
      expect(await again.read()).toEqual(await target.read());
    });

    test("objects come in the order of their kinds, projects and uids", async () => {
      const notes = Array.from({ length: 20 }, (_, at) => newNote(`Note ${at}`));
      await applyTo(target, [...notes, ...founding]);
      const keys = (await target.read()).objects.map(
        ({ kind, projectUid = "", uid }) => `${kind} ${projectUid} ${uid}`,
      );
      expect(keys).toEqual(keys.toSorted());
    });

    test("two new objects may mention each other's names in any order", async () => {
      await applyTo(target, [...founding, newNote("Second", { follows: "first" }), newNote("First")]);
      const snapshot = await target.read();
      expect(find(snapshot, "Note", "Second").fields["follows"]).toBe(find(snapshot, "Note", "First").uid);
    });

    test("an update changes its object and no other", async () => {
      await applyTo(target, [...founding, newNote("Plan", { text: "one" }), newNote("Draft")]);
      const before = await target.read();
      const { uid } = find(before, "Note", "Plan");
      await applyTo(target, [update({ kind: "Note", project: "storefront", fields: { title: "Plan", text: "two" } })]);
      const after = await target.read();
      expect(find(after, "Note", "Plan")).toMatchObject({ uid, fields: { title: "Plan", text: "two" } });
      expect(withoutUid(after, uid)).toEqual(withoutUid(before, uid));
      expect(after.serial).toBeGreaterThan(before.serial);
    });

    test("an object that was made in two steps ends up with both", async () => {
      const project = { title: "Blog", product: "cms" };
      const members = [{ member: "ada", roles: ["Project Owner"] }];
      await applyTo(target, founding);
      await applyTo(target, [
        create({ kind: "Project", fields: project }),
        update({ kind: "Project", fields: { ...project, members } }),
      ]);
      const { fields, facts } = find(await target.read(), "Project", "Blog");
      expect(fields).toMatchObject(project);
      expect(Object.values(facts.seats ?? {})).toMatchObject([{ status: "pending" }]);
    });

    test("a deletion removes its object and no other", async () => {
      await applyTo(target, [...founding, newNote("Plan"), newNote("Draft")]);
      const before = await target.read();
      const { uid } = find(before, "Note", "Draft");
      await applyTo(target, [remove("Note/storefront/draft")]);
      expect((await target.read()).objects).toEqual(withoutUid(before, uid));
    });

    test("the form a service stores keeps its own parts through an update", async () => {
      await applyTo(target, [
        ...founding,
        create({ kind: "Letter", project: "storefront", fields: { title: "Dear" } }),
      ]);
      const { uid } = find(await target.read(), "Letter", "Dear");
      const renamed = update({ kind: "Letter", project: "storefront", uid, fields: { title: "Hello" } });
      await applyTo(target, [renamed]);
      expect(find(await target.read(), "Letter", "Hello").uid).toBe(uid);
    });

    test("the same request twice takes effect once", async () => {
      await applyTo(target, founding);
      const request = requestFor(await target.read(), [newNote("Plan")]);
      await target.apply(request);
      await expect(target.apply(request)).rejects.toMatchObject({ code: "stale", exitCode: 24 });
      expect((await target.read()).objects.filter(({ kind }) => kind === "Note")).toHaveLength(1);
    });

    test("a plan for a state that has moved is refused, and nothing is written", async () => {
      await applyTo(target, founding);
      const late = requestFor(await target.read(), [newNote("Late")]);
      await applyTo(target, [newNote("Early")]);
      const before = await target.read();
      await expect(target.apply(late)).rejects.toMatchObject({ code: "stale", exitCode: 24 });
      expect(await target.read()).toEqual(before);
    });

    test("an organization is founded once", async () => {
      const empty = await target.read();
      await target.apply(requestFor(empty, founding));
      await expect(target.apply(requestFor(empty, founding))).rejects.toMatchObject({ code: "stale" });
      expect((await target.read()).objects).toHaveLength(3);
    });

    test("a plan for another organization is refused, however alike the two are", async () => {
      const other = await open();
      await applyTo(target, founding);
      await applyTo(other.target, founding);
      const { serial } = await target.read();
      const request = requestFor(await other.target.read(), [newNote("One")]);
      await other.close();
      const alike = { ...request, readSet: { ...request.readSet, serial } };
      await expect(target.apply(alike)).rejects.toMatchObject({ code: "stale", args: { reason: "lineage" } });
    });

    test("a plan does not found an organization unless it says so", async () => {
      await expect(applyTo(target, founding, { founds: false })).rejects.toMatchObject({ code: "stale" });
      expect((await target.read()).objects).toEqual([]);
    });

    test("a change that cannot be made is reported, and the rest is left alone", async () => {
      await applyTo(target, founding);
      const before = await target.read();
      const missing = update({ kind: "Note", project: "storefront", uid: "0".repeat(24), fields: { title: "Gone" } });
      const outcome = await applyTo(target, [newNote("One"), missing, newNote("Two")]);
      expect(outcome.failed).toEqual([{ address: "Note/storefront/gone", reason: expect.any(String) }]);
      expect(outcome.applied).toEqual([]);
      expect(outcome.notAttempted).toEqual(["Note/storefront/one", "Note/storefront/two"]);
      expect(await target.read()).toEqual(before);
    });

    test("a mention of something that exists nowhere is refused", async () => {
      await applyTo(target, founding);
      const outcome = await applyTo(target, [newNote("One", { follows: "nobody" })]);
      expect(outcome.failed).toMatchObject([{ address: "Note/storefront/one" }]);
    });

    test("a saved plan is applied once", async () => {
      await applyTo(target, founding);
      await applyTo(target, [newNote("One")], { planId: "plan-1" });
      await expect(applyTo(target, [newNote("Two")], { planId: "plan-1" })).rejects.toMatchObject({
        code: "plan-used",
        exitCode: 24,
      });
      await applyTo(target, [newNote("Two")], { planId: "plan-2" });
    });

    test("an apply without changes writes nothing", async () => {
      await applyTo(target, founding);
      const before = await target.read();
      expect(await applyTo(target, [])).toEqual({
        applied: [],
        failed: [],
        notAttempted: [],
        unknown: [],
        invitations: [],
      });
      expect(await target.read()).toEqual(before);
    });

    test("a new person is pending until the token of the one mail is accepted", async () => {
      await applyTo(target, founding);
      const outcome = await applyTo(target, [newMember("ben")]);
      expect(outcome.invitations).toMatchObject([{ email: "ben@acme.test" }]);
      expect(find(await target.read(), "Member", "ben@acme.test").facts.status).toBe("pending");
      const [mail, ...others] = await world.mails();
      expect(others).toEqual([]);
      expect(await target.invitations.accept(tokenIn(mail))).toMatchObject({ email: "ben@acme.test", already: false });
      expect(find(await target.read(), "Member", "ben@acme.test").facts.status).toBe("accepted");
    });

    test("the log tells every change, and its chain holds", async () => {
      await applyTo(target, founding, { planDigest: "sha256:one" });
      await applyTo(target, [newNote("Plan")], { planDigest: "sha256:two", approvers: ["eve@acme.test"] });
      const entries = await logOf(target);
      expect(entries.map(({ action, subject, plan }) => [action, subject, plan])).toEqual([
        ["create", "Member/ada", "sha256:one"],
        ["create", "Organization/acme", "sha256:one"],
        ["create", "Project/storefront", "sha256:one"],
        ["create", "Note/storefront/plan", "sha256:two"],
      ]);
      expect(entries.at(-1)).toMatchObject({
        actor: "ada@acme.test",
        approvers: ["eve@acme.test"],
        outcome: "applied",
      });
      expect(await target.audit.verify()).toMatchObject({ intact: true });
    });
  });
}

async function logOf({ audit }: Target): Promise<readonly AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for await (const entry of audit.log()) entries.push(entry);
  return entries;
}

function withoutUid({ objects }: Snapshot, gone: string): Snapshot["objects"] {
  return objects.filter(({ uid }) => uid !== gone);
}
