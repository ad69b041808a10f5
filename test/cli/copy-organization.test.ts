import { afterEach, beforeEach, expect, test } from "vitest";

import { copyOrganization } from "../../src/cli/copy-organization.ts";
import type { Target } from "../../src/targets/target.ts";
import { openSqliteWorld, type SqliteWorld } from "../support/sqlite-world.ts";
import { applyTo, founding, newMember, newNote } from "../support/target-world.ts";

let from: SqliteWorld;
let to: SqliteWorld;
beforeEach(async () => {
  [from, to] = [await openSqliteWorld(), await openSqliteWorld()];
  await applyTo(from.target, [...founding, newMember("ben")]);
});
afterEach(async () => {
  await Promise.all([from.close(), to.close()]);
});

// The target, where somebody works as soon as it was read.
function disturbed(target: Target, disturb: () => Promise<unknown>): Target {
  let isDisturbed = false;
  async function* read() {
    yield* target.archive.read();
    if (!isDisturbed) await disturb();
    isDisturbed = true;
  }
  return { ...target, archive: { ...target.archive, read } };
}

test("a copy that nobody disturbs is identical, and nothing has moved", async () => {
  const answer = await copyOrganization(from.target, to.target);
  expect(answer).toMatchObject({ identical: true, differing: [], moved: false, audit: { intact: true } });
});

test("a source that was written to meanwhile has moved, and the copy holds what was there before", async () => {
  const source = disturbed(from.target, async () => applyTo(from.target, [newNote("Late")]));
  const before = (await from.target.read()).objects;
  expect(await copyOrganization(source, to.target)).toMatchObject({ identical: true, moved: true });
  expect((await to.target.read()).objects).toEqual(before);
});

test("so has one in which an invitation was only sent again", async () => {
  const source = disturbed(from.target, async () =>
    from.target.invitations.resend({ email: "ben@acme.test", actor: "ada@acme.test" }),
  );
  expect(await copyOrganization(source, to.target)).toMatchObject({ identical: true, moved: true });
});

test("a copy that cannot be read back is not called proved, nor unwritten", async () => {
  const spoilt = disturbed(to.target, async () => undefined);
  const target: Target = {
    ...spoilt,
    audit: { ...spoilt.audit, verify: () => to.target.invitations.accept("x").then(fail) },
  };
  await expect(copyOrganization(from.target, target)).rejects.toMatchObject({ code: "archive-unproved", exitCode: 29 });
});

function fail(): never {
  throw new Error("a token that nobody was sent was accepted");
}
