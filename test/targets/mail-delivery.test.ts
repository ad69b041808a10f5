import { createServer, type AddressInfo } from "node:net";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Target, TargetOptions } from "../../src/targets/target.ts";
import { type AnswerMail, type MailServer, refusal, startMailServer } from "../support/mail-server.ts";
import { tokenIn } from "../support/sqlite-world.ts";
import type { StoreWorld } from "../support/store-world.ts";
import { everyStore } from "../support/store-worlds.ts";
import { applyTo, create, founding, newMember } from "../support/target-world.ts";

describe.each(everyStore)("in $database", ({ open, database }) => {
  let world: StoreWorld;
  let servers: MailServer[];
  beforeEach(async () => {
    world = await open();
    servers = [];
    await applyTo(world.target, founding);
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await world.close();
  });

  async function serve(...setup: Parameters<typeof startMailServer>): Promise<MailServer> {
    const server = await startMailServer(...setup);
    servers.push(server);
    return server;
  }

  async function through(smtpUrl: string, options: Partial<TargetOptions> = {}): Promise<Target> {
    return world.again({ smtpUrl, ...options });
  }

  async function mailStates(): Promise<readonly string[]> {
    return (await world.target.invitations.list()).map(({ mail }) => mail);
  }

  /** A server that breaks the connection instead of answering. */
  async function serveDropping(): Promise<MailServer> {
    const answer: AnswerMail = async () => {
      server.dropConnections();
      await new Promise(() => undefined);
    };
    const server = await serve(answer);
    return server;
  }

  describe("mail through a server", () => {
    test("arrives once, from and to the right people, and can be accepted", async () => {
      const server = await serve();
      const target = await through(server.url, { mailFrom: "Charter of Acme <charter@acme.test>" });
      const outcome = await applyTo(target, [newMember("ben")]);
      expect(outcome.invitations).toEqual([
        { email: "ben@acme.test", delivery: "sent", detail: `127.0.0.1:${server.port}` },
      ]);
      expect(server.received).toMatchObject([{ from: "charter@acme.test", to: ["ben@acme.test"] }]);
      expect(server.received[0]?.content).toContain("From: Charter of Acme <charter@acme.test>\r\n");
      await target.invitations.accept(tokenIn(server.received[0]?.content));
      expect(await target.deliverMail()).toEqual([]);
      expect(await world.mails()).toEqual([]);
    });

    test("reaches many people over a few connections, each of them once", async () => {
      const server = await serve();
      const people = Array.from({ length: 25 }, (_, at) => `person-${at}`);
      await applyTo(
        await through(server.url),
        people.map((name) => newMember(name)),
      );
      const reached = server.received.flatMap(({ to }) => to);
      expect(reached.toSorted()).toEqual(people.map((name) => `${name}@acme.test`).toSorted());
      expect(server.mostConnections()).toBeLessThanOrEqual(4);
      expect(server.countConnections()).toBeLessThanOrEqual(4);
    });

    test("finds another connection when the server closes each one after a mail", async () => {
      const server = await serve(({ hangUp }) => void setImmediate(hangUp));
      const people = Array.from({ length: 12 }, (_, at) => `person-${at}`);
      const outcome = await applyTo(
        await through(server.url),
        people.map((name) => newMember(name)),
      );
      expect(new Set(outcome.invitations.map(({ delivery }) => delivery))).toEqual(new Set(["sent"]));
      const reached = server.received.flatMap(({ to }) => to);
      expect(reached.toSorted()).toEqual(people.map((name) => `${name}@acme.test`).toSorted());
      expect(server.countConnections()).toBe(people.length);
    });

    test("is not sent again when the answer to it was lost", async () => {
      const server = await serveDropping();
      const target = await through(server.url);
      const outcome = await applyTo(target, [newMember("ben")]);
      expect(outcome.applied).toEqual(["Member/ben"]);
      expect(outcome.invitations).toMatchObject([{ email: "ben@acme.test", delivery: "unknown" }]);
      expect(await target.deliverMail()).toEqual([]);
      expect(await (await through((await serve()).url)).deliverMail()).toEqual([]);
      expect(server.received).toHaveLength(1);
      expect(await mailStates()).toEqual(["unknown"]);
    });

    test("of which nobody knows whether it arrived is made anew only when asked for", async () => {
      await applyTo(await through((await serveDropping()).url), [newMember("ben")]);
      const server = await serve();
      const target = await through(server.url);
      await target.invitations.resend({ email: "ben@acme.test", actor: "ada@acme.test" });
      expect(server.received).toHaveLength(1);
      expect(await mailStates()).toEqual(expect.arrayContaining(["unknown", "sent"]));
    });

    test("waits for the next run when there is no server", async () => {
      const server = await serve();
      await server.close();
      const target = await through(server.url);
      const outcome = await applyTo(target, [newMember("ben"), newMember("cy")]);
      expect(outcome.invitations.map(({ delivery }) => delivery)).toEqual(["failed", "failed"]);
      expect(await mailStates()).toEqual(["failed", "failed"]);
      const working = await serve();
      const sent = await (await through(working.url)).deliverMail();
      expect(sent.map(({ delivery }) => delivery)).toEqual(["sent", "sent"]);
      expect(working.received).toHaveLength(2);
    });

    test("waits for the next run when the server breaks off before the mail", async () => {
      const breaking = await serve(undefined, { onRcptTo: () => breaking.dropConnections() });
      const outcome = await applyTo(await through(breaking.url), [newMember("ben")]);
      expect(outcome.invitations).toMatchObject([{ delivery: "failed" }]);
      const working = await serve();
      await (await through(working.url)).deliverMail();
      expect([breaking.received.length, working.received.length]).toEqual([0, 1]);
    });

    test("waits for the next run when the server says not now", async () => {
      const server = await serve((_, count) => {
        if (count === 1) throw refusal(451, "too busy");
      });
      const target = await through(server.url);
      expect((await applyTo(target, [newMember("ben")])).invitations).toMatchObject([{ delivery: "failed" }]);
      expect(await target.deliverMail()).toMatchObject([{ delivery: "sent" }]);
    });

    test("is given up when the server refuses the recipient", async () => {
      const server = await serve(undefined, {
        onRcptTo: (_, __, callback) => callback(refusal(550, "no such person")),
      });
      const target = await through(server.url);
      const outcome = await applyTo(target, [newMember("ben")]);
      expect(outcome.invitations).toMatchObject([
        { delivery: "failed", detail: expect.stringContaining("no such person") },
      ]);
      expect(await target.deliverMail()).toEqual([]);
      expect(await mailStates()).toEqual(["rejected"]);
    });

    // It takes seconds, and the waiting has nothing to do with the database.
    if (database === "SQLite") {
      test("does not hold the apply up for long when the server is silent", async () => {
        const silent = createServer(() => undefined);
        await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
        const { port } = silent.address() as AddressInfo;
        const started = performance.now();
        const people = Array.from({ length: 20 }, (_, at) => newMember(`person-${at}`));
        const outcome = await applyTo(await through(`smtp://127.0.0.1:${port}`), people);
        silent.close();
        expect(outcome.invitations.map(({ delivery }) => delivery)).toEqual(people.map(() => "failed"));
        expect(performance.now() - started).toBeLessThan(10_000);
      });
    }

    test("does not go out in the clear when encryption fails", async () => {
      const server = await serve(undefined, { disabledCommands: ["AUTH"] });
      const outcome = await applyTo(await through(server.url), [newMember("ben")]);
      expect(outcome.invitations).toMatchObject([{ delivery: "failed" }]);
      expect(server.received).toEqual([]);
    });

    test("does not go out when encryption is required and not offered", async () => {
      const server = await serve();
      const outcome = await applyTo(await through(`${server.url}?requireTLS=true`), [newMember("ben")]);
      expect(outcome.invitations).toMatchObject([{ delivery: "failed" }]);
      expect(server.received).toEqual([]);
    });

    test.each([
      ["right", "sent"],
      ["wrong", "failed"],
    ])("signs in, and never repeats the password: %s one", async (password, delivery) => {
      const server = await serve(undefined, {
        disabledCommands: ["STARTTLS"],
        allowInsecureAuth: true,
        onAuth: ({ username, password: given }, _, callback) => {
          if (username === "ada" && given === "right") callback(null, { user: "ada" });
          else callback(refusal(535, `no, ${given} is wrong`));
        },
      });
      const target = await through(server.url.replace("//", `//ada:${password}@`));
      const { invitations } = await applyTo(target, [newMember("ben")]);
      expect(invitations).toMatchObject([{ delivery }]);
      expect(JSON.stringify(invitations)).not.toContain(`no, ${password}`);
      expect(await mailStates()).toEqual([delivery]);
    });

    test("does not try a wrong password for every mail", async () => {
      let attempts = 0;
      const server = await serve(undefined, {
        disabledCommands: ["STARTTLS"],
        allowInsecureAuth: true,
        onAuth: (_, __, callback) => {
          attempts += 1;
          callback(refusal(535, "no"));
        },
      });
      const target = await through(server.url.replace("//", "//ada:wrong@"));
      const people = Array.from({ length: 20 }, (_, at) => newMember(`person-${at}`));
      expect((await applyTo(target, people)).invitations).toHaveLength(20);
      expect(attempts).toBeLessThanOrEqual(4);
    });

    test("cannot be given more recipients or headers by a title or a message", async () => {
      const server = await serve();
      const target = await through(server.url);
      const title = "Blog\r\nBcc: eve@evil.test\r\n\r\nHello";
      await applyTo(target, [
        newMember("ben", "Hi\r\n.\r\nMAIL FROM:<eve@evil.test>"),
        create({ kind: "Project", fields: { title, product: "cms", members: [{ member: "ben", roles: ["Admin"] }] } }),
        create({
          kind: "Project",
          fields: { title: "Shop", product: "cms", members: [{ member: "ada", roles: ["Admin"] }] },
        }),
      ]);
      expect(server.received.map(({ to }) => to.join()).toSorted()).toEqual(["ada@acme.test", "ben@acme.test"]);
      for (const { content } of server.received) expect(content.split("\r\n\r\n")[0]).not.toMatch(/^Bcc:/m);
    });
  });

  describe("mail that an earlier run left behind", () => {
    async function leave(...values: readonly [state: string, carrier: string, claimedAt: string]): Promise<void> {
      await world.foreign("UPDATE outbox SET state = ?, carrier = ?, claimed_at = ?", values);
    }

    // Nobody answers there, so that the mail stays in the outbox.
    beforeEach(async () => {
      await applyTo(await through("smtp://127.0.0.1:1"), [newMember("ben")]);
    });

    const longAgo = "2020-01-01T00:00:00.000Z";

    test("is sent by the next run when the last one ended before it began", async () => {
      await leave("queued", "", "");
      expect(await world.target.deliverMail()).toMatchObject([{ email: "ben@acme.test", delivery: "written" }]);
      expect(await world.target.deliverMail()).toEqual([]);
      expect(await world.mails()).toHaveLength(1);
    });

    test("counts as unknown when the run ended while a server had it", async () => {
      await leave("sending", "smtp", longAgo);
      expect(await world.target.deliverMail()).toMatchObject([{ email: "ben@acme.test", delivery: "unknown" }]);
      expect(await world.target.deliverMail()).toEqual([]);
      expect(await world.mails()).toEqual([]);
    });

    test("is written again when the run ended while it was written, as the same file", async () => {
      await leave("sending", "file", longAgo);
      await world.target.deliverMail();
      const mails = await world.mails();
      const mail = JSON.stringify({ subject: "Again", text: "Again" });
      await world.foreign("UPDATE outbox SET state = 'sending', mail = ?, claimed_at = ?", [mail, longAgo]);
      await world.target.deliverMail();
      expect([mails.length, (await world.mails()).length]).toEqual([1, 1]);
    });

    test("is left to whoever is sending it right now", async () => {
      await leave("sending", "file", new Date().toISOString());
      expect(await world.target.deliverMail()).toEqual([]);
      expect(await world.mails()).toEqual([]);
    });

    test("is not sent when its invitation was revoked meanwhile", async () => {
      await world.target.invitations.revoke({ email: "ben@acme.test", actor: "ada@acme.test" });
      expect(await world.target.deliverMail()).toEqual([]);
      expect(await mailStates()).toEqual(["cancelled"]);
    });

    test("is sent once by two runs at the same time", async () => {
      const server = await serve();
      const [one, other] = await Promise.all([through(server.url), through(server.url)]);
      await Promise.all([one.deliverMail(), other.deliverMail()]);
      expect(server.received).toHaveLength(1);
    });
  });
});
