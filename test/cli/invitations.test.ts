import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { foundAcme } from "../support/acme-world.ts";
import { closeWorld, type CliWorld, inWorld } from "../support/cli-world.ts";
import { expectJson } from "../support/output-schema.ts";

let acme: CliWorld;
beforeAll(async () => {
  acme = await foundAcme();
});
afterAll(() => closeWorld(acme));

const handles = ["--directory", "acme"];
const ines = "ines@acme.test";

interface Listed {
  readonly email: string;
  readonly status: string;
}

async function statusesOf({ charter }: CliWorld, email: string): Promise<readonly string[]> {
  const { stdout } = await charter("invitations", "list", "--format", "json");
  const invitations: readonly Listed[] = JSON.parse(stdout).invitations;
  return invitations.filter((one) => one.email === email).map(({ status }) => status);
}

describe.concurrent("invitations", () => {
  test("are listed with where they lead to and what became of the mail", () =>
    inWorld(acme.folder, async ({ charter }) => {
      const { exitCode, stdout } = await charter("invitations", "list");
      const rows = stdout.split("\n").map((row) => row.split(/ {2,}/));
      expect([exitCode, rows[0]]).toEqual([0, ["E-MAIL", "STATUS", "INVITED TO", "INVITED AT", "MAIL"]]);
      expect(rows).toContainEqual([
        "lin@acme.test",
        "accepted",
        "the organization, Storefront, Website",
        expect.any(String),
        "sent",
      ]);
      expect(rows).toContainEqual(["mara@acme.test", "pending", "the organization", expect.any(String), "sent"]);
    }));

  test("are accepted once, and a second time changes nothing", () =>
    inWorld(acme.folder, async (world) => {
      const token = world.tokenFor(ines);
      const first = await world.charter("invitations", "accept", token);
      expect(first).toMatchObject({
        exitCode: 0,
        stdout: `${ines} accepted: the organization, Brand assets, Storefront, Website.\n`,
      });
      const accepted = world.content();
      const again = await world.charter("invitations", "accept", token, "--format", "json");
      expect([again.exitCode, JSON.parse(again.stdout)]).toMatchObject([
        0,
        { formatVersion: "1.0", email: ines, already: true },
      ]);
      expect(world.content()).toBe(accepted);
    }));

  test("give rights only once they are accepted", () =>
    inWorld(acme.folder, async (world) => {
      const ask = ["explain", "ines", "project-users:invite", "storefront", ...handles, "--format", "json"];
      const before = expectJson("explain", (await world.charter(...ask)).stdout);
      await world.charter("invitations", "accept", world.tokenFor(ines));
      const after = expectJson("explain", (await world.charter(...ask)).stdout);
      expect([before.allowed, before.reasonCode, after.allowed, after.role]).toEqual([
        false,
        "actor-pending",
        true,
        "Project Owner",
      ]);
    }));

  test.each([
    ["that nobody made", "x".repeat(43)],
    ["that begins like a flag", `-${"x".repeat(42)}`],
    ["that begins like a long flag", `--${"x".repeat(41)}`],
    ["that is no token", "please"],
  ])("are not accepted with a token %s, which is not shown", (_, token) =>
    inWorld(acme.folder, async ({ charter, content }) => {
      const before = content();
      const { exitCode, stdout, stderr } = await charter("invitations", "accept", token, "--format", "json");
      expect([exitCode, expectJson("failure", stdout).error.code]).toEqual([20, "invitation-unknown"]);
      expect(stdout + stderr).not.toContain(token);
      expect(content()).toBe(before);
    }),
  );

  test("that are sent again end the token of the earlier mail", () =>
    inWorld(acme.folder, async (world) => {
      const token = world.tokenFor(ines);
      const sent = await world.charter("invitations", "resend", ines, ...handles);
      expect([sent.exitCode, sent.stdout]).toEqual([0, expect.stringMatching(/^ines@acme\.test: written, .*\.eml\n$/)]);
      expect(await statusesOf(world, ines)).toEqual(["revoked", "pending"]);
      const { exitCode, stderr } = await world.charter("invitations", "accept", token);
      expect([exitCode, stderr]).toEqual([
        20,
        "error: the invitation for `ines@acme.test` was revoked\n  help: ask for a new one\n",
      ]);
    }));

  test("that are revoked take the person's seats away", () =>
    inWorld(acme.folder, async (world) => {
      const { exitCode, stdout } = await world.charter("invitations", "revoke", ines, ...handles, "--format", "json");
      expect([exitCode, JSON.parse(stdout)]).toMatchObject([
        0,
        { formatVersion: "1.0", email: ines, organization: true },
      ]);
      expect(await statusesOf(world, ines)).toEqual(["revoked"]);
      expect((await world.charter("access", ines, ...handles)).exitCode).toBe(20);
    }));

  test("to one project are revoked alone", () =>
    inWorld(acme.folder, async ({ charter }) => {
      const { stdout } = await charter("invitations", "revoke", ines, "--project", "storefront", ...handles);
      expect(stdout).toBe(`${ines} is no longer invited to Storefront.\n`);
    }));
});

describe.concurrent("who may send an invitation again or revoke it is decided live:", () => {
  test.each([
    ["an Admin may", "ben@acme.test", "resend", 0],
    ["an Admin may", "ben@acme.test", "revoke", 0],
    ["a Member may not", "lin@acme.test", "resend", 22],
    ["a Member may not", "lin@acme.test", "revoke", 22],
    ["somebody who has not accepted may not", "mara@acme.test", "revoke", 22],
    ["a stranger may not", "eve@evil.test", "resend", 22],
  ])("%s (%s, %s)", (_, actor, action, exitCode) =>
    inWorld(acme.folder, async ({ charter, content }) => {
      const before = content();
      const answer = await charter("invitations", action, ines, "--actor", actor, ...handles, "--format", "json");
      expect(answer.exitCode).toBe(exitCode);
      if (exitCode === 0) return;
      expect(expectJson("failure", answer.stdout).error).toMatchObject({
        code: "not-allowed",
        exitCode,
        help: expect.any(String),
      });
      expect(content()).toBe(before);
    }),
  );

  test.each([
    ["somebody who is in already", ["resend", "lin@acme.test"], "invitation-unknown"],
    ["nobody", ["revoke", "eve@evil.test"], "invitation-unknown"],
    ["a project that does not exist", ["revoke", ines, "--project", "storefrnt"], "object-unknown"],
  ])("%s cannot be sent anything", (_, words, code) =>
    inWorld(acme.folder, async ({ charter, content }) => {
      const before = content();
      const { exitCode, stdout } = await charter("invitations", ...words, ...handles, "--format", "json");
      expect([exitCode, expectJson("failure", stdout).error.code]).toEqual([20, code]);
      expect(content()).toBe(before);
    }),
  );
});
