import { expect, test } from "vitest";

import type { WorkflowRun } from "../../../src/github/api/runs.ts";
import { headPushers } from "../../../src/github/people/head-pushers.ts";
import { ada, ben, lin, newRun } from "./pull-facts.ts";

const pull = { event: "pull_request", actor: ada, createdAt: "2026-03-01T08:00:00Z" };

test.each<[string, readonly WorkflowRun[], readonly number[] | undefined]>([
  ["nobody is known where no run tells", [], undefined],
  ["a run of another event tells nothing", [newRun({ event: "pull_request_review" })], undefined],
  ["the first run of a pull request tells who caused it", [newRun(pull)], [1]],
  [
    "a later run of the pull request does not, for it may have been reopened or labelled",
    [newRun({ ...pull, id: 71, actor: lin, createdAt: "2026-03-01T08:30:00Z" }), newRun(pull)],
    [1],
  ],
  ["every run of a push does", [newRun(pull), newRun({ actor: lin }), newRun({ id: 72, actor: ben })], [1, 2, 3]],
  ["a person who ran it again did not push", [newRun({ ...pull, attempt: 2, triggeringActor: lin })], [1]],
])("%s", (_, runs, expected) => {
  expect(headPushers(runs)).toEqual(expected);
});
