import { expect, test } from "vitest";

import type { Mode } from "../../../src/github/inputs/parse-inputs.ts";
import { checkEvent } from "../../../src/github/run/check-event.ts";
import { runEnvironment } from "../../../src/github/run/run-environment.ts";
import { variablesOf } from "./environment-of.ts";

const modes: readonly Mode[] = ["plan", "apply", "drift"];

test.each<[string, readonly Mode[]]>([
  ["pull_request", ["plan"]],
  ["pull_request_review", ["plan"]],
  ["merge_group", ["plan"]],
  ["push", ["apply"]],
  ["schedule", ["drift"]],
  ["workflow_dispatch", ["apply", "drift"]],
  ["issue_comment", []],
  ["repository_dispatch", []],
  ["release", []],
])("%s starts only what it is for", (event, expected) => {
  const allowed = modes.filter((mode) => {
    try {
      return checkEvent(mode, event) === event;
    } catch (cause) {
      expect(cause).toMatchObject({ code: "run-event-unfit", exitCode: 20, args: { mode, event } });
      return false;
    }
  });
  expect(allowed).toEqual(expected);
});

test.each(["pull_request_target", "workflow_run"])("%s starts nothing (T30)", (event) => {
  for (const mode of modes) {
    expect(() => checkEvent(mode, event)).toThrow(
      expect.objectContaining({ code: "run-event-unsafe", exitCode: 20, args: { event } }),
    );
  }
});

const sha = "a".repeat(40);

test("the runner's variables are read", () => {
  expect(runEnvironment(variablesOf(sha))).toEqual({
    runId: 3501,
    attempt: 1,
    event: "push",
    sha,
    ref: "refs/heads/main",
    repositoryId: 5000,
    owner: "acme",
    repo: "people",
    actorId: 1001,
    apiUrl: "https://api.github.com",
    graphqlUrl: "https://api.github.com/graphql",
  });
});

test("every variable that is missing or of another form is named at once", () => {
  const variables = variablesOf("main", {
    GITHUB_RUN_ID: "3501x",
    GITHUB_REPOSITORY: "acme/../people",
    GITHUB_REF: "",
  });
  expect(() => runEnvironment(variables)).toThrow(
    expect.objectContaining({
      code: "run-outside-actions",
      exitCode: 20,
      args: { variables: ["GITHUB_RUN_ID", "GITHUB_SHA", "GITHUB_REF", "GITHUB_REPOSITORY"] },
    }),
  );
});
