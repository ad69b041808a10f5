import { createHash } from "node:crypto";

import { describe, expect, test } from "vitest";

import { Failure } from "../../src/model/failure.ts";
import { hasDuplicateKeys } from "../../src/plan/duplicate-keys.ts";
import { parsePlanFile, printPlanFile, shortChanges } from "../../src/plan/plan-file.ts";
import { liveFrom } from "../support/live-organization.ts";
import { documentsOf, member, organization } from "../support/manifests.ts";
import { planOf } from "../support/planning.ts";

const world = [organization(), member("ada"), member("ben", { administrationRoles: ["Admin"] })];
const declared = [...world, member("zoe")];
const plan = planOf({ live: liveFrom(world), declared });
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const saved = {
  id: "plan-1",
  createdAt: "2026-11-21T10:00:00.000Z",
  expiresAt: "2026-11-22T10:00:00.000Z",
  version: "0.1.0",
  plan,
  documents: documentsOf(declared),
  request: { actor: "ada@acme.test", approvers: ["ben@acme.test"], allowLoss: 2 },
};
const text = printPlanFile(saved, sha256);
const reading = { sha256, now: "2026-11-21T12:00:00.000Z", version: "0.1.0" };

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof Failure && error.exitCode === 24) return error.code;
    throw error;
  }
  return "taken";
}

describe("a saved plan", () => {
  test("is read back as it was written", () => {
    const file = parsePlanFile(text, reading);
    expect(file).toMatchObject({ id: "plan-1", request: saved.request, readSet: plan.readSet, digest: plan.digest });
    expect(file.documents).toEqual(saved.documents);
    expect(file.changes).toEqual(["create Member/zoe"]);
    expect(shortChanges(plan)).toEqual(file.changes);
  });

  test("is the same text every time", () => {
    expect(printPlanFile(saved, sha256)).toBe(text);
  });

  test("holds the manifests and no decision: nothing in it can grant anything", () => {
    expect(text).not.toContain('"decision"');
    expect(text).not.toContain('"allowed"');
  });

  test("is stale after a day", () => {
    expect(codeOf(() => parsePlanFile(text, { ...reading, now: "2026-11-22T10:00:00.001Z" }))).toBe("plan-expired");
    expect(codeOf(() => parsePlanFile(text, { ...reading, now: saved.expiresAt }))).toBe("taken");
  });

  test("of another version is not taken", () => {
    expect(codeOf(() => parsePlanFile(text, { ...reading, version: "0.2.0" }))).toBe("plan-version");
  });

  test("with any one byte changed is not taken", () => {
    for (let at = 0; at < text.length; at += 1) {
      const changed = `${text.slice(0, at)}${text[at] === "0" ? "1" : "0"}${text.slice(at + 1)}`;
      expect(["plan-digest", "plan-version", "plan-duplicate-key"], `byte ${at}`).toContain(
        codeOf(() => parsePlanFile(changed, reading)),
      );
    }
  });

  test.each([0, 1, 100])("cut off after %i bytes is not taken", (length) => {
    expect(codeOf(() => parsePlanFile(text.slice(0, length), reading))).toBe("plan-digest");
  });

  test("with a key written twice is not taken, though the last one is right", () => {
    const twice = text.replace('"request":{', '"request":{"actor":"eve@acme.test",');
    expect(codeOf(() => parsePlanFile(twice, reading))).toBe("plan-duplicate-key");
  });

  test.each(["null", "[]", "1", '"text"', "{}", '{"formatVersion":"2.0"}'])("is not %s", (other) => {
    expect(codeOf(() => parsePlanFile(other, reading))).toBe("plan-version");
  });
});

describe("a key written twice", () => {
  test.each([
    ['{"a":1,"a":2}', true],
    ['{"a":1,"\\u0061":2}', true],
    ['{"a":{"b":1},"c":{"b":2}}', false],
    ['{"a":[{"b":1},{"b":2}]}', false],
    ['{"a":[{"b":1,"b":2}]}', true],
    ['{"a":"a","b":"a"}', false],
    ['{"a":"{\\"x\\":1,\\"x\\":2}"}', false],
    ['[{"a":1},{"a":1}]', false],
    ['{"a" : 1, "b": ["a", "a"]}', false],
    ['{"a":1,\n "a"\n:2}', true],
  ])("%s: %s", (json, twice) => {
    expect(hasDuplicateKeys(json)).toBe(twice);
  });
});
