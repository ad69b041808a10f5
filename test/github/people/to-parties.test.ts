import { expect, test } from "vitest";

import type { ActorRule } from "../../../src/github/inputs/parse-inputs.ts";
import type { IdentityMap } from "../../../src/github/people/identity-map.ts";
import type { PeopleSource, PersonRef, Who } from "../../../src/github/people/people-source.ts";
import { toParties } from "../../../src/github/people/to-parties.ts";
import { sha } from "./pull-facts.ts";

const ada: PersonRef = { id: 1, login: "ada" };
const ben: PersonRef = { id: 2, login: "ben" };
const lin: PersonRef = { id: 3, login: "lin" };
const grace: PersonRef = { id: 4, login: "grace" };
const unknown: Who = { unknown: { code: "merger-is-bot", args: { number: 7, login: "robot[bot]" } } };

const map: IdentityMap = {
  emailById: new Map([
    [1, "ada@acme.test"],
    [2, "ben@acme.test"],
    [3, "lin@acme.test"],
  ]),
  ambiguous: new Set([5]),
  unconfirmed: new Set(),
  idByLogin: new Map([["ada", 1]]),
  withoutAccount: ["members/grace.yaml"],
  problems: [],
};

function newSource(changes: Partial<PeopleSource> = {}): PeopleSource {
  return {
    kind: "pull",
    number: 7,
    merger: { person: ada },
    mergerAs: "merger",
    approvers: [],
    alsoNeeded: [],
    notCounted: [],
    headSha: sha("b"),
    mergeSha: sha("d"),
    from: sha("a"),
    ...changes,
  };
}

function partiesOf(changes: Partial<PeopleSource>, rule: ActorRule = "merger-or-approver"): object {
  const [only] = toParties([newSource(changes)], map, rule);
  return {
    parties: only?.parties.map(({ actor, approvers, rule: kept }) => [actor, ...approvers, kept].join(" ")),
    denial: only?.denial?.code,
    notCounted: only?.notCounted.map(({ person, as, reason }) => `${as} ${person?.login ?? "?"}: ${reason.code}`),
  };
}

const both = "ada@acme.test ben@acme.test";
const whole = { denial: undefined, notCounted: [] };
const missing = "person-not-mapped";

test.each<[string, Partial<PeopleSource>, ActorRule, object]>([
  [
    "merger and approvers are one party",
    { approvers: [lin, ben] },
    "merger-or-approver",
    { ...whole, parties: [`${both} lin@acme.test merger-or-approver`] },
  ],
  ["the rule is the caller's", { approvers: [ben] }, "two-person", { ...whole, parties: [`${both} two-person`] }],
  [
    "a merger who also approved is one person",
    { approvers: [ada] },
    "two-person",
    { ...whole, parties: ["ada@acme.test two-person"] },
  ],
  [
    "an approver who is not in the manifests does not count",
    { approvers: [grace] },
    "merger-or-approver",
    { parties: ["ada@acme.test merger-or-approver"], denial: undefined, notCounted: [`approver grace: ${missing}`] },
  ],
  [
    "an approver may answer for a merger who is not in the manifests",
    { merger: { person: grace }, approvers: [ben] },
    "merger-or-approver",
    { parties: ["ben@acme.test merger-or-approver"], denial: undefined, notCounted: [`merger grace: ${missing}`] },
  ],
  ...(["merger-only", "two-person"] as const).map((rule): [string, Partial<PeopleSource>, ActorRule, object] => [
    `nobody answers for such a merger under ${rule}`,
    { merger: { person: grace }, approvers: [ben, lin] },
    rule,
    { parties: [], denial: missing, notCounted: [`merger grace: ${missing}`] },
  ]),
  [
    "nobody answers for a pusher who is not in the manifests",
    { kind: "push", merger: { person: grace }, mergerAs: "pusher" },
    "merger-or-approver",
    { parties: [], denial: missing, notCounted: [`pusher grace: ${missing}`] },
  ],
  [
    "nobody answers for a merger whom GitHub does not name, approved or not (T16)",
    { merger: unknown, approvers: [ben] },
    "merger-or-approver",
    { parties: [], denial: "merger-is-bot", notCounted: [] },
  ],
  [
    "whoever ran it again is a party of their own, with the others to agree (T09)",
    { approvers: [ben], alsoNeeded: [{ person: lin }] },
    "merger-or-approver",
    { ...whole, parties: [`${both} merger-or-approver`, `lin@acme.test ${both} merger-only`] },
  ],
  [
    "a merger who ran it again must be entitled themselves",
    { approvers: [ben], alsoNeeded: [{ person: ada }] },
    "merger-or-approver",
    { ...whole, parties: [`${both} merger-or-approver`, `${both} merger-only`] },
  ],
  [
    "somebody who is not in the manifests does not run anything again",
    { alsoNeeded: [{ person: grace }] },
    "merger-or-approver",
    { parties: [], denial: missing, notCounted: [`rerunner grace: ${missing}`] },
  ],
  [
    "an account that two members claim is denied (T15)",
    { merger: { person: { id: 5, login: "max" } } },
    "merger-or-approver",
    { parties: [], denial: "person-ambiguous", notCounted: ["merger max: person-ambiguous"] },
  ],
  [
    "a login that changed hands is denied (T18)",
    { merger: { person: { id: 6, login: "ADA" } } },
    "merger-or-approver",
    { parties: [], denial: "person-other-account", notCounted: ["merger ADA: person-other-account"] },
  ],
])("%s", (_, changes, rule, expected) => {
  expect(partiesOf(changes, rule)).toEqual(expected);
});

test("a person who is missing is told the line and the manifests it may belong to", () => {
  const [only] = toParties([newSource({ merger: { person: grace } })], map, "merger-only");
  expect(only?.denial).toEqual({
    code: "person-not-mapped",
    args: { login: "grace", id: 4, line: "github: { id: 4, login: grace }", files: ["members/grace.yaml"] },
  });
});

test("each source keeps its own parties, in order (T17)", () => {
  const sources = [newSource(), newSource({ number: 8, merger: { person: ben } })];
  const parties = toParties(sources, map, "merger-or-approver");
  expect(parties.map(({ source, parties: own }) => [source.number, own[0]?.actor])).toEqual([
    [7, "ada@acme.test"],
    [8, "ben@acme.test"],
  ]);
});

test("what was found out before is kept beside what the manifests add", () => {
  const older = { person: lin, as: "approver", reason: { code: "approval-of-older-commit", args: {} } } as const;
  expect(partiesOf({ approvers: [grace], notCounted: [older] })).toMatchObject({
    notCounted: ["approver lin: approval-of-older-commit", `approver grace: ${missing}`],
  });
});
