import { readdirSync, statSync } from "node:fs";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { tokenIn } from "../support/sqlite-world.ts";
import type { StoreWorld } from "../support/store-world.ts";
import { everyStore } from "../support/store-worlds.ts";
import { applyTo, create, find, founding, newMember, remove, update } from "../support/target-world.ts";

describe.each(everyStore)("in $database", ({ open }) => {
  let world: StoreWorld;
  beforeEach(async () => {
    world = await open();
  });
  afterEach(() => world.close());

  const ben = { member: "ben", roles: ["Project Member"] };
  const ada = { member: "ada", roles: ["Project Owner"] };

  function storefront(...members: readonly { readonly member: string; readonly roles: readonly string[] }[]) {
    return update({ kind: "Project", fields: { title: "Storefront", product: "personalize", members } });
  }

  function blog(...members: readonly { readonly member: string; readonly roles: readonly string[] }[]) {
    return create({ kind: "Project", fields: { title: "Blog", product: "cms", members } });
  }

  async function mailTo(email: string, count = 1): Promise<string> {
    const mails = (await world.mails()).filter((mail) => mail.includes(`To: ${email}\r\n`));
    expect(mails).toHaveLength(count);
    return mails.at(-1) ?? "";
  }

  async function statusesOf(email: string): Promise<readonly (string | undefined)[]> {
    const snapshot = await world.target.read();
    const { uid, facts } = find(snapshot, "Member", email);
    const projects = snapshot.objects.filter(({ kind }) => kind === "Project");
    return [facts.status, ...projects.map((project) => project.facts.seats?.[uid]?.status)];
  }

  describe("inviting", () => {
    test("everything one apply gives a person goes into one mail with one token", async () => {
      const { target } = world;
      await applyTo(target, [...founding, create({ kind: "Role", fields: { title: "Reviewer" } })]);
      const roles = ["Reviewer", "Project Member"];
      await applyTo(target, [newMember("ben", "Welcome!\nAda"), storefront(ada, { member: "ben", roles }), blog(ben)]);
      const mail = await mailTo("ben@acme.test");
      expect(mail).toContain("Ada Lovelace (ada@acme.test) invites you to the organization Acme, as\r\nMember.");
      expect(mail).toContain("  - Storefront, as Reviewer, Project Member\r\n");
      expect(mail).toContain("  - Blog, as Project Member\r\n");
      expect(mail).toContain("> Welcome!\r\n> Ada\r\n");
      expect(mail.replaceAll("'", "")).toContain(`--target ${world.target.name}\r\n`);
      expect(await statusesOf("ben@acme.test")).toEqual(["pending", "pending", "pending"]);
      expect(await target.invitations.accept(tokenIn(mail))).toMatchObject({ organization: true, already: false });
      expect(await statusesOf("ben@acme.test")).toEqual(["accepted", "accepted", "accepted"]);
    });

    test("several people are invited at once, each with their own token", async () => {
      await applyTo(world.target, founding);
      const names = ["ben", "cy", "dee", "eli", "fay", "gus"];
      const outcome = await applyTo(
        world.target,
        names.map((name) => newMember(name)),
      );
      const sent = outcome.invitations.map(({ email, delivery }) => `${email} ${delivery}`);
      expect(sent.toSorted()).toEqual(names.map((name) => `${name}@acme.test written`));
      expect(new Set((await world.mails()).map(tokenIn)).size).toBe(names.length);
    });

    test("a message is sent and never kept with the person", async () => {
      await applyTo(world.target, [...founding, newMember("ben", "Hello")]);
      expect(find(await world.target.read(), "Member", "ben@acme.test").fields).not.toHaveProperty("invitation");
    });

    test("a token is known to the reader of the mail alone", async () => {
      await applyTo(world.target, [...founding, newMember("ben")]);
      const token = tokenIn(await mailTo("ben@acme.test"));
      const [name] = readdirSync(world.outbox);
      expect(statSync(`${world.outbox}/${name}`).mode & 0o777).toBe(0o600);
      const rows = await Promise.all(["invitations", "outbox", "audit"].map((table) => world.rows(table)));
      expect(JSON.stringify(rows)).not.toContain(token);
    });

    test("a person in the organization is invited to the project alone", async () => {
      await applyTo(world.target, [...founding, newMember("ben")]);
      await world.target.invitations.accept(tokenIn(await mailTo("ben@acme.test")));
      await applyTo(world.target, [storefront(ada, ben)]);
      const mails = await world.mails();
      const mail = mails.find((text) => text.includes("Subject: Invitation to Storefront at Acme"));
      expect(mail).toContain("invites you to work on more of Acme.");
      await world.target.invitations.accept(tokenIn(mail));
      expect(await statusesOf("ben@acme.test")).toEqual(["accepted", "accepted"]);
    });

    test("who stays in a project keeps the seat as it is and gets no mail", async () => {
      await applyTo(world.target, founding);
      await applyTo(world.target, [newMember("ben"), storefront(ada, ben)]);
      const outcome = await applyTo(world.target, [storefront(ben, ada)]);
      expect(outcome.invitations).toEqual([]);
      expect(await statusesOf("ben@acme.test")).toEqual(["pending", "pending"]);
    });

    test.each(["ben@acme.test\r\nBcc: eve@evil.test", "ben@acme.test, eve@evil.test", "Ben <ben@acme.test>", "ben"])(
      "an address that no mail can safely be sent to is refused: %j",
      async (email) => {
        await applyTo(world.target, founding);
        const outcome = await applyTo(world.target, [create({ kind: "Member", fields: { email } })]);
        expect(outcome.failed).toHaveLength(1);
        expect(await world.mails()).toEqual([]);
      },
    );
  });

  describe("accepting", () => {
    test("a token that was accepted before changes nothing", async () => {
      await applyTo(world.target, [...founding, newMember("ben")]);
      const token = tokenIn(await mailTo("ben@acme.test"));
      await world.target.invitations.accept(token);
      const before = await world.target.read();
      expect(await world.target.invitations.accept(token)).toMatchObject({ email: "ben@acme.test", already: true });
      expect(await world.target.read()).toEqual(before);
    });

    test("accepting a project's invitation accepts the organization's too", async () => {
      await applyTo(world.target, [...founding, newMember("ben")]);
      await applyTo(world.target, [storefront(ada, ben)]);
      const later = (await world.mails()).find((mail) => mail.includes("invites you to work on more of Acme"));
      expect(await world.target.invitations.accept(tokenIn(later))).toMatchObject({ organization: false });
      expect(await statusesOf("ben@acme.test")).toEqual(["accepted", "accepted"]);
    });

    test.each(["", "A".repeat(43)])("a token nobody was sent is refused: %j", async (token) => {
      await applyTo(world.target, [...founding, newMember("ben")]);
      await expect(world.target.invitations.accept(token)).rejects.toMatchObject({
        code: "invitation-unknown",
        exitCode: 20,
      });
    });

    test("without an organization there is nothing to accept, and none is created", async () => {
      await expect(world.target.invitations.accept("x")).rejects.toMatchObject({ code: "store-missing", exitCode: 20 });
      await expect(world.rows("objects")).rejects.toThrow(/no such table|does not exist/);
    });
  });

  describe("taking away", () => {
    test("an edited e-mail hands the seat to another person, who accepts all of it anew", async () => {
      await applyTo(world.target, founding);
      await applyTo(world.target, [newMember("ben"), storefront(ada, ben)]);
      const old = tokenIn(await mailTo("ben@acme.test"));
      await world.target.invitations.accept(old);
      const { uid } = find(await world.target.read(), "Member", "ben@acme.test");
      const fields = { email: "bea@acme.test", administrationRoles: ["Member"] };
      await applyTo(world.target, [update({ kind: "Member", name: "ben", uid, replaces: true, fields })]);
      expect(find(await world.target.read(), "Member", "bea@acme.test").uid).toBe(uid);
      expect(await statusesOf("bea@acme.test")).toEqual(["pending", "pending"]);
      const mail = await mailTo("bea@acme.test");
      expect(mail).toContain("  - Storefront, as Project Member");
      await world.target.invitations.accept(tokenIn(mail));
      expect(await statusesOf("bea@acme.test")).toEqual(["accepted", "accepted"]);
    });

    test("a pending invitation dies with the address it was sent to", async () => {
      await applyTo(world.target, [...founding, newMember("ben")]);
      const token = tokenIn(await mailTo("ben@acme.test"));
      const { uid } = find(await world.target.read(), "Member", "ben@acme.test");
      await applyTo(world.target, [
        update({ kind: "Member", name: "ben", uid, replaces: true, fields: { email: "bea@acme.test" } }),
      ]);
      await expect(world.target.invitations.accept(token)).rejects.toMatchObject({ code: "invitation-revoked" });
    });

    test("a deleted member leaves every project, and the token dies", async () => {
      await applyTo(world.target, founding);
      await applyTo(world.target, [newMember("ben"), storefront(ada, ben)]);
      await applyTo(world.target, [remove("Member/ben")]);
      const { fields, facts } = find(await world.target.read(), "Project", "Storefront");
      expect(fields["members"]).toHaveLength(1);
      expect(Object.keys(facts.seats ?? {})).toHaveLength(1);
      const token = tokenIn(await mailTo("ben@acme.test"));
      await expect(world.target.invitations.accept(token)).rejects.toMatchObject({ code: "invitation-revoked" });
    });

    test("a person taken off a project's list keeps the rest of the invitation", async () => {
      await applyTo(world.target, founding);
      await applyTo(world.target, [newMember("ben"), storefront(ada, ben), blog(ben)]);
      await applyTo(world.target, [storefront(ada)]);
      await world.target.invitations.accept(tokenIn(await mailTo("ben@acme.test")));
      const snapshot = await world.target.read();
      const { uid } = find(snapshot, "Member", "ben@acme.test");
      expect(find(snapshot, "Project", "Blog").facts.seats?.[uid]?.status).toBe("accepted");
      expect(find(snapshot, "Project", "Storefront").facts.seats).not.toHaveProperty(uid);
    });

    test("nobody is invited to what the same plan takes away again", async () => {
      await applyTo(world.target, [...founding, newMember("ben")]);
      await world.target.invitations.accept(tokenIn(await mailTo("ben@acme.test")));
      const outcome = await applyTo(world.target, [storefront(ada, ben), remove("Project/storefront")]);
      expect(outcome.invitations).toEqual([]);
    });

    test("a deleted project takes its invitations with it", async () => {
      await applyTo(world.target, [...founding, newMember("ben")]);
      await world.target.invitations.accept(tokenIn(await mailTo("ben@acme.test")));
      await applyTo(world.target, [storefront(ada, ben)]);
      await applyTo(world.target, [remove("Project/storefront")]);
      const statuses = (await world.target.invitations.list()).map(({ status }) => status);
      expect(statuses).toEqual(["accepted", "revoked"]);
    });
  });

  describe("resending and revoking", () => {
    test("a resent invitation has a new token, and the old one no longer counts", async () => {
      await applyTo(world.target, [...founding, newMember("ben", "Hello")]);
      const [first] = await world.mails();
      const before = await world.target.read();
      const person = { email: "Ben@acme.test", actor: "ada@acme.test" };
      expect(await world.target.invitations.resend(person)).toMatchObject([
        { email: "ben@acme.test", delivery: "written" },
      ]);
      expect(await world.target.read()).toEqual(before);
      const second = (await world.mails()).find((mail) => mail !== first);
      expect(second).toContain("> Hello");
      await expect(world.target.invitations.accept(tokenIn(first))).rejects.toMatchObject({
        code: "invitation-revoked",
      });
      expect(await world.target.invitations.accept(tokenIn(second))).toMatchObject({ already: false });
    });

    test("resending one project's invitation leaves the rest of the old token alone", async () => {
      await applyTo(world.target, founding);
      await applyTo(world.target, [newMember("ben"), storefront(ada, ben), blog(ben)]);
      const [first] = await world.mails();
      await world.target.invitations.resend({ email: "ben@acme.test", project: "Blog", actor: "ada@acme.test" });
      const accepted = await world.target.invitations.accept(tokenIn(first));
      expect(accepted.projects.map(({ title }) => title)).toEqual(["Storefront"]);
      const second = (await world.mails()).find((mail) => mail !== first);
      expect((await world.target.invitations.accept(tokenIn(second))).projects).toMatchObject([{ title: "Blog" }]);
    });

    test("revoking takes a person who has not accepted out of the organization", async () => {
      await applyTo(world.target, founding);
      await applyTo(world.target, [newMember("ben"), storefront(ada, ben)]);
      const before = await world.target.read();
      const revoked = await world.target.invitations.revoke({ email: "ben@acme.test", actor: "ada@acme.test" });
      expect(revoked).toMatchObject({
        email: "ben@acme.test",
        organization: true,
        projects: [{ title: "Storefront" }],
      });
      const after = await world.target.read();
      expect(after.objects.filter(({ kind }) => kind === "Member")).toHaveLength(1);
      expect(find(after, "Project", "Storefront").fields["members"]).toHaveLength(1);
      expect(after.serial).toBeGreaterThan(before.serial);
      const token = tokenIn(await mailTo("ben@acme.test"));
      await expect(world.target.invitations.accept(token)).rejects.toMatchObject({ code: "invitation-revoked" });
    });

    test("revoking one project leaves the person in the organization", async () => {
      await applyTo(world.target, founding);
      await applyTo(world.target, [newMember("ben"), storefront(ada, ben)]);
      const project = find(await world.target.read(), "Project", "Storefront").uid;
      await world.target.invitations.revoke({ email: "ben@acme.test", project, actor: "ada@acme.test" });
      expect(await statusesOf("ben@acme.test")).toEqual(["pending", undefined]);
      expect(await world.target.invitations.list()).toMatchObject([
        { status: "pending", organization: true, projects: [] },
      ]);
    });

    test.each(["ada@acme.test", "eve@acme.test"])("there is nothing to resend or revoke for %s", async (email) => {
      await applyTo(world.target, founding);
      const person = { email, actor: "ada@acme.test" };
      const failure = { code: "invitation-unknown", exitCode: 20, args: { email } };
      await expect(world.target.invitations.resend(person)).rejects.toMatchObject(failure);
      await expect(world.target.invitations.revoke(person)).rejects.toMatchObject(failure);
    });

    test("the list tells who was invited to what, by whom, and what became of the mail", async () => {
      await applyTo(world.target, founding);
      expect(await world.target.invitations.list()).toEqual([]);
      await applyTo(world.target, [newMember("ben"), storefront(ada, ben)]);
      const snapshot = await world.target.read();
      expect(await world.target.invitations.list()).toEqual([
        {
          email: "ben@acme.test",
          member: find(snapshot, "Member", "ben@acme.test").uid,
          status: "pending",
          organization: true,
          projects: [{ uid: find(snapshot, "Project", "Storefront").uid, title: "Storefront" }],
          invitedBy: find(snapshot, "Member", "ada@acme.test").uid,
          invitedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          mail: "sent",
        },
      ]);
    });

    test("the log tells of invitations, with who acted", async () => {
      await applyTo(world.target, [...founding, newMember("ben")]);
      await world.target.invitations.resend({ email: "ben@acme.test", actor: "eve@acme.test" });
      await world.target.invitations.accept(tokenIn((await world.mails()).find(isAcceptable)));
      const told: string[] = [];
      for await (const { action, subject, actor } of world.target.audit.log()) {
        told.push(`${action} ${subject} ${actor}`);
      }
      expect(told.slice(4)).toEqual([
        "invite ben@acme.test ada@acme.test",
        "resend ben@acme.test eve@acme.test",
        "accept ben@acme.test ben@acme.test",
      ]);
    });
  });

  // The resent mail is the one that names its sender by address alone.
  function isAcceptable(mail: string): boolean {
    return mail.includes("eve@acme.test invites you");
  }
});
