import { describe, expect, test } from "vitest";

import type { Account } from "../../../src/github/api/account.ts";
import type { Stretch } from "../../../src/github/people/landed-stretches.ts";
import type { PeopleSource } from "../../../src/github/people/people-source.ts";
import {
  dispatchSource,
  landedSource,
  previewSource,
  type PullEvidence,
} from "../../../src/github/people/source-of.ts";
import { ada, ben, bot, lin, newFacts, newRun, newVerdict, sha } from "./pull-facts.ts";

const evidence: PullEvidence = { reviews: [newVerdict({ account: lin })], pushers: [ada.id], requests: undefined };

function stretchOf(changes: Partial<Stretch> = {}, account: Account | undefined = ben): Stretch {
  const push = { before: sha("a"), after: sha("d"), account, way: "merge" } as const;
  return { from: sha("a"), to: sha("d"), pull: newFacts(), push, ...changes };
}

function shortOf({ kind, merger, mergerAs, approvers, alsoNeeded, notCounted }: PeopleSource): object {
  return {
    kind,
    merger: `${mergerAs} ${merger.person?.login ?? merger.unknown?.code}`,
    approvers: approvers.map(({ login }) => login),
    also: alsoNeeded.map(({ person, unknown }) => person?.login ?? unknown?.code),
    notCounted: notCounted.map(({ person, as, reason }) => `${as} ${person?.login ?? "?"}: ${reason.code}`),
  };
}

describe("a merged pull request", () => {
  test("has its merger and the approvals that hold", () => {
    const source = landedSource(stretchOf(), evidence, newRun());
    expect(source).toEqual({
      kind: "pull",
      number: 7,
      title: "Add Lin",
      url: "https://github.example/acme/people/pull/7",
      headSha: sha("b"),
      mergeSha: sha("d"),
      from: sha("a"),
      merger: { person: { id: 2, login: "ben" } },
      mergerAs: "merger",
      approvers: [{ id: 3, login: "lin" }],
      alsoNeeded: [],
      notCounted: [],
    });
  });

  test("that a bot merged for nobody has no merger, whoever caused the run (T16)", () => {
    const stretch = stretchOf({ pull: newFacts({ mergedBy: bot }) });
    expect(shortOf(landedSource(stretch, evidence, newRun()))).toEqual({
      kind: "pull",
      merger: "merger merger-is-bot",
      approvers: ["lin"],
      also: [],
      notCounted: ["merger ?: merger-is-bot"],
    });
  });

  test("that somebody merged in their own clone is theirs alone, for the merge may hold more", () => {
    const stretch = stretchOf({ push: { before: sha("a"), after: sha("d"), account: ada, way: "push" } });
    expect(shortOf(landedSource(stretch, evidence, newRun()))).toEqual({
      kind: "pull",
      merger: "pusher ada",
      approvers: [],
      also: [],
      notCounted: ["approver lin: approval-of-other-content"],
    });
  });

  test("of a deleted fork has its people all the same", () => {
    const stretch = stretchOf({ pull: newFacts({ headRepositoryId: undefined }) });
    expect(shortOf(landedSource(stretch, evidence, newRun()))).toMatchObject({
      merger: "merger ben",
      approvers: ["lin"],
    });
  });
});

describe("a run that was run again", () => {
  test("needs whoever did that as well (T09)", () => {
    const source = landedSource(stretchOf(), evidence, newRun({ attempt: 2, triggeringActor: ada }));
    expect(shortOf(source)).toMatchObject({ merger: "merger ben", also: ["ada"], notCounted: [] });
  });

  test("by a bot is denied", () => {
    const source = landedSource(stretchOf(), evidence, newRun({ attempt: 3, triggeringActor: bot }));
    expect(shortOf(source)).toMatchObject({ also: ["actor-is-bot"], notCounted: ["rerunner ?: actor-is-bot"] });
  });
});

describe("a push without a pull request", () => {
  test.each<[string, Account | undefined, string]>([
    ["is its pusher's", ben, "pusher ben"],
    ["of a bot is nobody's", bot, "pusher actor-is-bot"],
    ["of nobody is nobody's", undefined, "pusher actor-not-named"],
  ])("%s", (_, account, merger) => {
    const push = { before: sha("a"), after: sha("d"), account, way: "push" } as const;
    const source = landedSource(stretchOf({ pull: undefined, push }), undefined, newRun());
    expect(shortOf(source)).toMatchObject({ kind: "push", merger, approvers: [] });
    expect(source.number).toBe(undefined);
  });
});

describe("a run started by hand", () => {
  test("is its sender's, who counts like a merger", () => {
    const run = newRun({ event: "workflow_dispatch", actor: lin, triggeringActor: lin });
    expect(shortOf(dispatchSource(run))).toMatchObject({ kind: "dispatch", merger: "sender lin", also: [] });
  });

  test("and run again by somebody else needs both", () => {
    const run = newRun({ event: "workflow_dispatch", actor: lin, attempt: 2, triggeringActor: ada });
    expect(shortOf(dispatchSource(run))).toMatchObject({ merger: "sender lin", also: ["ada"] });
  });
});

describe("a preview", () => {
  const open = newFacts({
    isMerged: false,
    mergedBy: undefined,
    mergedAt: undefined,
    mergeSha: undefined,
    isOpen: true,
  });

  test("takes the author for the merger, and the approvals that hold now", () => {
    const source = previewSource(open, evidence, newRun({ attempt: 2, triggeringActor: lin }));
    expect(shortOf(source)).toEqual({
      kind: "pull",
      merger: "merger ada",
      approvers: ["lin"],
      also: [],
      notCounted: [],
    });
    expect(source).toMatchObject({ from: sha("a"), headSha: sha("b"), mergeSha: sha("b") });
  });

  test("of a bot's pull request has nobody to begin with", () => {
    expect(shortOf(previewSource({ ...open, author: bot }, evidence, newRun()))).toMatchObject({
      merger: "merger actor-is-bot",
    });
  });
});
