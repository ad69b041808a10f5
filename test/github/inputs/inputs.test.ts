import { describe, expect, test } from "vitest";

import { type Inputs, parseInputs } from "../../../src/github/inputs/parse-inputs.ts";
import { dropNodeOptions, hideVariables, InputFailure, readInputs } from "../../../src/github/inputs/read-inputs.ts";

const token = "ghs_canaryToken";

function parsed(values: Readonly<Record<string, string>>): ReturnType<typeof parseInputs> {
  return parseInputs((name) => ({ "github-token": token, ...values })[name] ?? "");
}

function problemsIn(values: Readonly<Record<string, string>>): readonly string[] {
  return parsed(values).problems.map(({ code, args }) => [code, args["input"], args["value"]].join(" ").trim());
}

test("without any input it plans all of the repository, and does least", () => {
  expect(parsed({}).inputs).toEqual({
    mode: "plan",
    directory: ".",
    target: undefined,
    token,
    comment: true,
    allowLoss: undefined,
    actorRule: "merger-or-approver",
    publicEmails: false,
  });
});

test.each<[string, string, keyof Inputs, unknown]>([
  ["mode", "apply", "mode", "apply"],
  ["mode", " drift ", "mode", "drift"],
  ["target", "sqlite:org.db", "target", "sqlite:org.db"],
  ["comment", "false", "comment", false],
  ["allow-loss", "0", "allowLoss", 0],
  ["allow-loss", "12", "allowLoss", 12],
  ["actor-rule", "merger-only", "actorRule", "merger-only"],
  ["actor-rule", "two-person", "actorRule", "two-person"],
  ["public-emails", "true", "publicEmails", true],
  ["directory", "org", "directory", "org"],
  ["directory", "./teams/people/", "directory", "teams/people"],
  ["directory", ".", "directory", "."],
  ["directory", "./", "directory", "."],
  ["directory", "org.d/größe", "directory", "org.d/größe"],
])("%s: %s is understood", (input, value, name, expected) => {
  expect(parsed({ [input]: value }).inputs?.[name]).toEqual(expected);
});

test.each([
  ["mode", "Apply", "input-choice"],
  ["mode", "destroy", "input-choice"],
  ["actor-rule", "merger", "input-choice"],
  ["comment", "yes", "input-flag"],
  ["public-emails", "TRUE", "input-flag"],
  ["allow-loss", "-1", "input-number"],
  ["allow-loss", "1e3", "input-number"],
  ["allow-loss", "3.5", "input-number"],
  ["allow-loss", "all", "input-number"],
  ["directory", "/etc", "input-directory"],
  ["directory", "..", "input-directory"],
  ["directory", "org/../../secrets", "input-directory"],
  ["directory", "org//people", "input-directory"],
  ["directory", ".git/hooks", "input-directory"],
  ["directory", ".GIT", "input-directory"],
  ["directory", "C:\\org", "input-directory"],
  ["directory", "org\npeople", "input-directory"],
])("%s: %j is refused", (input, value, code) => {
  expect(problemsIn({ [input]: value })).toEqual([`${code} ${input} ${value}`]);
});

test("everything that is wrong is said at once", () => {
  const values = { "github-token": "", mode: "x", directory: "/", comment: "x", "allow-loss": "x", "actor-rule": "x" };
  expect(problemsIn({ ...values, "public-emails": "x" })).toEqual([
    "input-choice mode x",
    "input-directory directory /",
    "input-missing github-token",
    "input-flag comment x",
    "input-number allow-loss x",
    "input-choice actor-rule x",
    "input-flag public-emails x",
  ]);
});

describe("secrets", () => {
  const values = new Map([
    ["github-token", token],
    ["target", "postgres://charter:s%2Fcret@db.acme.test/org"],
  ]);

  test("are made known to the runner before anything is refused", () => {
    const hidden: string[] = [];
    const read = (name: string): string => (name === "mode" ? "wrong" : (values.get(name) ?? ""));
    expect(() => readInputs(read, (secret) => hidden.push(secret))).toThrow(InputFailure);
    expect(hidden).toEqual([token, "s%2Fcret", "s/cret"]);
  });

  test.each([
    ["in the address", "postgres://charter:p%2Fw%20d@127.0.0.1:1/x"],
    ["as it is typed, so that it is no address", "postgres://charter:p/w d@127.0.0.1:1/x"],
    ["among the settings", "postgres://charter@127.0.0.1:1/x?sslmode=disable&password=p%2Fw+d"],
    ["of an unknown system", "mysql://charter:p%2Fw%20d\n@127.0.0.1:1/x"],
  ])("are made known when the password stands %s", (_where, target) => {
    const hidden: string[] = [];
    readInputs(
      (name) => (name === "target" ? target : (values.get(name) ?? "")),
      (secret) => hidden.push(secret.trim()),
    );
    expect(hidden).toContain("p/w d");
  });

  test("are in no problem", () => {
    const read = (name: string): string => values.get(name) ?? "wrong";
    try {
      readInputs(read, () => undefined);
      expect.unreachable();
    } catch (cause) {
      expect(cause).toMatchObject({ code: "input-refused", exitCode: 20, args: { count: 5 } });
      expect(JSON.stringify(cause)).not.toMatch(/canary|cret/);
    }
  });
});

test("NODE_OPTIONS is taken away, and nothing else (T32)", () => {
  const environment: Record<string, string | undefined> = { NODE_OPTIONS: "--require ./evil.js", PATH: "/bin" };
  dropNodeOptions(environment);
  expect(environment).toEqual({ PATH: "/bin" });
});

test("passwords in the job's variables are made known to the runner, as written and as meant", () => {
  const hidden: string[] = [];
  const variables = { PGPASSWORD: "a%20b", CHARTER_SMTP_URL: "smtps://charter:c%2Fd@mail.acme.test", HOME: "/root" };
  hideVariables(variables, (secret) => hidden.push(secret));
  expect(hidden).toEqual(["a%20b", "a b", "c%2Fd", "c/d"]);
  hideVariables({}, (secret) => hidden.push(secret));
  expect(hidden).toHaveLength(4);
});
